// The county's money in one picture, for HQ.
#include <map>
#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/funding/money.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

absl::Status AddFunds(ReadContext& context, v1::CountySummary& summary) {
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, "");
  if (!balances.ok()) return balances.status();
  return context.snapshot().List(kFunds, {}, [&](const ResourceRow& row) {
    v1::Fund& fund = *summary.add_funds();
    fund.ParseFromString(row.body);
    *fund.mutable_balance() = FundBalance(*balances, row.name);
    return absl::OkStatus();
  });
}

absl::Status AddDocuments(ReadContext& context, const Balances& balances,
                          v1::CountySummary& summary) {
  return context.snapshot().List(kDocuments, {}, [&](const ResourceRow& row) {
    v1::AllocationDocument document;
    document.ParseFromString(row.body);
    if (!IsDatedByThen(document, context)) return absl::OkStatus();
    v1::CountySummary::DocumentSummary& line = *summary.add_documents();
    line.set_name(document.name());
    line.set_issuer(document.issuer());
    line.set_number(document.number());
    line.set_title(document.title());
    *line.mutable_total() = ZeroBalance();
    for (v1::Allocation& allocation : *document.mutable_allocations()) {
      *allocation.mutable_balance() = AllocationBalance(balances, allocation);
      AddTo(allocation.balance(), *line.mutable_total());
      *line.add_allocations() = std::move(allocation);
    }
    return absl::OkStatus();
  });
}

absl::Status AddPurposes(ReadContext& context, const Balances& balances,
                         v1::CountySummary& summary) {
  struct Sums {
    ledger::Amount available = 0;
    ledger::Amount paid = 0;
  };
  std::map<std::string, Sums> sums;
  for (const auto& [account, amount] : balances) {
    Sums& of = sums[ParseAllocationAccount(account).purpose];
    (account.starts_with(PaidPrefix("")) ? of.paid : of.available) += amount;
  }
  for (const auto& [purpose, of] : sums) {
    // Accounts are there from the beginning, though their first movement came
    // after the point asked about.
    if (of.available == 0 && of.paid == 0) continue;
    const auto found = context.snapshot().Get<v1::Purpose>(kPurposes, purpose);
    if (!found.ok()) return found.status();
    v1::CountySummary::PurposeSummary& line = *summary.add_purposes();
    line.set_purpose(rpc::MakeName(kPurposeName, {context.county(), purpose}));
    if (found->has_value()) line.set_display_name((*found)->display_name());
    *line.mutable_available() = ToMoney(of.available);
    *line.mutable_paid() = ToMoney(of.paid);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest&, ReadContext& context) {
  v1::CountySummary summary;
  *summary.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  const int64_t micros = absl::ToUnixMicros(*data_time);
  summary.mutable_data_time()->set_seconds(micros / 1'000'000);
  summary.mutable_data_time()->set_nanos(
      static_cast<int32_t>(micros % 1'000'000 * 1'000));
  const absl::StatusOr<Balances> balances = ReadAllocationBalances(context, "");
  if (!balances.ok()) return balances.status();
  absl::Status status = AddFunds(context, summary);
  if (status.ok()) status = AddDocuments(context, *balances, summary);
  if (status.ok()) status = AddPurposes(context, *balances, summary);
  if (!status.ok()) return status;
  return summary;
}

}  // namespace epiledger::funding
