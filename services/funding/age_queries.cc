#include "services/funding/age_queries.h"

#include <map>
#include <string>
#include <utility>

#include "services/book/genesis.h"
#include "services/funding/aged_money.h"
#include "services/funding/money.h"
#include "services/funding/money_ages.h"
#include "services/host/listing.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::Position;

// The day ages are counted to: the one asked, or else the day in the county at
// the time whose knowledge is asked for, or now.
absl::StatusOr<Position> AgeDay(const v1::ListAgedMoneyRequest& request,
                                ReadContext& context) {
  if (context.position() != ledger::kEnd) return context.position();
  absl::Time time = context.recorded_time().value_or(context.now());
  if (request.as_of().recorded_case() == type::v1::AsOf::kSequence) {
    const absl::StatusOr<absl::Time> recorded = context.DataTime();
    if (!recorded.ok()) return recorded.status();
    time = *recorded;
  }
  const auto genesis = context.snapshot().Get<journal::v1::Genesis>(
      book::kGenesisCollection, book::kGenesisKey);
  if (!genesis.ok()) return genesis.status();
  return Position::FromDay(
      book::CivilDayAt(genesis->value_or(journal::v1::Genesis()), time));
}

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

}  // namespace

absl::StatusOr<v1::ListAgedMoneyResponse> ListAgedMoney(
    const v1::ListAgedMoneyRequest& request, ReadContext& context) {
  const absl::StatusOr<Position> today = AgeDay(request, context);
  if (!today.ok()) return today.status();
  auto found = FindAgedMoney(request, *today, context);
  if (!found.ok()) return found.status();
  v1::ListAgedMoneyResponse response;
  AddStageTotals(*found, response);
  response.set_total_size(static_cast<int64_t>(found->size()));
  *response.mutable_age_date() = ToDate(*today);
  *response.mutable_read_at() = context.ReadAt();
  host::PageRoom room(context.page_size());
  std::string last;
  for (auto& [key, aged] : *found) {
    if (key <= context.cursor()) continue;
    if (room.IsFull()) {
      response.set_next_page_token(context.NextPageToken(last));
      break;
    }
    room.Take(aged.ByteSizeLong());
    last = key;
    *response.add_aged_money() = std::move(aged);
  }
  return response;
}

}  // namespace epiledger::funding
