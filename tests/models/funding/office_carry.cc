// Requests of the end of a year.
#include <algorithm>
#include <iterator>
#include <map>

#include "tests/models/funding/carry.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

constexpr char kHead[] = "chief";

bool IsOld(const NotedAllocation& allocation) {
  return allocation.made.day < kNewYear;
}

bool HasSamePurposes(const Grant& one, const Grant& other) {
  const auto states = [](const Grant& grant, const std::string& purpose) {
    return std::any_of(
        grant.shares.begin(), grant.shares.end(),
        [&](const Share& share) { return share.purpose == purpose; });
  };
  return one.shares.size() == other.shares.size() &&
         std::all_of(
             one.shares.begin(), one.shares.end(),
             [&](const Share& share) { return states(other, share.purpose); });
}

}  // namespace

// Those of the old year in which something is left, orders first.
std::vector<std::string> Office::OldWithSome() const {
  std::vector<std::string> some;
  std::vector<std::string> ordered;
  for (const auto& [name, allocation] : notes_.allocations) {
    if (!IsOld(allocation) || !notes_.Stands(allocation.made.sequence)) {
      continue;
    }
    const Leftover left = LeftoverOf(notes_, allocation, notes_.today);
    if (left.is_nothing() || left.frozen > 0) continue;
    some.push_back(name);
    if (left.bound() > 0) ordered.push_back(name);
  }
  return ordered.empty() ? some : ordered;
}

std::vector<std::string> Office::NextOf(const NotedAllocation& source) const {
  return AllocationsWhere([&](const NotedAllocation& a) {
    return !IsOld(a) && IsOpen(a) && a.grant.fund == source.grant.fund &&
           a.grant.recipient == source.grant.recipient &&
           HasSamePurposes(a.grant, source.grant);
  });
}

// A document for what is carried over, mostly without money of its own.
Request Office::NewYearsDocument(const NotedAllocation& source) {
  IssueDocument document;
  document.id = "d" + std::to_string(notes_.documents.size() + 1);
  document.number = "No-" + document.id;
  document.day = static_cast<int>(
      dice_.Between(kNewYear, std::min(kNewYear + 3, notes_.today)));
  const Leftover left = LeftoverOf(notes_, source, notes_.today);
  Grant grant = source.grant;
  grant.is_for_carry_over = true;
  grant.fen = 0;
  grant.valid_until.reset();
  if (dice_.Chance(30))
    grant.valid_until = document.day + static_cast<int>(dice_.Below(5));
  for (Share& share : grant.shares) {
    const auto bound = left.bound_by_purpose.find(share.purpose);
    share.fen = 0;
    share.ceiling = 0;
    if (!dice_.Chance(50)) continue;
    share.ceiling =
        bound == left.bound_by_purpose.end() ? 50 : dice_.Near(bound->second);
  }
  document.grants.push_back(grant);
  if (dice_.Chance(10)) document.grants.back().is_for_carry_over = false;
  return document;
}

Request Office::NewOfCarried() {
  std::vector<LineAt> carried;
  for (const LineAt& at : LinesWhere([](const auto&) { return true; })) {
    if (at.home() != at.order().allocation) carried.push_back(at);
  }
  if (carried.empty()) return NewCarryOver();
  const LineAt at = dice_.OneOf(carried);
  const int last_before = std::max(at.order().day, at.first_day() - 1);
  const int day =
      dice_.Chance(60)
          ? static_cast<int>(dice_.Between(at.order().day, last_before))
          : DayFrom(at.first_day());
  return OfCarried(at, day);
}

Request Office::OfCarried(const LineAt& at, int day) {
  const std::string& order = at.order().id;
  const auto near = [&](LineAt::Figure figure) {
    return dice_.Near(Spare(at, figure, day));
  };
  if (dice_.Chance(45)) {
    for (const std::string& label : PaymentsOf(at)) {
      const NotedPayment& payment = notes_.payments.at(label);
      if (payment.made.day > day || payment.left() == 0) continue;
      return Refund{label, dice_.Near(payment.left()), day, dice_.Chance(50)};
    }
  }
  const int64_t roll = dice_.Below(100);
  const bool is_own = dice_.Chance(50);
  if (roll < 35) {
    return PayOrder{order, at.number(), near(&Standing::accrued), day, false,
                    {},    is_own};
  }
  if (roll < 65) {
    return PayOrder{order, at.number(), near(&Standing::to_pay), day, true,
                    {},    is_own};
  }
  if (roll < 75) return Release{order, 0, {}, day};
  if (roll < 90) return Release{order, at.number(), near(&Standing::held), day};
  return Arrive{order, at.number(), near(&Standing::to_come), day, false, 0};
}

// For some of what was paid ahead in the old year goods arrive, so that it is
// paid for good.
std::optional<Request> Office::ArriveBeforeCarried() {
  std::vector<LineAt> ahead;
  for (const LineAt& at : LinesWhere(IsOld)) {
    if (Spare(at, &Standing::prepaid, notes_.today) > 1) ahead.push_back(at);
  }
  if (ahead.empty()) return std::nullopt;
  const LineAt at = dice_.OneOf(ahead);
  const int64_t prepaid = Spare(at, &Standing::prepaid, notes_.today);
  return Arrive{at.order().id,           at.number(), dice_.Between(1, prepaid),
                DayFrom(at.first_day()), false,       0};
}

// Of an old year's payment, for an order that went on: near to what the new
// ceiling leaves for what is owed again, where it has one.
Request Office::NewRefundOfCarried() {
  // Paid ahead or after, equally often; best those of which something was paid
  // for good, where the new year has a ceiling.
  std::map<NotedPayment::Kind, std::vector<std::string>> all;
  std::map<NotedPayment::Kind, std::vector<std::string>> limited;
  for (const auto& [label, payment] : notes_.payments) {
    const auto* noted = Find(notes_.orders, payment.order);
    if (noted == nullptr || payment.left() == 0 ||
        !notes_.Stands(payment.made.sequence) ||
        noted->home() == payment.allocation) {
      continue;
    }
    all[payment.kind].push_back(label);
    const auto& home = notes_.allocations.at(noted->home());
    if (home.ShareOf(payment.purpose)->ceiling > 0 &&
        BroughtAlong(notes_, payment,
                     {.fen = payment.left(), .day = notes_.today}) > 0) {
      limited[payment.kind].push_back(label);
    }
  }
  if (!limited.contains(NotedPayment::Kind::kPrepayment) && dice_.Chance(55)) {
    if (auto arrival = ArriveBeforeCarried()) return *std::move(arrival);
  }
  if (all.empty()) return NewCarryOver();
  const auto& some = !limited.empty() && dice_.Chance(90) ? limited : all;
  const std::string label = dice_.OneOf(
      std::next(some.begin(), dice_.Below(std::ssize(some)))->second);
  const NotedPayment& payment = notes_.payments.at(label);
  const LineAt at = LineOf(notes_, payment);
  Refund refund{label, dice_.Near(payment.left()), DayFrom(at.first_day()),
                dice_.Chance(65)};
  if (payment.made.day < at.first_day() && dice_.Chance(40)) {
    refund.day =
        static_cast<int>(dice_.Between(payment.made.day, at.first_day() - 1));
    refund.owed_again = dice_.Chance(50);
    return refund;
  }
  const auto ceiling_left =
      ReachOf(notes_.journal, notes_.allocations.at(at.home()), payment.purpose,
              refund.day)
          .ceiling_left;
  if (ceiling_left.has_value() && dice_.Chance(75)) {
    const int64_t ahead = payment.left() - BroughtAlong(notes_, payment,
                                                        {.fen = payment.left(),
                                                         .day = refund.day});
    refund.owed_again = refund.owed_again || dice_.Chance(70);
    refund.fen =
        std::min(payment.left(), ahead + *ceiling_left + dice_.Between(-2, 2));
    refund.fen = std::max<int64_t>(refund.fen, 1);
  }
  return refund;
}

Request Office::NewCarryOver() {
  const auto some = OldWithSome();
  if (some.empty()) return NewOrder();
  CarryOver carry;
  carry.allocation = dice_.OneOf(some);
  carry.approver = kHead;
  const auto& source = notes_.allocations.at(carry.allocation);
  const auto next = NextOf(source);
  const bool is_free = LeftoverOf(notes_, source, notes_.today).is_free();
  if (next.empty() && dice_.Chance(75)) return NewYearsDocument(source);
  if (!next.empty() && !(is_free && dice_.Chance(30))) {
    carry.target = dice_.OneOf(next);
  }
  int first = kNewYear;
  if (!carry.target.empty()) {
    first = notes_.allocations.at(carry.target).made.day;
  }
  while (first < notes_.today && dice_.Chance(90) &&
         ChangesLater(notes_, source, first)) {
    ++first;
  }
  carry.day = dice_.Chance(60) ? first : DayFrom(first);
  MayGoWrong(CarryMistakes(source), carry);
  return carry;
}

// Of what was settled before its order went on, and dated before that.
Request Office::NewRefundBeforeCarried() {
  std::vector<std::string> labels;
  for (const auto& [label, payment] : notes_.payments) {
    const auto* noted = Find(notes_.orders, payment.order);
    if (noted == nullptr || noted->carried() == nullptr ||
        payment.kind != NotedPayment::Kind::kSettlement ||
        payment.left() == 0 || !notes_.Stands(payment.made.sequence)) {
      continue;
    }
    if (payment.made.day < LineOf(notes_, payment).first_day()) {
      labels.push_back(label);
    }
  }
  if (labels.empty()) return NewRefundOfCarried();
  const std::string label = dice_.OneOf(labels);
  const NotedPayment& payment = notes_.payments.at(label);
  const int last = LineOf(notes_, payment).first_day() - 1;
  return Refund{label, dice_.Near(payment.left()),
                static_cast<int>(dice_.Between(payment.made.day, last)),
                dice_.Chance(35)};
}

// Back to the fund, of one that it can take.
Request Office::NewGivingBack() {
  const auto names = AllocationsWhere([this](const auto& a) {
    const Leftover left = LeftoverOf(notes_, a, notes_.today);
    return IsOld(a) && left.is_free() && left.frozen == 0 && left.available > 0;
  });
  if (names.empty()) return NewCarryOver();
  CarryOver carry;
  carry.allocation = dice_.OneOf(names);
  carry.day = notes_.today;
  carry.approver = kHead;
  return carry;
}

// Of one that is frozen, or of which nothing is left.
void Office::CarryNothing(CarryOver& carry) {
  const bool is_frozen = dice_.Chance(50);
  const auto names = AllocationsWhere([&](const auto& a) {
    const Leftover left = LeftoverOf(notes_, a, notes_.today);
    return IsOld(a) && (is_frozen ? left.frozen > 0 : left.is_nothing());
  });
  if (names.empty()) return;
  carry.allocation = dice_.OneOf(names);
  const auto next = NextOf(notes_.allocations.at(carry.allocation));
  if (!next.empty()) carry.target = dice_.OneOf(next);
  carry.day = notes_.today;
}

Office::Mistakes<CarryOver> Office::CarryMistakes(
    const NotedAllocation& source) {
  // To one of another kind, if there is one.
  const auto to = [this](CarryOver& one, const auto& fits) {
    const auto names = AllocationsWhere(fits);
    if (!names.empty()) one.target = dice_.OneOf(names);
  };
  const auto is_new = [](const NotedAllocation& a) { return !IsOld(a); };
  return {
      [](CarryOver& one) { one.allocation = "d0/1"; },
      [](CarryOver& one) { one.target = "d0/1"; },
      [](CarryOver& one) { one.target = one.allocation; },
      [](CarryOver& one) { one.target = ""; },
      [this](CarryOver& one) { one.approver = notes_.clerk; },
      [this](CarryOver& one) { one.day = Ahead(); },
      [this](CarryOver& one) { one.day = DayFrom(kNewYear); },
      [this](CarryOver& one) {
        one.day = kNewYear - static_cast<int>(dice_.Between(1, 3));
      },
      [&source](CarryOver& one) { one.day = source.made.day - 1; },
      [this](CarryOver& one) {
        const auto* target = Find(notes_.allocations, one.target);
        if (target != nullptr) one.day = target->made.day - 1;
      },
      [to, &source](CarryOver& one) {
        to(one, [&](const auto& a) { return &a != &source; });
      },
      [this](CarryOver& one) { CarryNothing(one); },
      [this](CarryOver& one) { CarryNothing(one); },
      [this](CarryOver& one) { CarryNothing(one); },
      [to, &source, is_new](CarryOver& one) {
        to(one, [&](const auto& a) {
          return is_new(a) && a.grant.fund != source.grant.fund;
        });
      },
      [to, &source, is_new](CarryOver& one) {
        to(one, [&](const auto& a) {
          return is_new(a) && a.grant.recipient != source.grant.recipient;
        });
      },
      [to, is_new, &source](CarryOver& one) {
        to(one, [&](const auto& a) {
          return is_new(a) && a.is_closed() &&
                 a.grant.fund == source.grant.fund;
        });
      },
      [to, is_new](CarryOver& one) {
        to(one, [&](const auto& a) { return is_new(a) && a.is_closed(); });
      },
      [this](CarryOver& one) {
        one.target = "";
        if (dice_.Chance(50)) {
          one.approver = notes_.clerk;
        } else {
          one.day = Ahead();
        }
      },
      [this, to, is_new](CarryOver& one) {
        to(one, [&](const auto& a) { return is_new(a) && HasEnded(a); });
      },
  };
}

}  // namespace epiledger::ladder
