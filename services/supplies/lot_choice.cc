#include "services/supplies/lot_choice.h"

#include <map>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/book/genesis.h"
#include "services/rpc/names.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;

std::string ToText(int64_t day) { return absl::FormatCivilTime(ToDay(day)); }

}  // namespace

LotChoice::LotChoice(ledger::State& state, LineBook& book,
                     const v1::Movement& movement,
                     const std::string& store_name)
    : state_(state),
      book_(book),
      store_name_(store_name),
      position_(ToPosition(movement.movement_time())),
      is_for_use_(movement.kind() == v1::Movement::KIND_ISSUE ||
                  movement.kind() == v1::Movement::KIND_PUT_IN_SERVICE) {
  if (!is_for_use_) return;
  day_ = ToNumber(book::CivilDayAt(book::GenesisOf(state_),
                                   absl::FromUnixMicros(position_)));
  for (const auto& [key, body] :
       state_.resources().Children(kLotQuarantines, book_.line().store)) {
    v1::LotQuarantine quarantine;
    quarantine.ParseFromString(body);
    const std::string path = PathOf(quarantine.lot());
    const bool is_of_line = rpc::FirstSegment(path) == book_.line().item;
    if (!is_of_line || !LastsAt(quarantine, position_)) continue;
    quarantined_.emplace(rpc::LastSegment(path));
  }
}

v1::WithheldReason LotChoice::ReasonOf(const std::string& lot) {
  if (!is_for_use_) return v1::WITHHELD_REASON_UNSPECIFIED;
  return WithheldReasonOf(ExpiryDayOf(book_.LotOf(lot)), day_,
                          quarantined_.contains(lot));
}

std::variant<LotChoice::Lots, Decision> LotChoice::Choose(
    v1::Movement::Line& line) {
  if (line.lot().empty()) return TakeFirst(line);
  if (auto missing = CheckLotExists(line, state_)) return *std::move(missing);
  return TakeNamed(line);
}

Decision LotChoice::Withhold(v1::WithheldReason reason,
                             const v1::Movement::Line& line) {
  if (reason == v1::WITHHELD_REASON_QUARANTINED) {
    return Refuse("LOT_QUARANTINED",
                  {{"lot", line.lot()}, {"store", store_name_}});
  }
  const std::string lot(rpc::LastSegment(line.lot()));
  return Refuse("EXPIRED_LOT",
                {{"lot", line.lot()},
                 {"store", store_name_},
                 {"expiry", ToText(*ExpiryDayOf(book_.LotOf(lot)))},
                 {"day", ToText(day_)}});
}

Figures LotChoice::ShortOf(const v1::Movement::Line& line,
                           ledger::Amount available) const {
  return {{"store", store_name_},
          {"item", book_.line().item},
          {"lot", std::string(rpc::LastSegment(line.lot()))},
          {"available", Concat(available)},
          {"needed", Concat(line.total())}};
}

std::variant<LotChoice::Lots, Decision> LotChoice::TakeNamed(
    const v1::Movement::Line& line) {
  const std::string lot(rpc::LastSegment(line.lot()));
  // No reason lifts a quarantine: it is released, by whoever may.
  if (quarantined_.contains(lot)) {
    return Withhold(v1::WITHHELD_REASON_QUARANTINED, line);
  }
  const v1::WithheldReason reason = ReasonOf(lot);
  if (reason == v1::WITHHELD_REASON_EXPIRED &&
      IsBlank(line.override_reason())) {
    return Withhold(reason, line);
  }
  const ledger::Amount available = book_.IssuableAt(position_, lot);
  if (available < line.total()) {
    return Refuse("STOCK_SHORT", ShortOf(line, available));
  }
  Lots lots(1);
  lots.front().set_lot(lot);
  lots.front().set_amount(line.total());
  return lots;
}

std::variant<LotChoice::Lots, Decision> LotChoice::TakeFirst(
    v1::Movement::Line& line) {
  std::set<std::string> skipped;
  std::map<v1::WithheldReason, ledger::Amount> there;
  for (const v1::LotChange& lot : book_.IssuableLots(position_)) {
    const v1::WithheldReason reason = ReasonOf(lot.lot());
    there[reason] += lot.amount();
    if (reason == v1::WITHHELD_REASON_UNSPECIFIED) continue;
    skipped.insert(lot.lot());
    v1::Movement::SkippedLot& told = *line.add_skipped_lots();
    told.set_lot(Concat(line.item(), "/lots/", lot.lot()));
    told.set_quantity(lot.amount());
    told.set_reason(reason);
  }
  const ledger::Amount available = there[v1::WITHHELD_REASON_UNSPECIFIED];
  if (available >= line.total()) {
    return book_.LotsToIssue(position_, line.total(), skipped);
  }
  static constexpr std::pair<v1::WithheldReason, std::string_view> kWords[] = {
      {v1::WITHHELD_REASON_EXPIRED, "expired"},
      {v1::WITHHELD_REASON_QUARANTINED, "quarantined"}};
  Figures figures = ShortOf(line, available);
  int number = 0;
  for (const auto& [reason, word] : kWords) {
    if (there[reason] == 0) continue;
    const std::string row = Concat("withheld_", ++number);
    figures[row] = std::string(word);
    figures[row + "_quantity"] = Concat(there[reason]);
  }
  return Refuse("STOCK_SHORT", std::move(figures));
}

std::optional<Decision> CheckLotExists(const v1::Movement::Line& line,
                                       ledger::State& state) {
  const std::string_view lot = rpc::LastSegment(line.lot());
  if (line.lot().empty() || IsBuiltIn(lot) ||
      state.Exists(kLots, PathOf(line.lot()))) {
    return std::nullopt;
  }
  return Missing("LOT_NOT_FOUND", line.lot());
}

}  // namespace epiledger::supplies
