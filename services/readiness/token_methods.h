// The methods of tokens that need more than a decision or a snapshot.
//
// The answer of IssueToken, and of an approval of one, carries the token, which
// is in no journal and no table: it is signed when an accepted answer goes out,
// first or replayed, from what the entry recorded. Both tokens have the same
// id, claims and end; only the signature's random part differs, and a
// revocation, being by id, strikes both.
#ifndef EPILEDGER_SERVICES_READINESS_TOKEN_METHODS_H_
#define EPILEDGER_SERVICES_READINESS_TOKEN_METHODS_H_

#include <memory>

#include "services/host/method_set.h"
#include "services/readiness/token_desk.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

// Makes the rows of IssueToken and ApproveSubjectProposal sign, and those of
// RevokeToken, UpdateSubject and ApproveSubjectProposal tell of it, with the
// rows of their batches. `desk` is not null.
void CompleteTokenMethods(const std::shared_ptr<TokenDesk>& desk,
                          rpc::MethodTable& methods);

// The row of ListRevocations, which reads the books of every county.
[[nodiscard]] rpc::Method ListRevocationsMethod(
    const host::Backend& backend, const std::shared_ptr<TokenDesk>& desk);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_TOKEN_METHODS_H_
