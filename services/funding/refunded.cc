#include "services/funding/refunded.h"

#include <array>
#include <string>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"

namespace epiledger::funding {
absl::StatusOr<Balances> ReadRefunded(host::ReadContext& context,
                                      const v1::Payment& payment) {
  return context.snapshot().BalancesUnder(RefundedAccount(payment),
                                          context.position());
}

absl::StatusOr<Balances> ReadPaid(host::ReadContext& context,
                                  std::string_view allocation) {
  const std::array<std::string, 5> prefixes = {
      StagePrefix(Stage::kPrepaid, allocation),
      StagePrefix(Stage::kPaid, allocation),
      FigurePrefix(kPaidCarriedIn, allocation),
      FigurePrefix(kPaidCarriedOut, allocation),
      FigurePrefix(kRefunded, allocation)};
  return context.snapshot().BalancesUnderAny(prefixes, context.position());
}

ledger::Amount SumOfPaid(const Balances& balances) {
  const std::string refunded = FigurePrefix(kRefunded, "");
  const std::string carried_in = FigurePrefix(kPaidCarriedIn, "");
  ledger::Amount sum = 0;
  for (const auto& [account, amount] : balances) {
    // A figure beside the money.
    if (account.starts_with(refunded)) continue;
    sum += account.starts_with(carried_in) ? -amount : amount;
  }
  return sum;
}

void FillRefunded(const Balances& refunded, v1::Payment& payment) {
  payment.clear_refunded();
  const auto found = refunded.find(RefundedAccount(payment));
  if (found == refunded.end() || found->second == 0) return;
  *payment.mutable_refunded() = ToMoney(found->second);
}

}  // namespace epiledger::funding
