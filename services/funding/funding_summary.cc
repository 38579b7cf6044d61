// The county's money in one picture, for HQ.
#include <map>
#include <string>
#include <utility>

#include "services/funding/closings.h"
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
    v1::Fund fund;
    fund.ParseFromString(row.body);
    if (!fund.reversed_by().empty()) return absl::OkStatus();
    *fund.mutable_balance() = FundBalance(*balances, row.name);
    *summary.add_funds() = std::move(fund);
    return absl::OkStatus();
  });
}

absl::Status AddDocuments(ReadContext& context, const Figures& figures,
                          v1::CountySummary& summary) {
  const absl::StatusOr<Closings> closings = ReadClosings(context, "");
  if (!closings.ok()) return closings.status();
  return context.snapshot().List(kDocuments, {}, [&](const ResourceRow& row) {
    v1::AllocationDocument document;
    document.ParseFromString(row.body);
    DropLaterReversal(context, document);
    // What was reversed is no document of the county's picture any more.
    if (!IsDatedByThen(document, context) || !document.reversed_by().empty()) {
      return absl::OkStatus();
    }
    v1::CountySummary::DocumentSummary& line = *summary.add_documents();
    line.set_name(document.name());
    line.set_issuer(document.issuer());
    line.set_number(document.number());
    line.set_title(document.title());
    *line.mutable_total() = ZeroBalance();
    for (v1::Allocation& allocation : *document.mutable_allocations()) {
      *allocation.mutable_balance() = AllocationBalance(figures, allocation);
      FillClosing(*closings, allocation);
      AddTo(allocation.balance(), *line.mutable_total());
      *line.add_allocations() = std::move(allocation);
    }
    return absl::OkStatus();
  });
}

absl::Status AddPurposes(ReadContext& context, const Figures& figures,
                         v1::CountySummary& summary) {
  std::map<std::string, PurposeFigures> sums;
  for (const auto& [allocation, purposes] : figures) {
    for (const auto& [purpose, part] : purposes) sums[purpose] += part;
  }
  for (const auto& [purpose, of] : sums) {
    // Accounts are there from the beginning, though their first movement came
    // after the point asked about.
    if (of.IsZero()) continue;
    const auto found = context.snapshot().Get<v1::Purpose>(kPurposes, purpose);
    if (!found.ok()) return found.status();
    v1::CountySummary::PurposeSummary& line = *summary.add_purposes();
    line.set_purpose(rpc::MakeName(kPurposeName, {context.county(), purpose}));
    if (found->has_value()) line.set_display_name((*found)->display_name());
    *line.mutable_available() = ToMoney(of.available);
    *line.mutable_paid() = ToMoney(of.paid);
    *line.mutable_bound() = ToMoney(of.held + of.prepaid + of.accrued);
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
  const absl::StatusOr<Figures> figures = ReadAllocationFigures(context, "");
  if (!figures.ok()) return figures.status();
  absl::Status status = AddFunds(context, summary);
  if (status.ok()) status = AddDocuments(context, *figures, summary);
  if (status.ok()) status = AddPurposes(context, *figures, summary);
  if (!status.ok()) return status;
  return summary;
}

}  // namespace epiledger::funding
