#include "tests/models/funding/judge.h"

#include <variant>

#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/readings.h"

namespace epiledger::ladder {
namespace {

// A request without a form of its own.
template <typename One>
void JudgeAnyForm(const One& asked, Verdict& verdict) {
  if constexpr (requires { asked.invoice; }) {
    JudgeForm(asked.invoice, asked.fen, verdict);
  } else if constexpr (requires { JudgeForm(asked, verdict); }) {
    JudgeForm(asked, verdict);
  }
}

// What has not begun cannot be recorded.
template <typename One>
void JudgeToday(const Notes& notes, const One& asked, Verdict& verdict) {
  if constexpr (requires { asked.day; }) {
    verdict.RejectIf(asked.day > notes.day_now(), "DATE_AHEAD");
  }
}

// What a person chooses is dated on an open day; what happened in the world, or
// came back, is kept.
template <typename One>
bool IsChoice(const One&) {
  return requires(One one) { one.day; };
}
bool IsChoice(const Appropriate&) { return false; }
bool IsChoice(const Arrive&) { return false; }
bool IsChoice(const Owe&) { return false; }
bool IsChoice(const Refund&) { return false; }
bool IsChoice(const Adjust& asked) { return !asked.is_raised; }
bool IsChoice(const Disburse& asked) { return !asked.is_back; }

template <typename One>
void JudgePeriod(const Notes& notes, const One& asked, Verdict& verdict) {
  if constexpr (requires { asked.day; }) {
    if (!IsChoice(asked)) return;
    verdict.RefuseIf(notes.IsClosed(asked.day), "PERIOD_CLOSED");
  }
}

}  // namespace

namespace {

// For those who decide a proposal nothing is free: whether it has expired is
// what they are told.
bool DecidesProposal(const Request& request) {
  return !DeciderOf(request).empty();
}

}  // namespace

Verdict Judge(const Notes& notes, const Request& request) {
  const auto allocations = LookedAt(notes, request);
  if (!DecidesProposal(request) && !ExpiredOf(notes, allocations).empty()) {
    Notes freed = notes;
    EndExpired(allocations, notes.head + 1, freed);
    return Judge(freed, request);
  }
  Verdict verdict;
  std::visit(
      [&](const auto& asked) {
        JudgeAnyForm(asked, verdict);
        JudgeToday(notes, asked, verdict);
        if (!verdict.accepted()) return;
        JudgePeriod(notes, asked, verdict);
        JudgeOne(notes, asked, verdict);
      },
      request);
  return verdict;
}

void JudgeForm(const Invoice& invoice, int64_t fen, Verdict& verdict) {
  if (invoice.whole == 0) return;
  verdict.RejectIf(invoice.number.empty() || invoice.whole < fen,
                   "INVOICE_AMOUNT_ALONE");
}

bool JudgeStanding(const Notes& notes, int64_t sequence, Verdict& verdict) {
  return !verdict.RefuseIf(!notes.Stands(sequence), "REVERSED");
}

void JudgeNamed(const Notes& notes, const std::map<std::string, int64_t>& all,
                const std::string& name, const char* missing,
                Verdict& verdict) {
  const auto found = all.find(name);
  if (verdict.RefuseIf(found == all.end(), missing)) return;
  JudgeStanding(notes, found->second, verdict);
}

const NotedAllocation* FindAllocation(const Notes& notes,
                                      const std::string& name,
                                      Verdict& verdict) {
  const auto* allocation = Find(notes.allocations, name);
  if (verdict.RefuseIf(allocation == nullptr, "ALLOCATION_NOT_FOUND") ||
      !JudgeStanding(notes, allocation->made.sequence, verdict)) {
    return nullptr;
  }
  return allocation;
}

void JudgeClosed(const NotedAllocation& allocation, int day, Verdict& verdict) {
  verdict.RefuseIf(
      allocation.is_closed() && (readings::kClosedIsClosedForEveryDay ||
                                 day >= allocation.closings.back().made.day),
      "ALLOCATION_CLOSED");
}

void JudgeEnd(const NotedAllocation& allocation, int day, Verdict& verdict) {
  if (const auto& end = allocation.grant.valid_until; end.has_value()) {
    verdict.RefuseIf(day > *end, "ALLOCATION_EXPIRED");
  }
  JudgeClosed(allocation, day, verdict);
}

// All that was paid of it and did not come back in full counts: each must say
// that it is a part, and of the same whole.
void JudgeInvoice(const Notes& notes, const std::string& payee,
                  const Invoice& invoice, int64_t fen, Verdict& verdict) {
  if (invoice.number.empty()) return;
  int64_t paid = 0;
  bool is_other = false;
  for (const auto& [label, payment] : notes.payments) {
    if (payment.payee != payee || payment.left() == 0 ||
        !notes.Stands(payment.made.sequence) ||
        payment.invoice.number != invoice.number) {
      continue;
    }
    paid += payment.left();
    is_other = is_other || payment.invoice.whole != invoice.whole;
  }
  if (verdict.RefuseIf(paid > 0 && (is_other || invoice.whole == 0),
                       "INVOICE_PAID_TWICE") ||
      paid == 0) {
    return;
  }
  verdict.RefuseIf(fen > invoice.whole - paid, "INVOICE_OVERPAID",
                   invoice.whole - paid);
}

}  // namespace epiledger::ladder
