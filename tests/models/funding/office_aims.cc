// Steps towards an approval that a rule refuses, though it let the proposal
// pass: limits are set so low that the write waits, it is proposed, something
// is done that stands in its way, and somebody approves it.

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "tests/models/funding/aim.h"
#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

constexpr char kApprover[] = "second";
constexpr char kPaidTwice[] = "INVOICE_PAID_TWICE";
constexpr char kOverpaid[] = "INVOICE_OVERPAID";
constexpr char kMonthClosed[] = "PERIOD_CLOSED";
constexpr char kTakenBack[] = "REVERSED";
constexpr char kMoreThanOwed[] = "OVER_OWED";
constexpr char kClosed[] = "ALLOCATION_CLOSED";

using enum Aim::Write;

constexpr std::array<Aim, 11> kAims = {{{kPayment, kOverpaid},
                                        {kOrderPayment, kOverpaid},
                                        {kOrderPayment, kPaidTwice},
                                        {kOrderPayment, kMonthClosed},
                                        {kDebtPayment, kOverpaid},
                                        {kDebtPayment, kPaidTwice},
                                        {kDebtPayment, kMonthClosed},
                                        {kDebtPayment, kMoreThanOwed},
                                        {kTransfer, kMonthClosed},
                                        {kTransfer, kTakenBack},
                                        {kTransfer, kClosed}}};

constexpr int kTriesOfAim = 20;
// So small that what an office is after waits, and a rival may not.
constexpr int64_t kMostAlone = 20;

bool IsOf(const Aim& aim, const Request& request) {
  switch (aim.write) {
    case kPayment:
      return std::holds_alternative<Pay>(request);
    case kOrderPayment:
      return std::holds_alternative<PayOrder>(request);
    case kDebtPayment:
      return std::holds_alternative<PayDebt>(request);
    case kTransfer:
      const auto* change = std::get_if<Change>(&request);
      return change != nullptr && change->kind == Change::Kind::kTransfer;
  }
  return false;
}

// The rule refuses, or had something to look at and let it pass: of an invoice
// a part is paid, and so much is left. Other rules look at everything.
bool IsTold(const Verdict& verdict, std::string_view reason) {
  if (verdict.accepted()) {
    return reason == kOverpaid && verdict.rules.contains(std::string(reason));
  }
  return verdict.RefusesFor(reason);
}

// Open ones, that somebody else could approve.
std::vector<std::string> OpenProposals(const Notes& notes) {
  std::vector<std::string> labels;
  for (const auto& [label, proposal] : notes.waiting.proposals) {
    if (notes.waiting.IsOpen(proposal)) labels.push_back(label);
  }
  return labels;
}

// One of which an approval comes to what the office is after.
std::optional<std::string> Ripe(const Notes& notes, const Aim& aim) {
  for (const std::string& label : OpenProposals(notes)) {
    if (IsOf(aim, notes.waiting.proposals.at(label).write) &&
        IsTold(Judge(notes, Approve{label, kApprover}), aim.reason)) {
      return label;
    }
  }
  return std::nullopt;
}

// Whether the request can be done, and an approval comes to it then.
bool LeadsTo(const Aim& aim, const Notes& notes, const Request& request) {
  if (!Judge(notes, request).accepted()) return false;
  Notes after = notes;
  Record(request, notes.head + 1, after);
  return Ripe(after, aim).has_value();
}

bool IsPayment(const Request& request) {
  return std::holds_alternative<Pay>(request) ||
         std::holds_alternative<PayOrder>(request) ||
         std::holds_alternative<PayDebt>(request);
}

// It closes one of the months that have to be closed first.
bool IsBeforeLast(const Request& request) {
  const auto* close = std::get_if<ClosePeriod>(&request);
  return close != nullptr && close->month < 0;
}

}  // namespace

int RoundOfAims() {
  return static_cast<int>(std::size(kAims)) * kHistoriesPerAim;
}

std::optional<Aim> AimOf(int history) {
  const int place = history % RoundOfAims();
  if (place % kHistoriesPerAim != 0) return std::nullopt;
  return kAims.at(static_cast<size_t>(place / kHistoriesPerAim));
}

// Nothing where nothing comes to mind.
std::optional<Request> Office::StepTowards(const Aim& aim) {
  if (const auto label = Ripe(notes_, aim)) {
    const Approve approve{*label, kApprover};
    // Now and then it is given up: the next is told of another proposal.
    if (Judge(notes_, approve).accepted() || dice_.Chance(60)) return approve;
    return Reject{*label, kApprover};
  }
  if (auto step = WatchFor(aim)) return step;
  if (auto step = ObstructFor(aim)) return step;
  if (auto step = ProposeFor(aim)) return step;
  return PrepareFor(aim);
}

// Writes of that kind wait, and what they need first does not.
std::optional<Request> Office::WatchFor(const Aim& aim) {
  const bool is_transfer = aim.write == kTransfer;
  const Limits now = notes_.waiting.LimitsNow();
  const auto& watched = is_transfer ? now.transfer : now.payment;
  if (watched.value_or(kMostAlone + 1) <= kMostAlone && !now.order) {
    return std::nullopt;
  }
  for (const std::string& label : OpenProposals(notes_)) {
    const Approve approve{label, kApprover};
    const auto& proposal = notes_.waiting.proposals.at(label);
    if (proposal.route.kind == Watched::kLimits &&
        Judge(notes_, approve).accepted()) {
      return approve;
    }
  }
  Limits limits = AnyLimits();
  (is_transfer ? limits.transfer : limits.payment) = dice_.Below(kMostAlone);
  limits.order.reset();
  limits.expiry_hours = 240;
  return SetLimits{limits};
}

// What stands in the way of one that waits; also what has to be done or
// approved before it can.
std::optional<Request> Office::ObstructFor(const Aim& aim) {
  std::vector<Request> obstacles;
  std::vector<Request> approvals;
  for (const std::string& label : OpenProposals(notes_)) {
    const Request& write = notes_.waiting.proposals.at(label).write;
    if (IsPayment(write) && aim.write != kTransfer) {
      approvals.push_back(Approve{label, kApprover});
    }
    if (!IsOf(aim, write)) continue;
    if (auto obstacle = ObstacleTo(aim, write)) {
      obstacles.push_back(*std::move(obstacle));
    }
  }
  for (const auto& all : {approvals, obstacles}) {
    for (const Request& one : all) {
      if (LeadsTo(aim, notes_, one)) return one;
    }
  }
  for (const Request& one : obstacles) {
    const bool may_wait = Judge(notes_, one).accepted() && Waits(notes_, one);
    if (IsBeforeLast(one) || may_wait) return one;
  }
  return std::nullopt;
}

std::optional<Request> Office::ObstacleTo(const Aim& aim,
                                          const Request& write) {
  if (aim.reason == kMonthClosed) {
    if (!IsOfOldYear(write)) return std::nullopt;
    const auto last = notes_.last_closed();
    return ClosePeriod{last.has_value() ? *last + 1 : 0};
  }
  if (aim.reason == kTakenBack) {
    const auto& target = std::get<Change>(write).target;
    return Reverse{notes_.allocations.at(target).made.sequence};
  }
  if (aim.reason == kClosed) {
    return Close{std::get<Change>(write).target, notes_.today};
  }
  if (aim.reason == kMoreThanOwed) {
    PayDebt again = std::get<PayDebt>(write);
    again.invoice = {};
    return again;
  }
  const bool is_whole = aim.reason == kPaidTwice;
  const std::string payee = CountedOf(notes_, write)->route.payee;
  return std::visit(
      [&](const auto& one) -> std::optional<Request> {
        if constexpr (requires { one.invoice; }) {
          if (!one.invoice.number.empty() &&
              (one.invoice.whole == 0) == is_whole) {
            return RivalInvoice(payee, one.invoice, one.fen);
          }
        }
        return std::nullopt;
      },
      write);
}

std::optional<Request> Office::ProposeFor(const Aim& aim) {
  const bool is_of_month = aim.reason == kMonthClosed;
  if (is_of_month && notes_.last_closed() == 0) return ReopenPeriod{0};
  for (int i = 0; i < kTriesOfAim; ++i) {
    Request request = WriteFor(aim);
    if (!IsOf(aim, request) || (is_of_month && !IsOfOldYear(request)) ||
        !Judge(notes_, request).accepted() || !Waits(notes_, request)) {
      continue;
    }
    if (aim.reason != kTakenBack) return request;
    // Nothing else rests on what it names.
    Notes after = notes_;
    Record(request, notes_.head + 1, after);
    const auto obstacle = ObstacleTo(aim, request);
    if (obstacle.has_value() && LeadsTo(aim, after, *obstacle)) return request;
  }
  return std::nullopt;
}

Request Office::AnyOf(const Aim& aim) {
  switch (aim.write) {
    case kPayment:
      return NewPayment();
    case kOrderPayment:
      return NewOrderPayment(dice_.Chance(50));
    case kDebtPayment:
      return NewDebtPayment();
    case kTransfer:
      return NewChange();
  }
  return NewPayment();
}

// With an invoice where that is what it is about.
Request Office::WriteFor(const Aim& aim) {
  Request request = AnyOf(aim);
  if (aim.reason != kPaidTwice && aim.reason != kOverpaid) return request;
  const bool is_part = aim.reason == kOverpaid;
  std::visit(
      [&](auto& one) {
        if constexpr (requires { one.invoice; }) {
          one.invoice = {"i" + std::to_string(dice_.Below(kInvoices)),
                         is_part ? one.fen + dice_.Below(3) : 0};
        }
      },
      request);
  return request;
}

// What such a write needs: an order, a debt, another allocation; now and then
// anything.
std::optional<Request> Office::PrepareFor(const Aim& aim) {
  if (dice_.Chance(25)) return std::nullopt;
  const bool is_of_month = aim.reason == kMonthClosed;
  for (int i = 0; i < kTriesOfAim; ++i) {
    Request request = aim.write == kDebtPayment    ? NewDebt()
                      : aim.write == kOrderPayment ? NewOrder()
                                                   : NewDocument();
    if (is_of_month && !IsOfOldYear(request)) continue;
    if (Judge(notes_, request).accepted()) return request;
  }
  return std::nullopt;
}

}  // namespace epiledger::ladder
