#include "services/funding/rules/approval_limits.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using Limits = v1::ApprovalLimits;
using ledger::Amount;

// Unless a county sets others: a day, as in 24 小时内累计; three days, so that
// a weekend does not end a proposal; the last tenth below a limit.
constexpr int kWindowHours = 24;
constexpr int kExpiryHours = 72;
constexpr int kNearPercent = 90;

constexpr int64_t kHalfHourMicros = int64_t{30} * 60 * 1'000'000;

struct KindLimit {
  v1::Proposal::Kind kind;
  bool (Limits::*has)() const;
  const google::type::Money& (Limits::*get)() const;
};
constexpr std::array<KindLimit, 4> kKindLimits = {{
    {v1::Proposal::KIND_PAYMENT, &Limits::has_payment, &Limits::payment},
    {v1::Proposal::KIND_COMMITMENT, &Limits::has_commitment,
     &Limits::commitment},
    {v1::Proposal::KIND_TRANSFER, &Limits::has_transfer, &Limits::transfer},
    {v1::Proposal::KIND_RECALL, &Limits::has_recall, &Limits::recall},
}};

// Half hours since 1970, those begun left out.
int64_t HalfHoursBy(absl::Time time) {
  return absl::ToUnixMicros(time) / kHalfHourMicros;
}

}  // namespace

v1::ApprovalLimits DefaultApprovalLimits(std::string_view county) {
  v1::ApprovalLimits limits;
  limits.set_name(rpc::MakeName(kApprovalLimitsName, {county}));
  limits.set_window_hours(kWindowHours);
  limits.set_expiry_hours(kExpiryHours);
  limits.set_near_percent(kNearPercent);
  return limits;
}

v1::ApprovalLimits ApprovalLimitsOf(std::string_view county,
                                    ledger::State& state) {
  auto limits =
      state.Get<v1::ApprovalLimits>(kApprovalLimits, kApprovalLimitsKey);
  return limits.has_value() ? *std::move(limits)
                            : DefaultApprovalLimits(county);
}

std::optional<Amount> LimitOf(const v1::ApprovalLimits& limits,
                              v1::Proposal::Kind kind) {
  const auto* const found =
      std::find_if(kKindLimits.begin(), kKindLimits.end(),
                   [kind](const KindLimit& one) { return one.kind == kind; });
  if (found == kKindLimits.end() || !(limits.*found->has)()) {
    return std::nullopt;
  }
  return ToFen((limits.*found->get)());
}

SpentLately::SpentLately(std::string key, absl::Duration window, absl::Time now,
                         ledger::State& state)
    : key_(std::move(key)), half_hour_(HalfHoursBy(now) + 1) {
  const auto spent = state.Get<v1::LatelySpent>(kLatelySpent, key_);
  if (!spent.has_value()) return;
  const int64_t before = HalfHoursBy(now - window);
  for (const v1::LatelySpent::Slot& slot : spent->slots()) {
    if (slot.half_hour() <= before) continue;
    *spent_.add_slots() = slot;
    sum_ += ToFen(slot.amount());
  }
}

void SpentLately::Add(Amount amount, book::Accepted& accepted) {
  auto& slots = *spent_.mutable_slots();
  if (slots.empty() || slots.rbegin()->half_hour() != half_hour_) {
    v1::LatelySpent::Slot& slot = *slots.Add();
    slot.set_half_hour(half_hour_);
    *slot.mutable_amount() = ToMoney(0);
  }
  google::type::Money& last = *slots.rbegin()->mutable_amount();
  last = ToMoney(ToFen(last) + amount);
  sum_ += amount;
  AddResource(kLatelySpent, key_, spent_, accepted);
}

}  // namespace epiledger::funding
