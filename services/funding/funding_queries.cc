#include "services/funding/funding_queries.h"

#include <string>
#include <utility>
#include <vector>

#include "services/funding/adjustment_queries.h"
#include "services/funding/closings.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/refunded.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

// Sets what became of a document's allocations.
absl::Status FillAllocations(ReadContext& context,
                             v1::AllocationDocument& document) {
  const absl::StatusOr<Figures> figures =
      ReadAllocationFigures(context, rpc::LastSegment(document.name()));
  if (!figures.ok()) return figures.status();
  const absl::StatusOr<Closings> closings =
      ReadClosings(context, rpc::LastSegment(document.name()));
  if (!closings.ok()) return closings.status();
  for (v1::Allocation& allocation : *document.mutable_allocations()) {
    *allocation.mutable_balance() = AllocationBalance(*figures, allocation);
    FillClosing(*closings, allocation);
    DropLaterReversal(context, allocation);
  }
  return absl::OkStatus();
}

bool Fits(const v1::Allocation& allocation,
          const v1::ListAllocationsRequest& request) {
  return (request.fund().empty() || allocation.fund() == request.fund()) &&
         (request.recipient().empty() ||
          allocation.recipient() == request.recipient());
}

// All allocations that fit and are dated by the day asked, with their keys, in
// order.
absl::StatusOr<std::vector<std::pair<std::string, v1::Allocation>>>
FindAllocations(const v1::ListAllocationsRequest& request,
                ReadContext& context) {
  std::vector<std::pair<std::string, v1::Allocation>> found;
  ledger::ResourceRange range;
  if (!request.document().empty()) {
    range = ledger::ResourceRange::Under(
        std::string(rpc::LastSegment(request.document())) + "/");
  }
  const absl::Status status =
      context.snapshot().List(kAllocations, range, [&](const ResourceRow& row) {
        v1::Allocation allocation;
        allocation.ParseFromString(row.body);
        if (IsDatedByThen(allocation, context) && Fits(allocation, request)) {
          DropLaterClosing(context, allocation);
          DropLaterReversal(context, allocation);
          found.emplace_back(row.name, std::move(allocation));
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return found;
}

}  // namespace

absl::StatusOr<v1::Fund> GetFund(const v1::GetFundRequest& request,
                                 ReadContext& context) {
  const std::string_view key = rpc::LastSegment(request.name());
  absl::StatusOr<v1::Fund> fund =
      host::GetOne<v1::Fund>(context, kFunds, key, request.name());
  if (!fund.ok()) return fund;
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, key);
  if (!balances.ok()) return balances.status();
  *fund->mutable_balance() = FundBalance(*balances, key);
  return fund;
}

absl::StatusOr<v1::ListFundsResponse> ListFunds(const v1::ListFundsRequest&,
                                                ReadContext& context) {
  auto response = host::ListAll<v1::ListFundsResponse, v1::Fund>(
      context, kFunds, "", &v1::ListFundsResponse::mutable_funds);
  if (!response.ok()) return response;
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, "");
  if (!balances.ok()) return balances.status();
  for (v1::Fund& fund : *response->mutable_funds()) {
    *fund.mutable_balance() =
        FundBalance(*balances, rpc::LastSegment(fund.name()));
  }
  return response;
}

absl::StatusOr<v1::ListPurposesResponse> ListPurposes(
    const v1::ListPurposesRequest&, ReadContext& context) {
  return host::ListAll<v1::ListPurposesResponse, v1::Purpose>(
      context, kPurposes, "", &v1::ListPurposesResponse::mutable_purposes);
}

absl::StatusOr<v1::Appropriation> GetAppropriation(
    const v1::GetAppropriationRequest& request, ReadContext& context) {
  auto appropriation = GetDated<v1::Appropriation>(
      context, kAppropriations, rpc::LastSegment(request.name()),
      request.name());
  if (!appropriation.ok()) return appropriation;
  const absl::StatusOr<Balances> adjusted =
      ReadAdjustments(context, rpc::LastSegment(appropriation->fund()));
  if (!adjusted.ok()) return adjusted.status();
  FillAdjusted(*adjusted, *appropriation);
  return appropriation;
}

absl::StatusOr<v1::ListAppropriationsResponse> ListAppropriations(
    const v1::ListAppropriationsRequest&, ReadContext& context) {
  const absl::StatusOr<Balances> adjusted = ReadAdjustments(context, "");
  if (!adjusted.ok()) return adjusted.status();
  v1::ListAppropriationsResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::Appropriation>(
      context, kAppropriations, *response.mutable_appropriations(),
      [&](v1::Appropriation& appropriation) {
        FillAdjusted(*adjusted, appropriation);
        return true;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::AllocationDocument> GetAllocationDocument(
    const v1::GetAllocationDocumentRequest& request, ReadContext& context) {
  auto document = GetDated<v1::AllocationDocument>(
      context, kDocuments, rpc::LastSegment(request.name()), request.name());
  if (!document.ok()) return document;
  const absl::Status status = FillAllocations(context, *document);
  if (!status.ok()) return status;
  return document;
}

absl::StatusOr<v1::ListAllocationDocumentsResponse> ListAllocationDocuments(
    const v1::ListAllocationDocumentsRequest&, ReadContext& context) {
  v1::ListAllocationDocumentsResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::AllocationDocument>(
      context, kDocuments, *response.mutable_allocation_documents(),
      [](v1::AllocationDocument& document) {
        document.clear_allocations();
        return true;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::Allocation> GetAllocation(
    const v1::GetAllocationRequest& request, ReadContext& context) {
  const std::string key = AllocationKey(request.name());
  auto allocation =
      GetDated<v1::Allocation>(context, kAllocations, key, request.name());
  if (!allocation.ok()) return allocation;
  const absl::StatusOr<Figures> figures = ReadAllocationFigures(context, key);
  if (!figures.ok()) return figures.status();
  *allocation->mutable_balance() = AllocationBalance(*figures, *allocation);
  DropLaterClosing(context, *allocation);
  return allocation;
}

absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(
    const v1::ListAllocationsRequest& request, ReadContext& context) {
  auto found = FindAllocations(request, context);
  if (!found.ok()) return found.status();
  const absl::StatusOr<Figures> figures = ReadAllocationFigures(
      context, request.document().empty()
                   ? std::string_view()
                   : rpc::LastSegment(request.document()));
  if (!figures.ok()) return figures.status();
  v1::ListAllocationsResponse response;
  *response.mutable_total() = ZeroBalance();
  host::PageRoom room(context.page_size());
  std::string last;
  bool has_more = false;
  for (auto& [key, allocation] : *found) {
    *allocation.mutable_balance() = AllocationBalance(*figures, allocation);
    AddTo(allocation.balance(), *response.mutable_total());
    if (key <= context.cursor()) continue;
    has_more = has_more || room.IsFull();
    if (has_more) continue;
    room.Take(allocation.ByteSizeLong());
    last = key;
    *response.add_allocations() = std::move(allocation);
  }
  if (has_more) response.set_next_page_token(context.NextPageToken(last));
  response.set_total_size(static_cast<int64_t>(found->size()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::Payment> GetPayment(const v1::GetPaymentRequest& request,
                                       ReadContext& context) {
  auto payment = GetDated<v1::Payment>(
      context, kPayments, rpc::LastSegment(request.name()), request.name());
  if (!payment.ok()) return payment;
  const absl::StatusOr<Balances> refunded = ReadRefunded(context, *payment);
  if (!refunded.ok()) return refunded.status();
  FillRefunded(*refunded, *payment);
  return payment;
}

absl::StatusOr<v1::ListPaymentsResponse> ListPayments(
    const v1::ListPaymentsRequest& request, ReadContext& context) {
  v1::ListPaymentsResponse response;
  if (!request.allocation().empty()) {
    const auto allocation = GetDated<v1::Allocation>(
        context, kAllocations, AllocationKey(request.allocation()),
        request.allocation());
    if (!allocation.ok()) return allocation.status();
  }
  const absl::StatusOr<Balances> balances =
      ReadPaid(context, AllocationKey(request.allocation()));
  if (!balances.ok()) return balances.status();
  absl::StatusOr<std::string> next = ListDated<v1::Payment>(
      context, kPayments, *response.mutable_payments(),
      [&](v1::Payment& payment) {
        FillRefunded(*balances, payment);
        return request.allocation().empty() ||
               payment.allocation() == request.allocation();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_total_amount() = ToMoney(SumOfPaid(*balances));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
