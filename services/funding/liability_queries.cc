#include "services/funding/liability_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;

// Sets what is still owed on the day asked.
void FillOpen(const Balances& open, v1::Liability& liability) {
  const auto found =
      open.find(LiabilityAccount(rpc::LastSegment(liability.debtor()),
                                 rpc::LastSegment(liability.name())));
  *liability.mutable_open() = ToMoney(found == open.end() ? 0 : found->second);
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
  v1::ListLiabilitiesResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::Liability>(
      context, kLiabilities, *response.mutable_liabilities(),
      [&](v1::Liability& liability) {
        FillOpen(*open, liability);
        return (request.debtor().empty() ||
                liability.debtor() == request.debtor()) &&
               (!request.open_only() || ToFen(liability.open()) > 0);
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  ledger::Amount total = 0;
  for (const auto& [account, amount] : *open) total += amount;
  *response.mutable_total_open() = ToMoney(total);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
