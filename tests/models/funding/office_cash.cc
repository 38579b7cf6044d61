// Requests that adjust appropriations, and move cash to own accounts and back.
#include <algorithm>

#include "tests/models/funding/cash.h"
#include "tests/models/funding/office.h"

namespace epiledger::ladder {

Request Office::NewAdjustment() {
  Adjust adjust;
  adjust.appropriation = dice_.OneOf(AppropriationIds());
  adjust.is_raised = dice_.Chance(35);
  const auto& noted = notes_.appropriations.at(adjust.appropriation);
  const Pot own = {Kind::kAdjusted, adjust.appropriation, "", ""};
  const Pot fund = {Kind::kFund, noted.fund, "", ""};
  adjust.day = DayWithSome(fund, noted.made.day);
  const int64_t left = notes_.journal.Spare(own, adjust.day);
  const int64_t unallocated = notes_.journal.Spare(fund, adjust.day);
  adjust.fen =
      adjust.is_raised
          ? dice_.Between(1, 600)
          : dice_.Near(dice_.Chance(30) ? left : std::min(left, unallocated));
  if (!adjust.is_raised && dice_.Chance(40)) {
    adjust.fen = std::max<int64_t>(1, std::min(left, unallocated));
  }
  MayGoWrong<Adjust>({[](Adjust& one) { one.appropriation = "a0"; },
                      [this](Adjust& one) { NameReversedIn(one); },
                      [this](Adjust& one) { one.day = Ahead(); },
                      [&](Adjust& one) { one.day = noted.made.day - 1; },
                      [&](Adjust& one) {
                        one.is_raised = false;
                        one.fen = left + dice_.Between(1, 3);
                      }},
                     adjust);
  return adjust;
}

std::vector<std::string> Office::AllocationsWithCash(CashFigure figure) const {
  return AllocationsWhere([&](const NotedAllocation& allocation) {
    const Cash cash = CashOf(notes_.journal, allocation.name, {});
    return (cash.*figure)() > 0;
  });
}

Request Office::NewDisbursement() {
  Disburse disburse;
  disburse.allocation = OpenAllocation();
  const auto advanced = AllocationsWithCash(&Cash::advanced);
  if (!advanced.empty() && dice_.Chance(40)) {
    disburse.allocation = dice_.OneOf(advanced);
  }
  const auto& allocation = notes_.allocations.at(disburse.allocation);
  const auto left = [&](int day) {
    return DisbursableOn(notes_, allocation, day);
  };
  disburse.day = DayWithSome(left, allocation.made.day);
  // Often little: the treasury is to keep something to pay from.
  disburse.fen = dice_.Near(dice_.Chance(50) ? left(disburse.day) / 3
                                             : left(disburse.day));
  MayGoWrong(DisbursementMistakes(), disburse);
  return disburse;
}

Office::Mistakes<Disburse> Office::DisbursementMistakes() {
  auto mistakes = SpendingMistakes<Disburse>([](Disburse&) {});
  mistakes.push_back([this](Disburse& one) {
    const auto* allocation = Find(notes_.allocations, one.allocation);
    if (allocation == nullptr) return;
    one.fen = DisbursableOn(notes_, *allocation, one.day) + dice_.Between(1, 3);
  });
  return mistakes;
}

Request Office::NewCashBack() {
  const auto some = AllocationsWithCash(&Cash::disbursed);
  if (some.empty()) return NewDisbursement();
  Disburse back{.is_back = true, .allocation = dice_.OneOf(some)};
  const auto there = [&](int day) {
    return ReturnableOn(notes_, back.allocation, day);
  };
  const int first = notes_.allocations.at(back.allocation).made.day;
  back.day = DayWithSome(there, first);
  back.fen =
      dice_.Near(dice_.Chance(50) ? there(back.day) / 2 : there(back.day));
  MayGoWrong<Disburse>(
      {[](Disburse& one) { one.allocation = "d0/1"; },
       [this](Disburse& one) { one.day = Ahead(); },
       [first](Disburse& one) { one.day = first - 1; },
       [&](Disburse& one) { one.fen = there(one.day) + dice_.Between(1, 3); }},
      back);
  return back;
}

std::optional<Request> Office::WindUpCash(const std::string& name) {
  const Cash cash = CashOf(notes_.journal, name, {});
  if (cash.disbursed() > 0) {
    return Disburse{true, name, cash.disbursed(), notes_.today};
  }
  if (cash.advanced() > 0) {
    return Disburse{false, name, cash.advanced(), notes_.today};
  }
  return std::nullopt;
}

// What the treasury cannot do while the cash is out: by the limits of the
// money alone it could.
void Office::SpendOutside(const std::string& allocation, int64_t most,
                          int64_t& fen) {
  const auto* noted = Find(notes_.allocations, allocation);
  if (noted == nullptr) return;
  const int64_t there = TreasuryHas(notes_, *noted, notes_.today);
  if (there < most) fen = there + dice_.Between(1, most - there);
}

}  // namespace epiledger::ladder
