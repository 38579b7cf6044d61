#include "services/funding/funding_queries.h"

#include <string>
#include <utility>
#include <vector>

#include "services/funding/adjustment_queries.h"
#include "services/funding/allocation_states.h"
#include "services/funding/answer_room.h"
#include "services/funding/closings.h"
#include "services/funding/dated_reads.h"
#include "services/funding/day_asked.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/refunded.h"
#include "services/host/resource_reads.h"
#include "services/limits.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

// Sets what became of a document's allocations, and their totals; those that
// find no room are left out.
absl::Status FillAllocations(ReadContext& context, ledger::Position day,
                             v1::AllocationDocument& document) {
  const std::string_view key = rpc::LastSegment(document.name());
  const absl::StatusOr<Figures> figures = ReadAllocationFigures(context, key);
  if (!figures.ok()) return figures.status();
  const absl::StatusOr<Closings> closings = ReadClosings(context, key);
  if (!closings.ok()) return closings.status();
  PurposeFigures total;
  AnswerRoom room(limits::kMaxAnswerBytes);
  for (v1::Allocation& allocation : *document.mutable_allocations()) {
    const FiguresByPurpose& purposes = FiguresOf(*figures, allocation);
    total += SumOf(purposes);
    if (room.IsFull()) continue;
    FillClosing(*closings, allocation);
    DropLaterReversal(context, allocation);
    ShowFigures(purposes, day, allocation);
    room.Take(allocation.ByteSizeLong());
  }
  document.set_allocation_count(document.allocations_size());
  *document.mutable_total() = BalanceOf(total);
  room.Cut(*document.mutable_allocations());
  return absl::OkStatus();
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

absl::StatusOr<v1::AllocationDocument> GetAllocationDocument(
    const v1::GetAllocationDocumentRequest& request, ReadContext& context) {
  auto document = GetDated<v1::AllocationDocument>(
      context, kDocuments, rpc::LastSegment(request.name()), request.name());
  if (!document.ok()) return document;
  const auto day = DayAsked(request.as_of(), context);
  if (!day.ok()) return day.status();
  const absl::Status status = FillAllocations(context, *day, *document);
  if (!status.ok()) return status;
  return document;
}

absl::StatusOr<v1::Allocation> GetAllocation(
    const v1::GetAllocationRequest& request, ReadContext& context) {
  const std::string key = AllocationKey(request.name());
  auto allocation =
      GetDated<v1::Allocation>(context, kAllocations, key, request.name());
  if (!allocation.ok()) return allocation;
  const absl::StatusOr<Figures> figures = ReadAllocationFigures(context, key);
  if (!figures.ok()) return figures.status();
  const auto day = DayAsked(request.as_of(), context);
  if (!day.ok()) return day.status();
  DropLaterClosing(context, *allocation);
  ShowFigures(FiguresOf(*figures, *allocation), *day, *allocation);
  return allocation;
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

}  // namespace epiledger::funding
