// The revoked tokens of all counties, for every service that takes tokens.
#ifndef EPILEDGER_SERVICES_READINESS_REVOCATION_LIST_H_
#define EPILEDGER_SERVICES_READINESS_REVOCATION_LIST_H_

#include <string>

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/book/books.h"

namespace epiledger::readiness {

// Those that have not ended by themselves at the books' clock, and those of
// `bootstrap_record` (see bootstrap.h) that a newer one took the place of. An
// error of the storage layer or of the record when one cannot be read: better
// the list from before than one with holes. Blocks.
[[nodiscard]] absl::StatusOr<v1::ListRevocationsResponse> ReadRevocations(
    book::Books& books, const std::string& bootstrap_record);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REVOCATION_LIST_H_
