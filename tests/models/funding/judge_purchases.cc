// Verdicts on orders: made, arrived, paid, released.
#include <algorithm>
#include <optional>
#include <string>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/purse.h"
#include "tests/models/funding/readings.h"
#include "tests/models/funding/spelling.h"

namespace epiledger::ladder {
namespace {

bool IsNumberTaken(const Notes& notes, const Order& asked) {
  return std::any_of(notes.orders.begin(), notes.orders.end(),
                     [&](const auto& noted) {
                       const Order& other = noted.second.order;
                       return notes.Stands(noted.second.sequence) &&
                              other.supplier == asked.supplier &&
                              Folded(other.number) == Folded(asked.number);
                     });
}

// Line by line, each finds what those before it have left.
void JudgeLines(const Notes& notes, const NotedAllocation& allocation,
                const Order& asked, Verdict& verdict) {
  Journal scratch = notes.journal;
  for (int number = 1; number <= std::ssize(asked.lines); ++number) {
    const LineAt at(asked, number);
    const OrderLine& line = at.line();
    JudgeReach(ReachOf(scratch, allocation, line.purpose, asked.day), line.fen,
               "OVERCOMMITTED", 0, verdict);
    if (!verdict.accepted()) return;
    Purse(allocation, line.purpose, asked.day, scratch)
        .Take(0, line.fen, at.PotOf(Kind::kTaken));
  }
}

// The order a request names, where the line is one of its lines; `line` 0
// stands for all of them. What happened on a closed day counts from another.
const NotedOrder* FindOrder(const Notes& notes, const std::string& name,
                            int line, int day, int counts_from,
                            Verdict& verdict) {
  const auto* noted = Find(notes.orders, name);
  if (verdict.RefuseIf(noted == nullptr, "COMMITMENT_NOT_FOUND")) {
    return nullptr;
  }
  if (!JudgeStanding(notes, noted->sequence, verdict)) return nullptr;
  verdict.RefuseIf(day < noted->order.day, "BEFORE_COMMITTED");
  if (const Home* carried = noted->carried()) {
    verdict.RefuseIf(counts_from < carried->day, "CARRIED_OVER");
  }
  if (line == 0) return noted;
  const bool is_missing = line > noted->lines();
  return verdict.RefuseIf(is_missing, "LINE_NOT_FOUND") ? nullptr : noted;
}

}  // namespace

void JudgeForm(const Order& asked, Verdict& verdict) {
  verdict.RejectIf(std::any_of(asked.lines.begin(), asked.lines.end(),
                               [](const OrderLine& line) {
                                 return line.pieces > kMostPieces;
                               }),
                   "OUT_OF_RANGE");
}

void JudgeForm(const Arrive& asked, Verdict& verdict) {
  verdict.RejectIf(asked.pieces > kMostPieces, "OUT_OF_RANGE");
}

void JudgeForm(const Release& asked, Verdict& verdict) {
  if (asked.line > 0) return;
  verdict.RejectIf(asked.fen.has_value(), "AMOUNT_WITHOUT_LINE");
}

void JudgeOne(const Notes& notes, const Order& asked, Verdict& verdict) {
  verdict.RefuseIf(notes.orders.contains(asked.id), "NAME_TAKEN");
  const auto* allocation = FindAllocation(notes, asked.allocation, verdict);
  if (allocation == nullptr) return;
  verdict.RefuseIf(asked.day < allocation->made.day, "BEFORE_ALLOCATED");
  JudgeEnd(*allocation, asked.day, verdict);
  if (!Folded(asked.number).empty()) {
    verdict.RefuseIf(IsNumberTaken(notes, asked), "COMMITMENT_NUMBER_TAKEN");
  }
  const bool is_earmarked =
      std::all_of(asked.lines.begin(), asked.lines.end(),
                  [allocation](const OrderLine& line) {
                    return allocation->ShareOf(line.purpose) != nullptr;
                  });
  if (verdict.RefuseIf(!is_earmarked, "PURPOSE_NOT_ALLOWED")) return;
  // Which line is short depends on those before it, not on other reasons.
  Verdict of_lines;
  JudgeLines(notes, *allocation, asked, of_lines);
  verdict.Add(of_lines);
}

// Out of what is prepaid, then held, then available: the last is new spending.
void JudgeOne(const Notes& notes, const Arrive& asked, Verdict& verdict) {
  const int posted = notes.PostingDay(asked.day);
  const auto* noted =
      FindOrder(notes, asked.order, asked.line, asked.day, posted, verdict);
  if (noted == nullptr) return;
  const LineAt at = noted->Line(asked.line);
  const int64_t bound = at.Spare(notes.journal, &Standing::to_come, posted);
  if (asked.fen <= bound) return;
  const auto& allocation = notes.allocations.at(noted->home());
  JudgeEnd(allocation, asked.day, verdict);
  JudgeReach(ReachOf(notes.journal, allocation, at.line().purpose, posted),
             asked.fen, "OVERSPENT", bound, verdict);
}

namespace {

// What has arrived is paid as far as it is unpaid; ahead of the goods what is
// held and owed, while the allocation lasts.
void JudgeDue(const Notes& notes, const LineAt& at, const PayOrder& asked,
              Verdict& verdict) {
  const auto spare = [&](LineAt::Figure figure) {
    return at.Spare(notes.journal, figure, asked.day);
  };
  const auto& allocation = notes.allocations.at(at.home());
  const int64_t unpaid = spare(&Standing::accrued);
  const bool is_choice =
      asked.is_ahead &&
      (readings::kAheadIsWhatTheRequestSays || asked.fen > unpaid);
  if (is_choice) {
    JudgeEnd(allocation, asked.day, verdict);
  } else if (!readings::kClosedAllocationsPayForWhatArrived) {
    JudgeClosed(allocation, asked.day, verdict);
  }
  const int64_t most = asked.is_ahead ? spare(&Standing::to_pay) : unpaid;
  verdict.RefuseIf(asked.fen > most,
                   asked.is_ahead ? "OVER_HELD" : "OVER_ACCRUED", most);
}

}  // namespace

void JudgeOne(const Notes& notes, const PayOrder& asked, Verdict& verdict) {
  const auto* noted =
      FindOrder(notes, asked.order, asked.line, asked.day, asked.day, verdict);
  if (noted == nullptr) return;
  JudgeInvoice(notes, noted->order.supplier, asked.invoice, asked.fen, verdict);
  JudgeDue(notes, noted->Line(asked.line), asked, verdict);
  if (asked.is_own) return;
  JudgeTreasury(notes, notes.allocations.at(noted->home()), asked.fen,
                asked.day, verdict);
}

void JudgeOne(const Notes& notes, const Release& asked, Verdict& verdict) {
  const auto* noted =
      FindOrder(notes, asked.order, asked.line, asked.day, asked.day, verdict);
  if (noted == nullptr) return;
  int64_t held = 0;
  for (int number = 1; number <= noted->lines(); ++number) {
    if (asked.line != 0 && asked.line != number) continue;
    held +=
        noted->Line(number).Spare(notes.journal, &Standing::held, asked.day);
  }
  if (asked.fen.has_value()) {
    verdict.RefuseIf(*asked.fen > held, "OVER_HELD", held);
  }
  verdict.RefuseIf(held == 0, "NOTHING_HELD");
}

}  // namespace epiledger::ladder
