// Entry: how funding's rules say what an entry does, or why there is none.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_ENTRY_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_ENTRY_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message_lite.h"
#include "google/type/date.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// FAILED_PRECONDITION with figures.
[[nodiscard]] journal::Refusal Refuse(
    std::string reason, std::map<std::string, std::string> metadata);
// NOT_FOUND of a resource that the request names.
[[nodiscard]] journal::Refusal Missing(std::string reason,
                                       const std::string& name);
// ALREADY_EXISTS NAME_TAKEN.
[[nodiscard]] journal::Refusal Taken(const std::string& name);

// Adds a version of a resource. The first one of an entry is its answer.
void AddResource(std::string_view collection, std::string_view key,
                 const std::string& body, book::Accepted& accepted);
inline void AddResource(std::string_view collection, std::string_view key,
                        const google::protobuf::MessageLite& resource,
                        book::Accepted& accepted) {
  AddResource(collection, key, resource.SerializeAsString(), accepted);
}

// Adds a movement of fen, or of pieces; nothing where the amount is 0.
void AddMovement(const std::string& source, const std::string& target,
                 ledger::Position position, ledger::Amount amount,
                 book::Accepted& accepted);
void AddPieces(const std::string& source, const std::string& target,
               ledger::Position position, int64_t pieces,
               book::Accepted& accepted);

// INVALID_ARGUMENT DATE_AHEAD: a day that has not begun in the county cannot
// be recorded.
[[nodiscard]] absl::Status CheckNotAhead(const google::type::Date& date,
                                         const char* field,
                                         const book::DecisionContext& context,
                                         ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_ENTRY_H_
