// Requests for a second person: limits, and decisions of what waits.
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

constexpr char kSecond[] = "second";
// Entries of a history that has no limits by then: it is to have none.
constexpr int64_t kLatest = 25;
constexpr int kTriesToWait = 10;

bool HasInvoice(const Request& write) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.invoice; }) {
          return !one.invoice.number.empty();
        }
        return false;
      },
      write);
}

bool IsOfOldYear(const Request& write) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.day; }) return one.day < kNewYear;
        return false;
      },
      write);
}

}  // namespace

Limits Office::AnyLimits() {
  // So low that much waits, and so high that some does not.
  const auto limit = [this]() -> std::optional<int64_t> {
    if (dice_.Chance(10)) return std::nullopt;
    return dice_.Chance(30) ? 0 : dice_.Between(1, 150);
  };
  static const std::vector<int> kWindows = {1, 24, 24, 72};
  static const std::vector<int> kExpiries = {2, 24, 72, 72, 240};
  Limits limits;
  limits.payment = limit();
  limits.order = limit();
  limits.transfer = limit();
  limits.recall = limit();
  limits.window_hours = dice_.OneOf(kWindows);
  limits.expiry_hours = dice_.OneOf(kExpiries);
  limits.near_percent = static_cast<int>(dice_.Between(1, 100));
  return limits;
}

// Of some histories, from early on.
Request Office::NewLimits() {
  const bool has_limits = !notes_.waiting.limits.empty();
  if (!has_limits && notes_.head > kLatest) return Next();
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    const bool is_open = proposal.route.kind == Watched::kLimits &&
                         notes_.waiting.IsOpen(proposal);
    if (is_open && dice_.Chance(70)) return Approve{label, kSecond};
  }
  if (has_limits && dice_.Chance(50)) return NewDecision();
  return SetLimits{AnyLimits()};
}

// Mostly one that waits, of each kind equally often.
std::optional<std::string> Office::AnyProposal() {
  std::map<size_t, std::vector<std::string>> undecided;
  std::vector<std::string> all;
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    all.push_back(label);
    if (!Waiting::IsUndecided(proposal)) continue;
    undecided[proposal.write.index()].push_back(label);
  }
  if (all.empty()) return std::nullopt;
  if (undecided.empty() || dice_.Chance(8)) return dice_.OneOf(all);
  return dice_.OneOf(
      std::next(undecided.begin(), dice_.Below(std::ssize(undecided)))->second);
}

// A write that waits, if one comes to mind; often one that can be obstructed.
Request Office::NewWaiting() {
  static const std::vector<Request (Office::*)()> kWatched = {
      &Office::NewPayment,     &Office::NewPayment,     &Office::NewDebtPayment,
      &Office::NewDebtPayment, &Office::NewDebtPayment, &Office::NewOrder,
      &Office::NewPrepayment,  &Office::NewSettlement,  &Office::NewChange,
      &Office::NewGivingBack};
  const int64_t roll = dice_.Below(100);
  for (int i = 1; i < kTriesToWait; ++i) {
    Request request = (this->*dice_.OneOf(kWatched))();
    if (roll < 40 && !IsOfOldYear(request)) continue;
    if (roll >= 65 && !HasInvoice(request)) continue;
    if (Waits(notes_, request) && Judge(notes_, request).accepted()) {
      return request;
    }
  }
  return (this->*dice_.OneOf(kWatched))();
}

// Something after which its approval is refused, or might be.
Request Office::Obstruct(const NotedProposal& proposal) {
  const auto last = notes_.last_closed();
  if (IsOfOldYear(proposal.write) && last != 0 && dice_.Chance(70)) {
    return ClosePeriod{last.has_value() ? *last + 1 : 0};
  }
  return std::visit([this](const auto& one) { return Rival(one); },
                    proposal.write);
}

// The same invoice, or so much of it that the other part is too much.
Request Office::RivalInvoice(const std::string& payee, const Invoice& invoice,
                             int64_t fen) {
  Pay rival;
  rival.fen = 1;
  // To the fen, or a little more.
  if (invoice.whole > 0) {
    rival.fen =
        std::max<int64_t>(invoice.whole - fen + dice_.Between(-1, 1), 1);
  }
  rival.day = notes_.today;
  // One that has so much, if it comes to mind.
  for (int i = 1; i < kTriesToWait; ++i) {
    rival.allocation = OpenAllocation();
    rival.purpose = StatedPurpose(rival.allocation);
    const auto& allocation = notes_.allocations.at(rival.allocation);
    if (AvailableFor(notes_.journal, allocation, rival.purpose, rival.day) >=
        rival.fen) {
      break;
    }
  }
  rival.payee = payee;
  rival.invoice = invoice;
  rival.is_own = true;
  return rival;
}

Request Office::Rival(const Pay& one) {
  if (one.invoice.number.empty()) return NewPayment();
  return RivalInvoice(one.payee, one.invoice, one.fen);
}

Request Office::Rival(const PayDebt& one) {
  const NotedDebt& debt = notes_.debts.at(one.liability);
  if (dice_.Chance(18)) return Reverse{debt.sequence};
  if (!one.invoice.number.empty() && dice_.Chance(75)) {
    return RivalInvoice(debt.owe.creditor, one.invoice, one.fen);
  }
  PayDebt rival = one;
  rival.invoice = {};
  return rival;
}

Request Office::Rival(const PayOrder& one) {
  const NotedOrder& noted = notes_.orders.at(one.order);
  const auto& home = notes_.allocations.at(noted.home());
  const int64_t roll = dice_.Below(100);
  if (roll < 15) return Reverse{noted.sequence};
  if (roll < 25) return Release{one.order, one.line, {}, one.day};
  if (roll < 65 && !one.invoice.number.empty()) {
    return RivalInvoice(noted.order.supplier, one.invoice, one.fen);
  }
  if (roll < 83 && !one.is_own) {
    const int64_t there = DisbursableOn(notes_, home, notes_.today);
    return Disburse{false, home.name, std::max<int64_t>(there, 1),
                    notes_.today};
  }
  PayOrder rival = one;
  rival.invoice = {};
  return rival;
}

Request Office::Rival(const Order& one) {
  Order rival = one;
  if (dice_.Chance(70)) rival.id += "b";
  if (dice_.Chance(50)) {
    rival.allocation = OpenAllocation();
    rival.day = notes_.today;
    for (OrderLine& line : rival.lines) {
      line.purpose = StatedPurpose(rival.allocation);
    }
  }
  for (OrderLine& line : rival.lines) line.fen = 1;
  return rival;
}

Request Office::Rival(const Change& one) {
  const auto* target = Find(notes_.allocations, one.target);
  if (target == nullptr) return NewChange();
  const Reverse reverse{target->made.sequence};
  if (Judge(notes_, reverse).accepted() || dice_.Chance(10)) return reverse;
  return Close{one.target, notes_.today};
}

// Something comes back of it before the end of the year.
Request Office::Rival(const CarryOver& one) {
  for (const auto& [label, payment] : notes_.payments) {
    if (payment.allocation != one.allocation || payment.left() == 0 ||
        payment.made.day > one.day || !notes_.Stands(payment.made.sequence)) {
      continue;
    }
    const int day = static_cast<int>(dice_.Between(payment.made.day, one.day));
    return Refund{label, dice_.Between(1, payment.left()), day, false};
  }
  return NewRefund();
}

// Of each kind and reason equally often.
std::optional<std::string> Office::AnyBlocked() {
  std::map<std::pair<size_t, std::string>, std::vector<std::string>> blocked;
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    if (!notes_.waiting.IsOpen(proposal)) continue;
    const Verdict verdict = Judge(notes_, Approve{label, kSecond});
    if (verdict.accepted()) continue;
    blocked[{proposal.write.index(), verdict.refusals.front().reason}]
        .push_back(label);
  }
  if (blocked.empty()) return std::nullopt;
  return dice_.OneOf(
      std::next(blocked.begin(), dice_.Below(std::ssize(blocked)))->second);
}

Request Office::NewDecision() {
  const auto label = AnyProposal();
  if (!label.has_value()) return Next();
  if (dice_.Chance(50)) {
    const auto blocked = AnyBlocked();
    if (blocked.has_value()) return Approve{*blocked, kSecond};
  }
  const auto& proposal = notes_.waiting.proposals.at(*label);
  if (notes_.waiting.IsOpen(proposal) && dice_.Chance(33)) {
    return Obstruct(proposal);
  }
  const std::string named = dice_.Chance(2) ? "w0" : *label;
  const bool is_wrong = dice_.Chance(11);
  const int64_t roll = dice_.Below(100);
  if (roll < 75) {
    return Approve{named, is_wrong ? notes_.clerk : kSecond, dice_.Chance(8)};
  }
  if (roll < 88) return Reject{named, is_wrong ? notes_.clerk : kSecond};
  return Withdraw{named, is_wrong ? kSecond : notes_.clerk};
}

}  // namespace epiledger::ladder
