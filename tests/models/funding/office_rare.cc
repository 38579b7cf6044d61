// Requests that are refused for a reason that is rare of their kind.
#include <array>
#include <string_view>
#include <vector>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

constexpr int kTriesOfRare = 8;
constexpr char kMonthIsClosed[] = "PERIOD_CLOSED";
// Of such requests, where a month is closed.
constexpr int kOfMonthPercent = 60;
// Of the tries, that name something that was reversed.
constexpr int kGonePercent = 30;

}  // namespace

// What few histories come to: a month that is closed by now, an allocation that
// is closed, something that was reversed.
const std::array<Office::Rarity, 20> Office::kRarities = {{
    {&Office::NewSettlement, kMonthIsClosed},
    {&Office::NewPrepayment, kMonthIsClosed},
    {&Office::NewPrepayment, "ALLOCATION_CLOSED"},
    {&Office::NewRelease, kMonthIsClosed},
    {&Office::NewRelease, "REVERSED"},
    {&Office::NewArrival, "ALLOCATION_CLOSED"},
    {&Office::NewChange, kMonthIsClosed},
    {&Office::NewRefund, "REFUNDED_BEFORE_PAID"},
    {&Office::NewRefund, "DATE_AHEAD"},
    {&Office::NewRefund, "REVERSED"},
    {&Office::NewRefundOfCarried, "CARRIED_OVER"},
    {&Office::NewRefundOfCarried, "OVER_CEILING"},
    {&Office::NewRefundBeforeCarried, "CARRIED_OVER"},
    {&Office::NewRefundBeforeCarried, "CARRIED_OVER"},
    {&Office::NewCashBack, "REVERSED"},
    {&Office::NewAppropriation, "REVERSED"},
    {&Office::NewCarryOver, kMonthIsClosed},
    {&Office::NewReversalAgain, "ALREADY_REVERSED"},
    {&Office::NewReversalAgain, "ALREADY_REVERSED"},
    {&Office::NewReversalOfRaise, "LATER_ENTRIES_DEPEND"},
}};

Request Office::NewRare() {
  const bool is_of_month =
      notes_.last_closed() == 0 && dice_.Chance(kOfMonthPercent);
  std::vector<Rarity> some;
  for (const Rarity& rarity : kRarities) {
    if ((rarity.reason == std::string_view(kMonthIsClosed)) == is_of_month) {
      some.push_back(rarity);
    }
  }
  const Rarity rarity = dice_.OneOf(some);
  for (int i = 1; i < kTriesOfRare; ++i) {
    Request request = (this->*rarity.make)();
    if (dice_.Chance(kGonePercent)) NameReversed(request);
    if (Judge(notes_, request).RefusesFor(rarity.reason)) return request;
  }
  return (this->*rarity.make)();
}

}  // namespace epiledger::ladder
