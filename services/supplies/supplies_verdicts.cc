#include "services/supplies/supplies_verdicts.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "services/supplies/supplies_fixture.h"

namespace epiledger::supplies {
namespace {

using Result = v1::CountResult;
using Pieces = std::vector<std::pair<ModelLot, int64_t>>;

// Use, surplus and opening of a count.
Result FiguresOf(const LineNotes::Counted& counted) {
  return SuppliesModel::ResultOf(counted, {});
}

// What happened to the first count at or after `from`.
template <typename Told>
void TellNextCount(const LineNotes& before, const LineNotes& after,
                   int64_t from, Told& told) {
  const auto next = after.counts.lower_bound(from);
  if (next == after.counts.end()) return;
  const Result was = FiguresOf(before.counts.at(next->first));
  const Result is = FiguresOf(next->second);
  v1::NextCountCorrection& correction = *told.mutable_next_count();
  correction.set_count(next->second.name);
  *correction.mutable_count_time() = At(kSunday, static_cast<int>(next->first));
  correction.set_use_change(is.use() - was.use());
  correction.set_surplus_change(is.surplus() - was.surplus());
  correction.set_opening_change(is.opening() - was.opening());
}

// The line with the pieces moved, where a split reconciles it.
std::optional<LineNotes> Moved(const LineNotes& before, int64_t hour,
                               const Pieces& pieces, v1::Movement::Kind kind,
                               v1::Movement::Line& line) {
  LineNotes after = before;
  for (const auto& [lot, change] : pieces) {
    after.moves.push_back({hour, lot, change, kind});
  }
  if (!after.Settle(hour, line.item())) return std::nullopt;
  for (const auto& [lot, change] : pieces) {
    v1::LotQuantity& moved = *line.add_lots();
    moved.set_lot(lot.name);
    moved.set_quantity(std::abs(change));
  }
  line.set_outcome(v1::Movement::OUTCOME_POSTED);
  // A count of the same hour holds the movement.
  TellNextCount(before, after, hour, line);
  return after;
}

// A fact: recorded even where nothing reconciles it.
MovementVerdict JudgeFact(const LineNotes& before, int64_t hour,
                          const Pieces& pieces, v1::Movement::Kind kind,
                          v1::Movement::Line& line) {
  MovementVerdict verdict;
  if (!pieces.empty()) {
    verdict.after = Moved(before, hour, pieces, kind, line);
  }
  verdict.is_contradicted = !verdict.after.has_value();
  if (verdict.is_contradicted) {
    line.set_outcome(v1::Movement::OUTCOME_CONTRADICTED);
  }
  return verdict;
}

// Whether an issue leaves the lot, and says so.
bool Skips(const WithheldLots& withheld, const ModelLot& lot, int64_t amount,
           v1::Movement::Line& line) {
  const v1::WithheldReason reason = withheld.ReasonOf(lot);
  if (reason == v1::WITHHELD_REASON_UNSPECIFIED) return false;
  if (amount == 0) return true;
  v1::Movement::SkippedLot& told = *line.add_skipped_lots();
  told.set_lot(lot.name);
  told.set_quantity(amount);
  told.set_reason(reason);
  return true;
}

// Why there is a surplus that nobody gave a reason for.
v1::SurplusReason ReasonOf(int64_t surplus, int64_t tolerance) {
  return surplus <= tolerance ? v1::SURPLUS_REASON_TOLERANCE
                              : v1::SURPLUS_REASON_UNEXPLAINED;
}

void Explain(const NewCount& count, const v1::CountLine& line,
             LineNotes::Counted& counted) {
  const int64_t surplus = FiguresOf(counted).surplus();
  if (surplus == 0) return;
  counted.own_surplus = surplus;
  counted.reason = line.surplus_reason();
  if (counted.reason == v1::SURPLUS_REASON_UNSPECIFIED) {
    counted.reason = ReasonOf(surplus, count.tolerance);
  }
}

CountVerdict Contradict(v1::CountLine& line) {
  line.mutable_result()->set_outcome(Result::OUTCOME_CONTRADICTED);
  return {v1::Task::KIND_CONTRADICTED_COUNT, line.quantity().pieces(), {}};
}

// A count of an hour that has none.
CountVerdict Add(const LineNotes& before, const NewCount& count, int64_t from,
                 LineNotes after, v1::CountLine& line) {
  LineNotes::Counted& counted = after.counts[count.hour];
  counted.name = count.name;
  counted.subject = "clerk";
  counted.quantity = line.quantity().pieces();
  if (!after.Settle(from, line.item())) {
    line.mutable_result()->set_needed(after.NeededAfter(count.hour));
    return Contradict(line);
  }
  Explain(count, line, counted);
  Result& result = *line.mutable_result();
  result = FiguresOf(counted);
  TellNextCount(before, after, count.hour + 1, result);
  CountVerdict verdict;
  if (counted.reason == v1::SURPLUS_REASON_UNEXPLAINED) {
    verdict.task = v1::Task::KIND_UNEXPLAINED_SURPLUS;
    verdict.task_quantity = result.surplus();
  }
  verdict.after = std::move(after);
  return verdict;
}

}  // namespace

MovementVerdict JudgeReceipt(const LineNotes& before, int64_t hour,
                             const ModelLot& lot, v1::Movement::Line& line) {
  line.set_total(line.quantity().pieces());
  return JudgeFact(before, hour, {{lot, line.total()}},
                   v1::Movement::KIND_RECEIVE, line);
}

MovementVerdict JudgeLoss(const LineNotes& before, int64_t hour,
                          v1::Movement::Line& line) {
  line.set_total(line.quantity().pieces());
  const LineNotes::Taking taking =
      before.TakeAt(hour, line.total(), line.item());
  Pieces taken;
  if (line.lot().empty()) {
    for (const auto& [lot, pieces] : taking.lots) {
      taken.emplace_back(lot, -pieces);
    }
  }
  // A lot that never was here is not among these, and cannot be lost here.
  for (const auto& [lot, amount] : taking.available) {
    if (lot.name == line.lot()) taken = {{lot, -line.total()}};
  }
  return JudgeFact(before, hour, taken, v1::Movement::KIND_LOSE, line);
}

MovementVerdict JudgeBringBack(const LineNotes& before, int64_t hour,
                               const ModelLot& lot, v1::Movement::Line& line) {
  line.set_total(line.quantity().pieces());
  const Pieces back = line.lot().empty()
                          ? before.BringBackAt(hour, line.total(), line.item())
                          : Pieces{{lot, line.total()}};
  return JudgeFact(before, hour, back, v1::Movement::KIND_BRING_BACK, line);
}

MovementVerdict JudgeIssue(const LineNotes& before, int64_t hour,
                           const WithheldLots& withheld,
                           v1::Movement::Kind kind, v1::Movement::Line& line) {
  line.set_total(line.quantity().pieces());
  if (withheld.quarantined.contains(line.lot())) {
    return {"LOT_QUARANTINED", false, {}};
  }
  if (withheld.expired.contains(line.lot()) && line.override_reason().empty()) {
    return {"EXPIRED_LOT", false, {}};
  }
  const bool is_named = !line.lot().empty();
  const LineNotes::Taking taking = before.TakeAt(
      hour, line.total(), line.item(), is_named ? WithheldLots() : withheld);
  int64_t available = 0;
  Pieces taken;
  for (const auto& [lot, amount] : taking.available) {
    if (is_named && lot.name != line.lot()) continue;
    if (!is_named && Skips(withheld, lot, amount, line)) continue;
    available += amount;
    if (!line.lot().empty()) taken = {{lot, -line.total()}};
  }
  if (available < line.total()) return {"STOCK_SHORT", false, {}};
  if (line.lot().empty()) {
    for (const auto& [lot, pieces] : taking.lots) {
      taken.emplace_back(lot, -pieces);
    }
  }
  MovementVerdict verdict;
  verdict.after = Moved(before, hour, taken, kind, line);
  if (!verdict.after.has_value()) verdict.refusal = "ISSUE_CONTRADICTED";
  return verdict;
}

CountVerdict JudgeCount(const LineNotes& before, const NewCount& count,
                        v1::CountLine& line) {
  LineNotes after = before;
  if (count.old_hour.has_value()) after.counts.erase(*count.old_hour);
  Result& result = *line.mutable_result();
  result.set_total(line.quantity().pieces());
  result.set_expected(after.ExpectedAt(count.hour));
  const int64_t from =
      std::min(count.hour, count.old_hour.value_or(count.hour));
  const auto standing = after.counts.find(count.hour);
  if (!line.withdraw() && standing == after.counts.end()) {
    return Add(before, count, from, std::move(after), line);
  }
  const bool says_otherwise =
      !line.withdraw() && standing->second.quantity != result.total();
  if (says_otherwise || !after.Settle(from, line.item())) {
    return Contradict(line);
  }
  result.set_outcome(line.withdraw() ? Result::OUTCOME_WITHDRAWN
                                     : Result::OUTCOME_REPEATED);
  if (!line.withdraw()) result.set_repeats(standing->second.name);
  return {v1::Task::KIND_UNSPECIFIED, 0, std::move(after)};
}

}  // namespace epiledger::supplies
