#include "services/funding/liability_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;

// Sets what is still owed on the day asked.
void FillOpen(const Balances& open, v1::Liability& liability) {
  const auto found =
      open.find(LiabilityAccount(rpc::LastSegment(liability.debtor()),
                                 rpc::LastSegment(liability.name())));
  *liability.mutable_open() = ToMoney(found == open.end() ? 0 : found->second);
}

Amount TotalOwed(const Balances& balances) {
  Amount sum = 0;
  for (const auto& [account, amount] : balances) sum += amount;
  return sum;
}

}  // namespace

absl::StatusOr<v1::ListLiabilitiesResponse> ListLiabilities(
    const v1::ListLiabilitiesRequest& request, ReadContext& context) {
  const absl::StatusOr<Balances> open = context.snapshot().BalancesUnder(
      LiabilityPrefix(request.debtor().empty()
                          ? std::string_view()
                          : rpc::LastSegment(request.debtor())),
      context.position());
  if (!open.ok()) return open.status();
  const auto is = [](const std::string& found, const std::string& asked) {
    return asked.empty() || found == asked;
  };
  const TotalledList<v1::Liability> list = {
      kLiabilities,
      request.order(),
      [&](v1::Liability& liability) {
        if (!IsDatedByThen(liability, context)) return false;
        FillOpen(*open, liability);
        return is(liability.debtor(), request.debtor()) &&
               is(liability.purpose(), request.purpose()) &&
               liability.creditor().starts_with(request.creditor_prefix()) &&
               (!request.open_only() || ToFen(liability.open()) > 0);
      },
      [](const v1::Liability& liability) {
        return ToPosition(DateOf(liability)).value();
      },
      [](const v1::Liability& liability) { return ToFen(liability.open()); },
      [](const v1::Liability& liability, Sums& sums) {
        sums[0] += ToFen(liability.open());
      }};
  v1::ListLiabilitiesResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_liabilities());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_open() = ToMoney(totals->sums[0]);
  } else if (request.purpose().empty() && request.creditor_prefix().empty()) {
    // The accounts tell it however many there are.
    *response.mutable_total_open() = ToMoney(TotalOwed(*open));
  }
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
