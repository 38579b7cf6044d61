#include "services/funding/funding_queries.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/host/listing.h"
#include "services/limits.h"
#include "services/rpc/error.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

// The resource of a Get, or NOT_FOUND.
template <typename Resource>
absl::StatusOr<Resource> GetOne(ReadContext& context,
                                std::string_view collection,
                                std::string_view key, std::string_view name) {
  auto found = context.snapshot().Get<Resource>(collection, key);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return rpc::NotFound(collection, name);
  return **std::move(found);
}

// A plain page of a collection into `field` of the response.
template <typename Response, typename Resource>
absl::StatusOr<Response> ListAll(
    ReadContext& context, std::string_view collection,
    google::protobuf::RepeatedPtrField<Resource>* (Response::*field)()) {
  Response response;
  absl::StatusOr<std::string> next =
      host::ListPage(context, collection, "", [&](const ResourceRow& row) {
        (response.*field)()->Add()->ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

// The day a resource of dated money counts from.
const google::type::Date& DateOf(const v1::Appropriation& appropriation) {
  return appropriation.appropriation_date();
}
const google::type::Date& DateOf(const v1::AllocationDocument& document) {
  return document.document_date();
}
const google::type::Date& DateOf(const v1::Allocation& allocation) {
  return allocation.effective_date();
}
const google::type::Date& DateOf(const v1::Payment& payment) {
  return payment.payment_date();
}

template <typename Resource>
bool IsDatedByThen(const Resource& resource, const ReadContext& context) {
  return ToPosition(DateOf(resource)) <= context.position();
}

// The resource of a Get; NOT_FOUND also when it is dated after the day asked.
template <typename Resource>
absl::StatusOr<Resource> GetDated(ReadContext& context,
                                  std::string_view collection,
                                  std::string_view key,
                                  const std::string& name) {
  auto found = GetOne<Resource>(context, collection, key, name);
  if (found.ok() && !IsDatedByThen(*found, context)) {
    return rpc::NotFound(collection, name);
  }
  return found;
}

// Gives `take` the resources of a page that are dated by the day asked; it
// returns whether one belongs to the list. Returns the next page's token.
template <typename Resource>
absl::StatusOr<std::string> ListDated(ReadContext& context,
                                      std::string_view collection,
                                      absl::FunctionRef<bool(Resource&)> take) {
  ledger::ResourceRange range;
  range.after = context.cursor();
  // One more than the page, to know whether there is another; then twice as
  // many each time, as those that fit turn out to be few.
  range.limit = static_cast<int64_t>(context.page_size()) + 1;
  size_t taken = 0;
  bool has_more = false;
  for (int64_t scanned = 0; !has_more && scanned < limits::kMaxListScan;) {
    const int64_t before = scanned;
    std::string last = range.after;
    const absl::Status status =
        context.snapshot().List(collection, range, [&](const ResourceRow& row) {
          ++scanned;
          has_more = taken == context.page_size();
          if (has_more) return absl::OkStatus();
          last = row.name;
          Resource resource;
          resource.ParseFromString(row.body);
          if (IsDatedByThen(resource, context) && take(resource)) ++taken;
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    range.after = std::move(last);
    if (!has_more && scanned - before < range.limit) return std::string();
    range.limit =
        taken == context.page_size()
            ? 1
            : std::min(2 * range.limit, limits::kMaxListScan - scanned);
  }
  return context.NextPageToken(range.after);
}

absl::Status FillBalances(ReadContext& context,
                          v1::AllocationDocument& document) {
  const absl::StatusOr<Balances> balances =
      ReadAllocationBalances(context, LastSegment(document.name()));
  if (!balances.ok()) return balances.status();
  for (v1::Allocation& allocation : *document.mutable_allocations()) {
    *allocation.mutable_balance() = AllocationBalance(*balances, allocation);
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
        std::string(LastSegment(request.document())) + "/");
  }
  const absl::Status status =
      context.snapshot().List(kAllocations, range, [&](const ResourceRow& row) {
        v1::Allocation allocation;
        allocation.ParseFromString(row.body);
        if (IsDatedByThen(allocation, context) && Fits(allocation, request)) {
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
  const std::string_view key = LastSegment(request.name());
  absl::StatusOr<v1::Fund> fund =
      GetOne<v1::Fund>(context, kFunds, key, request.name());
  if (!fund.ok()) return fund;
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, key);
  if (!balances.ok()) return balances.status();
  *fund->mutable_balance() = FundBalance(*balances, key);
  return fund;
}

absl::StatusOr<v1::ListFundsResponse> ListFunds(const v1::ListFundsRequest&,
                                                ReadContext& context) {
  auto response = ListAll<v1::ListFundsResponse, v1::Fund>(
      context, kFunds, &v1::ListFundsResponse::mutable_funds);
  if (!response.ok()) return response;
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, "");
  if (!balances.ok()) return balances.status();
  for (v1::Fund& fund : *response->mutable_funds()) {
    *fund.mutable_balance() = FundBalance(*balances, LastSegment(fund.name()));
  }
  return response;
}

absl::StatusOr<v1::ListPurposesResponse> ListPurposes(
    const v1::ListPurposesRequest&, ReadContext& context) {
  return ListAll<v1::ListPurposesResponse, v1::Purpose>(
      context, kPurposes, &v1::ListPurposesResponse::mutable_purposes);
}

absl::StatusOr<v1::Appropriation> GetAppropriation(
    const v1::GetAppropriationRequest& request, ReadContext& context) {
  return GetDated<v1::Appropriation>(
      context, kAppropriations, LastSegment(request.name()), request.name());
}

absl::StatusOr<v1::ListAppropriationsResponse> ListAppropriations(
    const v1::ListAppropriationsRequest&, ReadContext& context) {
  v1::ListAppropriationsResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::Appropriation>(
      context, kAppropriations, [&](v1::Appropriation& appropriation) {
        *response.add_appropriations() = std::move(appropriation);
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
      context, kDocuments, LastSegment(request.name()), request.name());
  if (!document.ok()) return document;
  const absl::Status status = FillBalances(context, *document);
  if (!status.ok()) return status;
  return document;
}

absl::StatusOr<v1::ListAllocationDocumentsResponse> ListAllocationDocuments(
    const v1::ListAllocationDocumentsRequest&, ReadContext& context) {
  v1::ListAllocationDocumentsResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::AllocationDocument>(
      context, kDocuments, [&](v1::AllocationDocument& document) {
        document.clear_allocations();
        *response.add_allocation_documents() = std::move(document);
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
  const absl::StatusOr<Balances> balances =
      ReadAllocationBalances(context, key);
  if (!balances.ok()) return balances.status();
  *allocation->mutable_balance() = AllocationBalance(*balances, *allocation);
  return allocation;
}

absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(
    const v1::ListAllocationsRequest& request, ReadContext& context) {
  auto found = FindAllocations(request, context);
  if (!found.ok()) return found.status();
  const absl::StatusOr<Balances> balances = ReadAllocationBalances(
      context, request.document().empty() ? std::string_view()
                                          : LastSegment(request.document()));
  if (!balances.ok()) return balances.status();
  v1::ListAllocationsResponse response;
  *response.mutable_total() = ZeroBalance();
  const size_t page_size = context.page_size();
  std::string last;
  for (auto& [key, allocation] : *found) {
    *allocation.mutable_balance() = AllocationBalance(*balances, allocation);
    AddTo(allocation.balance(), *response.mutable_total());
    if (key <= context.cursor()) continue;
    if (static_cast<size_t>(response.allocations_size()) == page_size) {
      if (response.next_page_token().empty()) {
        response.set_next_page_token(context.NextPageToken(last));
      }
      continue;
    }
    last = key;
    *response.add_allocations() = std::move(allocation);
  }
  response.set_total_size(static_cast<int64_t>(found->size()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::Payment> GetPayment(const v1::GetPaymentRequest& request,
                                       ReadContext& context) {
  return GetDated<v1::Payment>(context, kPayments, LastSegment(request.name()),
                               request.name());
}

absl::StatusOr<v1::ListPaymentsResponse> ListPayments(
    const v1::ListPaymentsRequest& request, ReadContext& context) {
  v1::ListPaymentsResponse response;
  if (!request.allocation().empty()) {
    const auto allocation = context.snapshot().Find(
        kAllocations, AllocationKey(request.allocation()));
    if (!allocation.ok()) return allocation.status();
    if (!allocation->has_value()) {
      return rpc::NotFound(kAllocations, request.allocation());
    }
  }
  absl::StatusOr<std::string> next =
      ListDated<v1::Payment>(context, kPayments, [&](v1::Payment& payment) {
        const bool fits = request.allocation().empty() ||
                          payment.allocation() == request.allocation();
        if (fits) *response.add_payments() = std::move(payment);
        return fits;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  const absl::StatusOr<Balances> paid = context.snapshot().BalancesUnder(
      PaidPrefix(AllocationKey(request.allocation())), context.position());
  if (!paid.ok()) return paid.status();
  ledger::Amount total = 0;
  for (const auto& [account, amount] : *paid) total += amount;
  *response.mutable_total_amount() = ToMoney(total);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
