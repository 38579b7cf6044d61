// The words in which rules answer: refusals and recorded resources.
#ifndef EPILEDGER_SERVICES_READINESS_DECISIONS_H_
#define EPILEDGER_SERVICES_READINESS_DECISIONS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "google/type/date.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// FAILED_PRECONDITION: a rule.
[[nodiscard]] journal::Refusal Refuse(
    std::string reason, std::map<std::string, std::string> metadata);
// NOT_FOUND: what is named does not exist.
[[nodiscard]] journal::Refusal Missing(std::string reason,
                                       const std::string& name);
// FAILED_PRECONDITION `REVISION_CHANGED`: the caller has seen revision `found`
// of what is at `revision` by now.
[[nodiscard]] journal::Refusal RevisionChanged(const std::string& name,
                                               int64_t found, int64_t revision);
// ALREADY_EXISTS `NAME_TAKEN`.
[[nodiscard]] journal::Refusal Taken(const std::string& name);

// INVALID_ARGUMENT DATE_AHEAD of `field` when `date` is still to come in the
// county.
[[nodiscard]] absl::Status CheckDateNotAhead(
    const google::type::Date& date, std::string_view field,
    const book::DecisionContext& context, ledger::State& state);

// Adds a version of a resource; the first one added is the answer.
void Record(std::string_view collection, std::string_view key,
            const google::protobuf::Message& body, book::Accepted& accepted);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_DECISIONS_H_
