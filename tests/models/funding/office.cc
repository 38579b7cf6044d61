#include "tests/models/funding/office.h"

#include <algorithm>
#include <array>

namespace epiledger::ladder {

std::optional<Request> Office::Opening() {
  if (FundNames().size() < 2) return NewFund();
  if (PurposeNames().size() < 2) return NewPurpose();
  if (AppropriationIds().size() < 2) return NewAppropriation();
  if (AllocationsWhere([](const auto&) { return true; }).empty()) {
    return NewDocument();
  }
  return std::nullopt;
}

// How often each comes, of the sum: what has many refusals more often.
const std::array<Office::Choice, 28> Office::kChoices = {{
    {3, &Office::NewPurpose},
    {3, &Office::NewFund},
    {5, &Office::NewAppropriation},
    {9, &Office::NewDocument},
    {13, &Office::NewPayment},
    {9, &Office::NewOrder},
    {10, &Office::NewArrival},
    {10, &Office::NewPrepayment},
    {9, &Office::NewSettlement},
    {5, &Office::NewRelease},
    {17, &Office::NewRefund},
    {26, &Office::NewChange},
    {3, &Office::NewClosing},
    {9, &Office::WindUp},
    {7, &Office::Plot},
    {12, &Office::NewRare},
    {4, &Office::NewDebt},
    {15, &Office::NewDebtPayment},
    {8, &Office::NewAdjustment},
    {9, &Office::NewDisbursement},
    {6, &Office::NewCashBack},
    {16, &Office::NewCarryOver},
    {9, &Office::NewOfCarried},
    {36, &Office::NewRefundOfCarried},
    {20, &Office::NewReversal},
    {8, &Office::NewPeriod},
    {9, &Office::NewLimits},
    {24, &Office::NewDecision},
}};

// Where there are limits, much is said about what waits.
Request Office::Next() {
  if (auto opening = Opening()) return *std::move(opening);
  if (aim_.has_value() && dice_.Chance(kAimedPercent)) {
    if (auto step = StepTowards(*aim_)) return *std::move(step);
  }
  if (!notes_.waiting.limits.empty()) {
    if (dice_.Chance(kWaitingPercent)) return NewWaiting();
    if (dice_.Chance(kDecisionPercent)) return NewDecision();
  }
  return OfKind(AnyKind());
}

size_t Office::AnyKind() {
  int64_t sum = 0;
  for (const Choice& choice : kChoices) sum += choice.weight;
  int64_t roll = dice_.Below(sum);
  size_t kind = 0;
  while ((roll -= kChoices.at(kind).weight) >= 0) ++kind;
  return kind;
}

Request Office::OfKind(size_t kind) {
  if (auto opening = Opening()) return *std::move(opening);
  Request request = (this->*kChoices.at(kind).make)();
  if (dice_.Chance(kReversedPercent)) NameReversed(request);
  return request;
}

std::vector<std::string> Office::StandingOf(
    const std::map<std::string, int64_t>& all) const {
  std::vector<std::string> names;
  for (const auto& [id, sequence] : all) {
    if (notes_.Stands(sequence)) names.push_back(id);
  }
  return names;
}

std::vector<std::string> Office::AppropriationIds() const {
  std::vector<std::string> ids;
  for (const auto& [id, noted] : notes_.appropriations) {
    if (notes_.Stands(noted.made.sequence)) ids.push_back(id);
  }
  return ids;
}

std::vector<std::string> Office::AllocationsWhere(
    const std::function<bool(const NotedAllocation&)>& fits) const {
  std::vector<std::string> names;
  for (const auto& [name, allocation] : notes_.allocations) {
    if (notes_.Stands(allocation.made.sequence) && fits(allocation)) {
      names.push_back(name);
    }
  }
  return names;
}

bool Office::HasEnded(const NotedAllocation& allocation) const {
  return allocation.grant.valid_until.value_or(notes_.today) < notes_.today;
}

bool Office::IsOpen(const NotedAllocation& allocation) const {
  return !allocation.is_closed() && !HasEnded(allocation);
}

std::string Office::OpenAllocation() {
  const auto open =
      AllocationsWhere([this](const auto& a) { return IsOpen(a); });
  if (!open.empty()) return dice_.OneOf(open);
  return dice_.OneOf(AllocationsWhere([](const auto&) { return true; }));
}

std::string Office::StatedPurpose(const std::string& allocation) {
  return dice_.OneOf(notes_.allocations.at(allocation).grant.shares).purpose;
}

std::string Office::AnyShare(const std::string& allocation) {
  return dice_.Chance(50) ? kRest : StatedPurpose(allocation);
}

Pot Office::ShareWithSome(Kind kind) {
  std::vector<Pot> some;
  for (const auto& [name, allocation] : notes_.allocations) {
    if (!IsOpen(allocation) || !notes_.Stands(allocation.made.sequence)) {
      continue;
    }
    std::vector<std::string> purposes = {kRest};
    for (const Share& share : allocation.grant.shares) {
      purposes.push_back(share.purpose);
    }
    for (const std::string& purpose : purposes) {
      const Pot pot = {kind, name, purpose, ""};
      if (notes_.journal.Spare(pot, notes_.today) > 0) some.push_back(pot);
    }
  }
  // Now and then one that has nothing.
  if (!some.empty() && dice_.Chance(90)) return dice_.OneOf(some);
  const std::string name = OpenAllocation();
  return {kind, name, AnyShare(name), ""};
}

std::string Office::Payee() {
  static const std::vector<std::string> kPayees = {"acme", "bell", "corn"};
  return dice_.OneOf(kPayees);
}

std::string Office::Facility() {
  return dice_.Chance(70) ? "people-hospital" : "tcm-hospital";
}

int Office::DayFrom(int first) {
  if (first >= notes_.today) return notes_.today;
  return static_cast<int>(dice_.Between(first, notes_.today));
}

int Office::Ahead() {
  return notes_.day_now() + static_cast<int>(dice_.Between(1, 3));
}

int Office::DayWithSome(const std::function<int64_t(int)>& spare, int first) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    const int day = DayFrom(first);
    if (spare(day) > 0) return day;
  }
  return notes_.today;
}

}  // namespace epiledger::ladder
