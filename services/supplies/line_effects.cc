#include "services/supplies/line_effects.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "services/rpc/names.h"
#include "services/supplies/count_figures.h"
#include "services/supplies/tasks.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

// Adds to or takes out of the stock of one line.
class StockMover {
 public:
  StockMover(LineBook& book, int64_t position, EffectsBuilder& effects)
      : book_(book), position_(position), effects_(effects) {}

  // What is booked at a count: `change` of the stock.
  void BookContra(const ContraKey& key, Amount change) {
    const std::string origin = OriginOf(key.lot);
    const LineName& line = book_.line();
    static constexpr std::string_view kKinds[] = {"opening", "used"};
    const std::string other =
        key.contra == Contra::kFound
            ? FoundAccount(key.reason, line, key.lot, origin)
            : LotAccount(kKinds[static_cast<size_t>(key.contra)], line, key.lot,
                         origin);
    effects_.Move(other, Stock(key.lot), line.item, position_, change);
  }

  void BookMovement(const v1::MovementEntry& movement, const std::string& lot,
                    Amount change) {
    const LineName& line = book_.line();
    switch (movement.kind()) {
      case v1::Movement::KIND_LOSE:
        return effects_.Move(
            LossAccount(movement.loss_reason(), line, lot, OriginOf(lot)),
            Stock(lot), line.item, position_, change);
      case v1::Movement::KIND_SEND_BACK:
        return effects_.Move(LotAccount("returned", line, lot, OriginOf(lot)),
                             Stock(lot), line.item, position_, change);
      case v1::Movement::KIND_PUT_IN_SERVICE:
        return BookInService(lot, change);
      case v1::Movement::KIND_BRING_BACK:
        return BookReturn(lot, change);
      case v1::Movement::KIND_SHIP:
      case v1::Movement::KIND_ARRIVE:
        return effects_.Move(
            ShipmentAccount(movement.shipment(), line.item, lot, OriginOf(lot)),
            Stock(lot), line.item, position_, change);
      default:
        return BookReceiptOrIssue(lot, change);
    }
  }

 private:
  // What went out to be used at the facility for years.
  void BookInService(const std::string& lot, Amount change) {
    const LineName& line = book_.line();
    const std::string_view facility = *rpc::FirstSegment(line.store);
    effects_.Move(
        FacilityAccount("in_service", facility, line.item, lot, OriginOf(lot)),
        Stock(lot), line.item, position_, change);
  }
  // What this store issued comes back from there. The rest came by a way that
  // was not recorded; it is found, and its lot keeps its origin.
  void BookReturn(const std::string& lot, Amount change) {
    const LineName& line = book_.line();
    const std::string origin = OriginOf(lot);
    const std::string issued = LotAccount("issued", line, lot, origin);
    const Amount known =
        std::min(change, effects_.AvailableFrom(issued, position_));
    effects_.Move(issued, Stock(lot), line.item, position_, known);
    effects_.Move(FoundAccount(v1::SURPLUS_REASON_RETURNED, line, lot, origin),
                  Stock(lot), line.item, position_, change - known);
  }

  // A receipt, or an issue when negative.
  void BookReceiptOrIssue(const std::string& lot, Amount change) {
    const LineName& line = book_.line();
    // By Origin::Kind.
    static constexpr std::string_view kSources[] = {
        "supplier", "donor", "opening", "supplier", "supplier", "supplier"};
    const auto kind = static_cast<size_t>(book_.LotOf(lot).origin().kind());
    const std::string other = LotAccount(change < 0 ? "issued" : kSources[kind],
                                         line, lot, OriginOf(lot));
    effects_.Move(other, Stock(lot), line.item, position_, change);
  }

  std::string OriginOf(const std::string& lot) {
    return OriginId(book_.LotOf(lot).origin());
  }
  std::string Stock(const std::string& lot) {
    return LotAccount("store", book_.line(), lot, OriginOf(lot));
  }

  LineBook& book_;
  const int64_t position_;
  EffectsBuilder& effects_;
};

std::string NameOfCount(const LineBook& book, std::string_view county,
                        const v1::CountEntry& count) {
  return NameOf(kCountName, county, Join(book.line().store, count.count()));
}

// Keeps one open task for the surplus that late entries cause at a count.
void UpdateLateTask(const LineBook& book, int64_t position,
                    const v1::CountEntry& before, v1::CountEntry& after,
                    EffectsBuilder& effects) {
  const Amount late = FiguresOf(after).late_surplus;
  const bool is_same = before.count() == after.count();
  if (!before.late_task().empty() && (!is_same || late == 0)) {
    CloseTask(book.line().store, before.late_task(), effects);
  }
  if (late == 0) {
    after.clear_late_task();
  } else if (after.late_task().empty()) {
    after.set_late_task(
        OpenTask(book.line(),
                 {v1::Task::KIND_LATE_SURPLUS,
                  NameOfCount(book, effects.county(), after), position, late},
                 effects));
  } else if (late != FiguresOf(before).late_surplus) {
    UpdateTask(book.line(), after.late_task(), late, effects);
  }
}

void BookCount(LineBook& book, int64_t position, const v1::CountEntry& before,
               v1::CountEntry& after, EffectsBuilder& effects) {
  UpdateLateTask(book, position, before, after, effects);
  std::map<ContraKey, Amount> difference = BookedAt(after);
  for (const auto& [key, change] : BookedAt(before)) difference[key] -= change;
  StockMover mover(book, position, effects);
  for (const auto& [key, change] : difference) mover.BookContra(key, change);
}

void BookNewMovement(LineBook& book, int64_t position,
                     const v1::MovementEntry& movement,
                     EffectsBuilder& effects) {
  StockMover mover(book, position, effects);
  for (const v1::LotChange& change : movement.changes()) {
    mover.BookMovement(movement, change.lot(), change.amount());
  }
}

// Makes the months of new entries known.
void SetMonths(const LineBook& book, const std::set<int32_t>& touched,
               EffectsBuilder& effects) {
  const bool are_known =
      std::all_of(touched.begin(), touched.end(),
                  [&book](int32_t month) { return book.HasMonth(month); });
  if (are_known) return;
  const std::string path = book.line().path();
  const v1::LineRecord known =
      effects.Get<v1::LineRecord>(kLines, path).value_or(v1::LineRecord());
  std::set<int32_t> months(known.months().begin(), known.months().end());
  const size_t size = months.size();
  months.insert(touched.begin(), touched.end());
  if (months.size() == size) return;
  v1::LineRecord record;
  record.mutable_months()->Add(months.begin(), months.end());
  effects.Set(kLines, path, record);
}

void SetDigest(LineBook& book, EffectsBuilder& effects) {
  const int64_t now = absl::ToUnixMicros(effects.context().record_time);
  effects.Set(kLineDigests, DigestKey(now, book.line().path()), book.Digest());
}

// Whether an entry that differs says something else, and not only books it
// anew.
bool SaysOtherwise(const v1::LineEntry& before, const v1::LineEntry& after) {
  if (!before.has_count() || !after.has_count()) return true;
  return before.count().count() != after.count().count() ||
         before.count().is_superseded() != after.count().is_superseded();
}

v1::CountResult::Outcome OutcomeOf(const v1::CountEntry& entry,
                                   const CountFigures& figures) {
  if (entry.is_opening()) return v1::CountResult::OUTCOME_OPENING;
  if (figures.use > 0) return v1::CountResult::OUTCOME_USE;
  if (figures.surplus > 0) return v1::CountResult::OUTCOME_SURPLUS;
  return v1::CountResult::OUTCOME_AS_EXPECTED;
}

}  // namespace

void BookLine(LineBook& book, EffectsBuilder& effects) {
  std::set<int32_t> months;
  for (auto& [key, after] : book.after()) {
    const auto found = book.before().find(key);
    const bool is_new = found == book.before().end();
    const v1::LineEntry before = is_new ? v1::LineEntry() : found->second;
    if (before.SerializeAsString() == after.SerializeAsString()) continue;
    const int64_t position = PositionOfEntry(key);
    if (after.has_count()) {
      BookCount(book, position, before.count(), *after.mutable_count(),
                effects);
    } else {
      BookNewMovement(book, position, after.movement(), effects);
    }
    if (SaysOtherwise(before, after)) {
      after.set_sequence(effects.context().sequence);
    }
    effects.Set(kLineEntries, key, after);
    if (is_new) months.insert(MonthOf(position));
  }
  SetMonths(book, months, effects);
  SetDigest(book, effects);
}

std::optional<v1::NextCountCorrection> CorrectionAfter(
    LineBook& book, int64_t position, std::string_view county) {
  const std::optional<std::string> key = book.CountAfter(position);
  if (!key.has_value()) return std::nullopt;
  const v1::CountEntry& after = book.after().at(*key).count();
  const CountFigures now = FiguresOf(after);
  const CountFigures then = FiguresOf(book.before().at(*key).count());
  v1::NextCountCorrection correction;
  correction.set_count(NameOfCount(book, county, after));
  *correction.mutable_count_time() = ToTimestamp(PositionOfEntry(*key));
  correction.set_use_change(now.use - then.use);
  correction.set_surplus_change(now.surplus - then.surplus);
  correction.set_opening_change(now.opening - then.opening);
  if (!after.late_task().empty()) {
    correction.set_task(
        NameOf(kTaskName, county, Join(book.line().store, after.late_task())));
  }
  return correction;
}

void FillFigures(const v1::CountEntry& entry, std::string_view county,
                 std::string_view item, v1::CountResult& result) {
  const CountFigures figures = FiguresOf(entry);
  result.set_outcome(OutcomeOf(entry, figures));
  result.set_total(entry.quantity());
  result.set_expected(entry.quantity() + figures.use - figures.surplus -
                      figures.opening);
  result.set_use(figures.use);
  result.set_surplus(figures.surplus);
  result.set_late_surplus(figures.late_surplus);
  result.set_surplus_reason(entry.surplus_reason());
  result.set_opening(figures.opening);
  result.clear_lots();
  for (const v1::LotChange& change : entry.changes()) {
    v1::LotQuantity& lot = *result.add_lots();
    lot.set_lot(rpc::MakeName(kLotName, {county, item, change.lot()}));
    lot.set_quantity(std::abs(change.amount()));
  }
}

}  // namespace epiledger::supplies
