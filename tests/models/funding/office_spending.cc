// Requests that spend money at once, and bring it back.
#include <algorithm>
#include <iterator>
#include <map>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
Request Office::NewPayment() {
  Pay pay;
  pay.allocation = OpenAllocation();
  pay.purpose = StatedPurpose(pay.allocation);
  const auto& allocation = notes_.allocations.at(pay.allocation);
  pay.day = DayFrom(allocation.made.day);
  pay.payee = Payee();
  pay.fen = dice_.Near(
      AvailableFor(notes_.journal, allocation, pay.purpose, pay.day));
  pay.invoice = AnyInvoice(pay.payee, pay.fen);
  pay.is_own = dice_.Chance(kOwnPercent);
  auto mistakes = SpendingMistakes<Pay>(
      [this](Pay& one) { one.purpose = StatedPurpose(one.allocation); });
  mistakes.push_back([](Pay& one) { one.purpose = "m0"; });
  mistakes.push_back(
      [this](Pay& one) { one.invoice = UsedInvoice(one.payee, one.fen); });
  mistakes.push_back([this](Pay& one) { one.invoice = LoneInvoice(one.fen); });
  mistakes.push_back([this](Pay& one) { Overpay(one.payee, one); });
  mistakes.push_back([this](Pay& one) {
    const auto* spent = Find(notes_.allocations, one.allocation);
    if (spent == nullptr) return;
    one.is_own = false;
    SpendOutside(
        one.allocation,
        AvailableFor(notes_.journal, *spent, one.purpose, notes_.today),
        one.fen);
  });
  MayGoWrong(mistakes, pay);
  return pay;
}

// None, one of its own, one that is paid in parts, or the next part of that.
Invoice Office::AnyInvoice(const std::string& payee, int64_t fen) {
  if (dice_.Chance(35)) return {};
  if (dice_.Chance(40)) return UsedInvoice(payee, fen);
  const auto part = AnyPart(payee);
  if (part.has_value() && part->invoice.whole >= fen && dice_.Chance(60)) {
    return part->invoice;
  }
  Invoice invoice{.number = "i" + std::to_string(dice_.Below(kInvoices))};
  if (dice_.Chance(75)) invoice.whole = fen + dice_.Below(2 * fen + 1);
  return invoice;
}

// The same again: as another part, of another whole, or as if it were all.
Invoice Office::UsedInvoice(const std::string& payee, int64_t fen) {
  std::vector<Invoice> used;
  std::vector<Invoice> refunded;
  for (const auto& [label, payment] : notes_.payments) {
    if (payment.payee != payee || payment.invoice.number.empty()) continue;
    used.push_back(payment.invoice);
    if (payment.left() == 0) refunded.push_back(payment.invoice);
  }
  if (used.empty()) return {};
  // What was refunded in full may be paid again, which is where it gets hard.
  const bool is_again = !refunded.empty() && dice_.Chance(50);
  Invoice invoice = dice_.OneOf(is_again ? refunded : used);
  if (dice_.Chance(30)) invoice.whole = 0;
  if (dice_.Chance(10)) invoice.whole = fen + dice_.Below(fen + 1);
  if (invoice.whole != 0) invoice.whole = std::max(invoice.whole, fen);
  return invoice;
}

std::optional<Office::Part> Office::AnyPart(const std::string& payee) {
  std::map<std::string, Part> parts;
  for (const auto& [label, payment] : notes_.payments) {
    // What came back in full may have been of another whole.
    if (payment.payee != payee || payment.invoice.whole == 0 ||
        payment.left() == 0 || !notes_.Stands(payment.made.sequence)) {
      continue;
    }
    Part& part = parts[payment.invoice.number];
    part.invoice = payment.invoice;
    part.paid += payment.left();
  }
  std::vector<Part> standing;
  for (const auto& [number, part] : parts) {
    if (part.paid > 0) standing.push_back(part);
  }
  if (standing.empty()) return std::nullopt;
  return dice_.OneOf(standing);
}

Invoice Office::LoneInvoice(int64_t fen) {
  if (fen > 1 && dice_.Chance(50)) return {"i1", dice_.Between(1, fen - 1)};
  return {"", fen};
}

Request Office::NewDebt() {
  Owe owe;
  owe.debtor = Facility();
  owe.purpose = dice_.OneOf(PurposeNames());
  owe.creditor = Payee();
  owe.fen = dice_.Between(1, 900);
  owe.day = DayFrom(-2);
  MayGoWrong<Owe>({[](Owe& one) { one.purpose = "m0"; },
                   [this](Owe& one) { NameReversedIn(one); },
                   [this](Owe& one) { one.day = Ahead(); }},
                  owe);
  return owe;
}

Request Office::NewDebtPayment() {
  std::vector<std::string> labels;
  for (const auto& [label, debt] : notes_.debts) {
    if (notes_.Stands(debt.sequence)) labels.push_back(label);
  }
  if (labels.empty()) return NewDebt();
  PayDebt pay;
  pay.liability = dice_.OneOf(labels);
  const Owe& owe = notes_.debts.at(pay.liability).owe;
  const auto fitting = AllocationsWhere([&](const NotedAllocation& a) {
    return IsOpen(a) && a.ShareOf(owe.purpose) != nullptr &&
           a.grant.recipient == owe.debtor;
  });
  pay.allocation = fitting.empty() ? OpenAllocation() : dice_.OneOf(fitting);
  const auto& allocation = notes_.allocations.at(pay.allocation);
  pay.day = DayFrom(std::max(owe.day, allocation.made.day));
  const int64_t owed =
      notes_.journal.Spare({Kind::kOwed, pay.liability, "", ""}, pay.day);
  const int64_t available =
      AvailableFor(notes_.journal, allocation, owe.purpose, pay.day);
  pay.fen = dice_.Near(dice_.Chance(30) ? owed : std::min(owed, available));
  pay.invoice = AnyInvoice(owe.creditor, pay.fen);
  pay.is_own = dice_.Chance(kOwnPercent);
  MayGoWrong(DebtMistakes(owe), pay);
  return pay;
}

Office::Mistakes<PayDebt> Office::DebtMistakes(const Owe& owe) {
  auto mistakes = SpendingMistakes<PayDebt>([](PayDebt&) {});
  const Mistakes<PayDebt> more = {
      [](PayDebt& one) { one.liability = "l0"; },
      [&owe](PayDebt& one) { one.day = owe.day - 1; },
      [this](PayDebt& one) { one.allocation = OpenAllocation(); },
      [this, &owe](PayDebt& one) {
        const auto closed = AllocationsWhere([&owe](const NotedAllocation& a) {
          return a.is_closed() && a.ShareOf(owe.purpose) != nullptr &&
                 a.grant.recipient == owe.debtor;
        });
        if (!closed.empty()) one.allocation = dice_.OneOf(closed);
      },
      [this](PayDebt& one) { one.invoice = LoneInvoice(one.fen); },
      [this, &owe](PayDebt& one) {
        one.invoice = UsedInvoice(owe.creditor, one.fen);
      },
      [this, &owe](PayDebt& one) { Overpay(owe.creditor, one); },
      [this, &owe](PayDebt& one) {
        const auto* spent = Find(notes_.allocations, one.allocation);
        if (spent == nullptr) return;
        one.is_own = false;
        SpendOutside(
            one.allocation,
            AvailableFor(notes_.journal, *spent, owe.purpose, notes_.today),
            one.fen);
      },
  };
  mistakes.insert(mistakes.end(), more.begin(), more.end());
  return mistakes;
}

// Of each kind equally often, though there are few of some.
std::optional<std::string> Office::AnyPaid(bool is_reversed) {
  std::map<NotedPayment::Kind, std::vector<std::string>> kinds;
  for (const auto& [label, payment] : notes_.payments) {
    if (notes_.Stands(payment.made.sequence) == is_reversed) continue;
    const bool fits = payment.left() > 0 || dice_.Chance(10);
    if (fits) kinds[payment.kind].push_back(label);
  }
  if (kinds.empty()) return std::nullopt;
  return dice_.OneOf(
      std::next(kinds.begin(), dice_.Below(std::ssize(kinds)))->second);
}

Request Office::NewRefund() {
  const auto label = AnyPaid();
  if (!label.has_value()) return NewPayment();
  const NotedPayment& payment = notes_.payments.at(*label);
  Refund refund{.payment = *label, .day = DayFrom(payment.made.day)};
  if (!payment.order.empty() && dice_.Chance(85)) {
    refund.day = DayFrom(
        std::max(payment.made.day, LineOf(notes_, payment).first_day()));
  }
  refund.owed_again = dice_.Chance(payment.was_owed() ? 45 : 8);
  refund.fen =
      dice_.Near(RefundableOn(notes_, payment, refund.day, refund.owed_again));
  if (!payment.invoice.number.empty() && dice_.Chance(50)) {
    refund.fen = std::max<int64_t>(1, payment.left());
  }
  MayGoWrong<Refund>(
      {[](Refund& one) { one.payment = "p0"; },
       [this](Refund& one) { NameReversedIn(one); },
       [this](Refund& one) { NameReversedIn(one); },
       [this](Refund& one) { NameReversedIn(one); },
       [&](Refund& one) { one.day = payment.made.day - 1; },
       [this](Refund& one) { one.day = Ahead(); },
       [&](Refund& one) { one.fen = payment.left() + dice_.Between(1, 3); },
       [&](Refund& one) { one.fen = std::max<int64_t>(1, payment.left()); }},
      refund);
  return refund;
}

}  // namespace epiledger::ladder
