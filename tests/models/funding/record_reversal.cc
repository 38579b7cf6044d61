// Records reversals: what was noted is as it was before, and free again.
#include <algorithm>
#include <optional>
#include <variant>

#include "tests/models/funding/record.h"
#include "tests/models/funding/resting.h"
#include "tests/models/funding/spelling.h"

namespace epiledger::ladder {
namespace {

// Most have moved money, and that is all.
template <typename One>
void Restore(const One&, int64_t, int64_t, Notes&) {}

void Restore(const IssueDocument& done, int64_t, int64_t, Notes& notes) {
  notes.document_numbers.erase(Folded(done.number));
}

void Restore(const Refund&, int64_t sequence, int64_t, Notes& notes) {
  const NotedRefund& refund = notes.refunds.at(sequence);
  NotedPayment& payment = notes.payments.at(refund.payment);
  payment.refunded -= refund.fen;
  payment.undivided += refund.undivided;
}

void Restore(const Close& done, int64_t, int64_t reversal, Notes& notes) {
  notes.allocations.at(done.allocation).closings.back().reversed_by = reversal;
}

void Restore(const CarryOver&, int64_t sequence, int64_t, Notes& notes) {
  for (auto& [id, noted] : notes.orders) {
    for (Home& home : noted.homes) {
      home.is_reversed = home.is_reversed || home.sequence == sequence;
    }
  }
}

// The first day on which it moved something.
std::optional<int> FirstDayOf(int64_t sequence, const Journal& journal) {
  std::optional<int> first;
  for (const Posting& posting : journal.PostingsOf(sequence)) {
    first = std::min(first.value_or(posting.day), posting.day);
  }
  return first;
}

}  // namespace

void RecordOne(const Reverse& done, int64_t sequence, Notes& notes) {
  NotedEntry& entry = notes.entries.at(done.sequence);
  MoveBack(done.sequence, sequence, notes);
  entry.reversal =
      NotedEntry::Reversal{sequence, FirstDayOf(sequence, notes.journal)};
  std::visit(
      [&](const auto& one) { Restore(one, done.sequence, sequence, notes); },
      entry.request);
}

}  // namespace epiledger::ladder
