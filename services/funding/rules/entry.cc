#include "services/funding/rules/entry.h"

#include <utility>

#include "services/book/genesis.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/limits.h"
#include "services/rpc/error.h"

namespace epiledger::funding {

using journal::Refusal;
using ledger::Position;

Refusal Refuse(std::string reason,
               std::map<std::string, std::string> metadata) {
  return {absl::StatusCode::kFailedPrecondition, std::move(reason),
          std::move(metadata)};
}

Refusal Missing(std::string reason, const std::string& name) {
  return {absl::StatusCode::kNotFound, std::move(reason), {{"name", name}}};
}

Refusal Taken(const std::string& name) {
  return {absl::StatusCode::kAlreadyExists, "NAME_TAKEN", {{"name", name}}};
}

void AddResource(std::string_view collection, std::string_view key,
                 const std::string& body, book::Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::string(key));
  version.set_body(body);
}

namespace {

journal::v1::Movement MovementOf(const std::string& source,
                                 const std::string& target, Position position,
                                 std::string_view unit, int64_t amount) {
  journal::v1::Movement movement;
  movement.set_source(source);
  movement.set_target(target);
  movement.set_unit(std::string(unit));
  movement.set_position(position.value());
  movement.set_amount(amount);
  return movement;
}

}  // namespace

void AddMovement(const std::string& source, const std::string& target,
                 Position position, ledger::Amount amount,
                 book::Accepted& accepted) {
  if (amount == 0) return;
  *accepted.effects.add_movements() =
      MovementOf(source, target, position, kUnit, amount);
}

void AddPieces(const std::string& source, const std::string& target,
               Position position, int64_t pieces, book::Accepted& accepted) {
  if (pieces == 0) return;
  *accepted.effects.add_movements() =
      MovementOf(source, target, position, kPieces, pieces);
}

absl::Status CheckNotAhead(const google::type::Date& date, const char* field,
                           const book::DecisionContext& context,
                           ledger::State& state) {
  const Position today = Position::FromDay(book::CivilDayAt(
      book::GenesisOf(state), context.record_time + limits::kMaxAhead));
  const Position position = ToPosition(date);
  if (position <= today) return absl::OkStatus();
  return rpc::InvalidField(
      field, "DATE_AHEAD",
      {{"found", ToText(position)}, {"today", ToText(today)}});
}

}  // namespace epiledger::funding
