#include "services/supplies/quarantine_rules.h"

#include <optional>
#include <string>

#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;

// A quarantine of the lot in the store that lasts at `position` or begins
// later, by its name.
std::optional<std::string> FindLasting(const std::string& store,
                                       const std::string& lot, int64_t position,
                                       State& state) {
  for (const auto& [key, body] :
       state.resources().Children(kLotQuarantines, store)) {
    v1::LotQuarantine known;
    known.ParseFromString(body);
    const bool is_over = known.has_release() &&
                         ToPosition(known.release().release_time()) <= position;
    if (known.lot() == lot && !is_over) return known.name();
  }
  return std::nullopt;
}

bool IsKnown(const std::string& lot, State& state) {
  const std::string key = PathOf(lot);
  return IsBuiltIn(rpc::LastSegment(key))
             ? state.Exists(kItems, rpc::FirstSegment(key).value_or(""))
             : state.Exists(kLots, key);
}

}  // namespace

ledger::Needs NeedsOfCreateLotQuarantine(
    const v1::CreateLotQuarantineRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), PathOf(request.parent())});
  needs.resources.push_back(
      {std::string(kLots), PathOf(request.lot_quarantine().lot())});
  return needs;
}

Decision DecideCreateLotQuarantine(
    const v1::CreateLotQuarantineRequest& request,
    const DecisionContext& context, State& state) {
  v1::LotQuarantine quarantine = request.lot_quarantine();
  if (absl::Status ahead =
          CheckNotAhead(quarantine.quarantine_time(),
                        "lot_quarantine.quarantine_time", context);
      !ahead.ok()) {
    return ahead;
  }
  const std::string store = PathOf(request.parent());
  if (!state.Exists(kStores, store)) {
    return Missing("STORE_NOT_FOUND", request.parent());
  }
  if (!IsKnown(quarantine.lot(), state)) {
    return Missing("LOT_NOT_FOUND", quarantine.lot());
  }
  const auto lasting = FindLasting(
      store, quarantine.lot(), ToPosition(quarantine.quarantine_time()), state);
  if (lasting.has_value()) {
    return Refuse("ALREADY_QUARANTINED", {{"lot", quarantine.lot()},
                                          {"store", request.parent()},
                                          {"quarantine", *lasting}});
  }
  const std::string key = Join(store, context.NewId());
  quarantine.set_name(NameOf(kLotQuarantineName, context.book.county, key));
  quarantine.set_subject(context.subject);
  *quarantine.mutable_record_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kLotQuarantines, key, quarantine);
}

ledger::Needs NeedsOfReleaseLotQuarantine(
    const v1::ReleaseLotQuarantineRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kLotQuarantines), PathOf(request.name())});
  return needs;
}

Decision DecideReleaseLotQuarantine(
    const v1::ReleaseLotQuarantineRequest& request,
    const DecisionContext& context, State& state) {
  if (absl::Status ahead =
          CheckNotAhead(request.release_time(), "release_time", context);
      !ahead.ok()) {
    return ahead;
  }
  const std::string key = PathOf(request.name());
  auto quarantine = state.Get<v1::LotQuarantine>(kLotQuarantines, key);
  if (!quarantine.has_value()) {
    return Missing("QUARANTINE_NOT_FOUND", request.name());
  }
  if (quarantine->has_release()) {
    return Refuse("ALREADY_RELEASED",
                  {{"quarantine", request.name()},
                   {"by", quarantine->release().subject()}});
  }
  if (ToPosition(request.release_time()) <
      ToPosition(quarantine->quarantine_time())) {
    return Refuse("RELEASED_TOO_EARLY", {{"quarantine", request.name()}});
  }
  v1::LotQuarantine::Release& release = *quarantine->mutable_release();
  *release.mutable_release_time() = request.release_time();
  release.set_reason(request.reason());
  release.set_subject(context.subject);
  *release.mutable_record_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kLotQuarantines, key, *quarantine);
}

}  // namespace epiledger::supplies
