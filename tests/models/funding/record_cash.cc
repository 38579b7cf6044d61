// Records what becomes of appropriations and of cash on own accounts.
#include <algorithm>

#include "tests/models/funding/cash.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

Cash CashOn(const Notes& notes, const std::string& allocation, int day) {
  return CashOf(notes.journal, allocation, {.day = day});
}

}  // namespace

void RecordOne(const Adjust& done, int64_t sequence, Notes& notes) {
  const std::string& fund = notes.appropriations.at(done.appropriation).fund;
  const int posted = notes.PostingDay(done.day);
  notes.adjustments.push_back({sequence, posted});
  const int64_t fen = done.is_raised ? done.fen : -done.fen;
  for (const Pot& pot : {Pot{Kind::kAdjusted, done.appropriation, "", ""},
                         Pot{Kind::kAppropriated, fund, "", ""},
                         Pot{Kind::kFund, fund, "", ""}}) {
    notes.journal.Post({sequence, posted, pot, fen});
  }
}

void RecordOne(const Disburse& done, int64_t sequence, Notes& notes) {
  const int posted = notes.PostingDay(done.day);
  NotedDisbursement noted = {{sequence, posted}, done, 0};
  if (!done.is_back) {
    noted.for_advanced =
        std::min(done.fen, CashOn(notes, done.allocation, done.day).advanced());
  }
  notes.disbursements.emplace(NextLabel("b", notes.disbursements.size()),
                              noted);
  notes.journal.Post({sequence,
                      posted,
                      {Kind::kCashGot, done.allocation, "", ""},
                      done.is_back ? -done.fen : done.fen});
}

void SpendCash(NotedPayment& payment, Notes& notes) {
  const Dated& made = payment.made;
  payment.from_disbursed = std::min(
      payment.fen, CashOn(notes, payment.allocation, made.day).disbursed());
  notes.journal.Post({made.sequence,
                      made.day,
                      {Kind::kCashSpent, payment.allocation, "", ""},
                      payment.fen});
}

}  // namespace epiledger::ladder
