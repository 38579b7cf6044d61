// The lists of what a county's money is made of: funds, purposes,
// appropriations, documents, payments.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/adjustment_queries.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/refunded.h"
#include "services/funding/spelling.h"
#include "services/funding/totalled_list.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::ResourceRow;

void AddToTotal(const v1::Fund::Balance& part, v1::Fund::Balance& total) {
  *total.mutable_appropriated() =
      ToMoney(ToFen(total.appropriated()) + ToFen(part.appropriated()));
  *total.mutable_allocated() =
      ToMoney(ToFen(total.allocated()) + ToFen(part.allocated()));
  *total.mutable_available() =
      ToMoney(ToFen(total.available()) + ToFen(part.available()));
}

bool IsSpelt(const std::string& found, const std::string& asked) {
  return asked.empty() || FoldSpelling(found) == FoldSpelling(asked);
}

Amount AllocatedBy(const v1::AllocationDocument& document) {
  Amount sum = 0;
  for (const v1::Allocation& allocation : document.allocations()) {
    sum += ToFen(allocation.amount());
  }
  return sum;
}

}  // namespace

// A county has a handful of them.
absl::StatusOr<v1::ListFundsResponse> ListFunds(
    const v1::ListFundsRequest& request, ReadContext& context) {
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, "");
  if (!balances.ok()) return balances.status();
  v1::ListFundsResponse response;
  v1::Fund::Balance& total = *response.mutable_total();
  AddToTotal({}, total);
  std::vector<v1::Fund> funds;
  const absl::Status status =
      context.snapshot().List(kFunds, {}, [&](const ResourceRow& row) {
        v1::Fund fund;
        fund.ParseFromString(row.body);
        if (request.kind() != v1::Fund::KIND_UNSPECIFIED &&
            fund.kind() != request.kind()) {
          return absl::OkStatus();
        }
        *fund.mutable_balance() = FundBalance(*balances, row.name);
        AddToTotal(fund.balance(), total);
        funds.push_back(std::move(fund));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  response.set_total_size(static_cast<int64_t>(funds.size()));
  response.set_next_page_token(
      TakeNumberedPage(context, funds, *response.mutable_funds()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::ListPurposesResponse> ListPurposes(
    const v1::ListPurposesRequest&, ReadContext& context) {
  const TotalledList<v1::Purpose> list = {
      kPurposes,
      v1::LIST_ORDER_UNSPECIFIED,
      [](v1::Purpose&) { return true; },
      [](const v1::Purpose&) { return int64_t{0}; },
      [](const v1::Purpose&) { return Amount{0}; },
      [](const v1::Purpose&, Sums&) {}};
  v1::ListPurposesResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_purposes());
  if (!totals.ok()) return totals.status();
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListAppropriationsResponse> ListAppropriations(
    const v1::ListAppropriationsRequest& request, ReadContext& context) {
  const absl::StatusOr<Balances> adjusted = ReadAdjustments(context, "");
  if (!adjusted.ok()) return adjusted.status();
  const TotalledList<v1::Appropriation> list = {
      kAppropriations,
      request.order(),
      [&](v1::Appropriation& appropriation) {
        FillAdjusted(*adjusted, appropriation);
        return IsDatedByThen(appropriation, context) &&
               (request.fund().empty() ||
                appropriation.fund() == request.fund());
      },
      [](const v1::Appropriation& appropriation) {
        return ToPosition(DateOf(appropriation)).value();
      },
      [](const v1::Appropriation& appropriation) {
        return ToFen(appropriation.adjusted_amount());
      },
      [](const v1::Appropriation& appropriation, Sums& sums) {
        if (!Stands(appropriation)) return;
        sums[0] += ToFen(appropriation.amount());
        sums[1] += ToFen(appropriation.adjusted_amount());
      }};
  v1::ListAppropriationsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_appropriations());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_amount() = ToMoney(totals->sums[0]);
    *response.mutable_total_adjusted() = ToMoney(totals->sums[1]);
  }
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListAllocationDocumentsResponse> ListAllocationDocuments(
    const v1::ListAllocationDocumentsRequest& request, ReadContext& context) {
  // Of the document looked at last, whose allocations are not shown.
  Amount allocated = 0;
  const TotalledList<v1::AllocationDocument> list = {
      kDocuments,
      request.order(),
      [&](v1::AllocationDocument& document) {
        allocated = AllocatedBy(document);
        document.clear_allocations();
        return IsDatedByThen(document, context) &&
               IsSpelt(document.issuer(), request.issuer()) &&
               IsSpelt(document.number(), request.number());
      },
      [](const v1::AllocationDocument& document) {
        return ToPosition(DateOf(document)).value();
      },
      [&allocated](const v1::AllocationDocument&) { return allocated; },
      [&allocated](const v1::AllocationDocument& document, Sums& sums) {
        if (Stands(document)) sums[0] += allocated;
      }};
  v1::ListAllocationDocumentsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_allocation_documents());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_allocated() = ToMoney(totals->sums[0]);
  }
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListPaymentsResponse> ListPayments(
    const v1::ListPaymentsRequest& request, ReadContext& context) {
  if (!request.allocation().empty()) {
    const auto allocation = GetDated<v1::Allocation>(
        context, kAllocations, AllocationKey(request.allocation()),
        request.allocation());
    if (!allocation.ok()) return allocation.status();
  }
  const absl::StatusOr<Balances> balances =
      ReadPaid(context, AllocationKey(request.allocation()));
  if (!balances.ok()) return balances.status();
  auto list = DatedList<v1::Payment>(
      context, kPayments, request.order(), [&](const v1::Payment& payment) {
        return request.allocation().empty() ||
               payment.allocation() == request.allocation();
      });
  const auto fits = std::move(list.fits);
  list.fits = [&](v1::Payment& payment) {
    FillRefunded(*balances, payment);
    return fits(payment);
  };
  v1::ListPaymentsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_payments());
  if (!totals.ok()) return totals.status();
  // The accounts tell it, however many there are.
  *response.mutable_total_amount() = ToMoney(SumOfPaid(*balances));
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
