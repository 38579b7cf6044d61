#include "services/funding/money_origins.h"

#include <utility>

#include "services/funding/adjustment_queries.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/limits.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;

// With all its allocations, which go into the answer by themselves.
absl::Status AddDocument(ReadContext& context, const std::string& name,
                         bool with_allocations,
                         const v1::TraceMoneyRequest& request,
                         v1::TraceMoneyResponse& response) {
  v1::GetAllocationDocumentRequest asked;
  asked.set_name(name);
  *asked.mutable_as_of() = request.as_of();
  auto document = GetAllocationDocument(asked, context);
  if (!document.ok()) return document.status();
  if (with_allocations) {
    response.mutable_allocations()->Swap(document->mutable_allocations());
  }
  document->clear_allocations();
  *response.add_documents() = *std::move(document);
  return absl::OkStatus();
}

absl::Status AddAllocation(ReadContext& context, const std::string& key,
                           const v1::TraceMoneyRequest& request,
                           v1::TraceMoneyResponse& response) {
  v1::GetAllocationRequest asked;
  asked.set_name(AllocationNameOf(context.county(), key));
  *asked.mutable_as_of() = request.as_of();
  auto allocation = GetAllocation(asked, context);
  if (!allocation.ok()) return allocation.status();
  *response.add_allocations() = *std::move(allocation);
  return absl::OkStatus();
}

absl::Status AddAllocations(ReadContext& context,
                            const std::set<std::string>& keys,
                            const v1::TraceMoneyRequest& request,
                            v1::TraceMoneyResponse& response) {
  std::set<std::string> documents;
  for (const std::string& key : keys) {
    documents.insert(rpc::MakeName(
        kDocumentName, {context.county(), *rpc::FirstSegment(key)}));
    const absl::Status added = AddAllocation(context, key, request, response);
    if (!added.ok()) return added;
  }
  for (const std::string& name : documents) {
    const absl::Status added =
        AddDocument(context, name, false, request, response);
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

absl::Status AddFund(ReadContext& context, const std::string& name,
                     v1::TraceMoneyResponse& response) {
  v1::GetFundRequest asked;
  asked.set_name(name);
  auto fund = GetFund(asked, context);
  if (!fund.ok()) return fund.status();
  *response.add_funds() = *std::move(fund);
  return absl::OkStatus();
}

// All that stands in the county is looked at: it comes by some papers a month.
absl::Status AddAppropriations(ReadContext& context,
                               const std::set<std::string>& funds,
                               v1::TraceMoneyResponse& response) {
  const absl::StatusOr<Balances> adjusted = ReadAdjustments(context, "");
  if (!adjusted.ok()) return adjusted.status();
  int64_t count = 0;
  const auto add = [&](const ledger::ResourceRow& row) {
    v1::Appropriation appropriation;
    appropriation.ParseFromString(row.body);
    if (!funds.contains(appropriation.fund()) ||
        !IsDatedByThen(appropriation, context)) {
      return absl::OkStatus();
    }
    if (++count > limits::kMaxAppropriationsTraced) return absl::OkStatus();
    FillAdjusted(*adjusted, appropriation);
    DropLaterReversal(context, appropriation);
    *response.add_appropriations() = std::move(appropriation);
    return absl::OkStatus();
  };
  const absl::Status read = context.snapshot().List(kAppropriations, {}, add);
  response.set_appropriation_count(count);
  return read;
}

}  // namespace

absl::Status FillOrigins(ReadContext& context,
                         const v1::TraceMoneyRequest& request,
                         const std::set<std::string>& drawn_on,
                         v1::TraceMoneyResponse& response) {
  absl::Status status =
      request.document().empty()
          ? AddAllocations(context, drawn_on, request, response)
          : AddDocument(context, request.document(), true, request, response);
  if (!status.ok()) return status;
  std::set<std::string> funds;
  for (const v1::Allocation& allocation : response.allocations()) {
    funds.insert(allocation.fund());
  }
  for (const std::string& fund : funds) {
    status = AddFund(context, fund, response);
    if (!status.ok()) return status;
  }
  return AddAppropriations(context, funds, response);
}

}  // namespace epiledger::funding
