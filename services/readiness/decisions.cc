#include "services/readiness/decisions.h"

#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::readiness {

using journal::Refusal;

Refusal Refuse(std::string reason,
               std::map<std::string, std::string> metadata) {
  return {absl::StatusCode::kFailedPrecondition, std::move(reason),
          std::move(metadata)};
}

Refusal Missing(std::string reason, const std::string& name) {
  return {absl::StatusCode::kNotFound, std::move(reason), {{"name", name}}};
}

Refusal RevisionChanged(const std::string& name, int64_t found,
                        int64_t revision) {
  return Refuse("REVISION_CHANGED", {{"name", name},
                                     {"found", Concat(found)},
                                     {"revision", Concat(revision)}});
}

Refusal Taken(const std::string& name) {
  return {absl::StatusCode::kAlreadyExists, "NAME_TAKEN", {{"name", name}}};
}

absl::Status CheckDateNotAhead(const google::type::Date& date,
                               std::string_view field,
                               const book::DecisionContext& context,
                               ledger::State& state) {
  const absl::CivilDay today = book::CivilDayAt(
      book::GenesisOf(state), context.record_time + limits::kMaxAhead);
  if (ToDay(date) <= today) return absl::OkStatus();
  return rpc::InvalidField(
      field, "DATE_AHEAD",
      {{"found", ToText(ToDay(date))}, {"today", ToText(today)}});
}

void Record(std::string_view collection, std::string_view key,
            const google::protobuf::Message& body, book::Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::string(key));
  version.set_body(body.SerializeAsString());
}

}  // namespace epiledger::readiness
