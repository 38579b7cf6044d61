#include "services/funding/age_queries.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "services/funding/aged_money.h"
#include "services/funding/day_asked.h"
#include "services/funding/money.h"
#include "services/funding/money_ages.h"
#include "services/funding/numbered_page.h"
#include "services/funding/totalled_list.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Position;

void AddStageTotals(const std::vector<KeyedAgedMoney>& found,
                    v1::ListAgedMoneyResponse& response) {
  std::map<v1::AgedMoney::Stage, v1::AgedTotal> totals;
  for (const auto& [key, aged] : found) {
    v1::AgedTotal& total = totals[aged.stage()];
    total.set_stage(aged.stage());
    *total.mutable_amount() =
        ToMoney(ToFen(total.amount()) + ToFen(aged.amount()));
    AddTo(aged.bands(), *total.mutable_bands());
  }
  for (auto& [stage, total] : totals) *response.add_totals() = std::move(total);
}

void Sort(v1::ListOrder order, std::vector<KeyedAgedMoney>& found) {
  if (order == v1::LIST_ORDER_UNSPECIFIED) return;
  const auto rank = [order](const KeyedAgedMoney& one) {
    return RankOf(order, ToPosition(one.second.oldest_date()).value(),
                  ToFen(one.second.amount()));
  };
  std::stable_sort(found.begin(), found.end(),
                   [&rank](const KeyedAgedMoney& a, const KeyedAgedMoney& b) {
                     return rank(a) < rank(b);
                   });
}

}  // namespace

absl::StatusOr<v1::ListAgedMoneyResponse> ListAgedMoney(
    const v1::ListAgedMoneyRequest& request, ReadContext& context) {
  const absl::StatusOr<Position> today = DayAsked(request.as_of(), context);
  if (!today.ok()) return today.status();
  auto found = FindAgedMoney(request, *today, context);
  if (!found.ok()) return found.status();
  v1::ListAgedMoneyResponse response;
  AddStageTotals(*found, response);
  response.set_total_size(static_cast<int64_t>(found->size()));
  *response.mutable_age_date() = ToDate(*today);
  *response.mutable_read_at() = context.ReadAt();
  Sort(request.order(), *found);
  std::vector<v1::AgedMoney> lines;
  lines.reserve(found->size());
  for (auto& [key, aged] : *found) lines.push_back(std::move(aged));
  response.set_next_page_token(
      TakeNumberedPage(context, lines, *response.mutable_aged_money()));
  return response;
}

}  // namespace epiledger::funding
