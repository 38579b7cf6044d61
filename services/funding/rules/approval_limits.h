// From which amount on a write needs a second person, and what went the same
// way lately: splitting an amount does not help.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_APPROVAL_LIMITS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_APPROVAL_LIMITS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// What a county has that set none: no limit, and its windows.
[[nodiscard]] v1::ApprovalLimits DefaultApprovalLimits(std::string_view county);
// What the county has.
[[nodiscard]] v1::ApprovalLimits ApprovalLimitsOf(std::string_view county,
                                                  ledger::State& state);

// The most one person may do of a kind; nothing where there is no limit.
[[nodiscard]] std::optional<ledger::Amount> LimitOf(
    const v1::ApprovalLimits& limits, v1::Proposal::Kind kind);

// What went from an allocation to a payee without a second person. Times are
// kept by the half hour, so that the list stays short: an amount counts for the
// window, and for up to half an hour more.
class SpentLately {
 public:
  // `key` is a LatelySpentKey; the window ends at `now`.
  SpentLately(std::string key, absl::Duration window, absl::Time now,
              ledger::State& state);

  // Within the window.
  [[nodiscard]] ledger::Amount sum() const { return sum_; }
  // Notes that `amount` more went now.
  void Add(ledger::Amount amount, book::Accepted& accepted);

 private:
  const std::string key_;
  const int64_t half_hour_;
  // Those within the window.
  v1::LatelySpent spent_;
  ledger::Amount sum_ = 0;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_APPROVAL_LIMITS_H_
