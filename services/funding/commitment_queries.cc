#include "services/funding/commitment_queries.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/commitment_figures.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/totalled_list.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::ResourceRow;

// All commitments that the request asks for and that are dated by the day, with
// their figures, in order.
absl::StatusOr<std::vector<v1::Commitment>> FindCommitments(
    const v1::ListCommitmentsRequest& request, ReadContext& context) {
  std::vector<v1::Commitment> found;
  // Whose accounts tell of them; those of all where all are asked for.
  std::set<std::string> allocations;
  if (request.allocation().empty()) allocations.insert("");
  const absl::Status status =
      context.snapshot().List(kCommitments, {}, [&](const ResourceRow& row) {
        v1::Commitment commitment;
        commitment.ParseFromString(row.body);
        ShowOnDay(context, commitment);
        if (!IsDatedByThen(commitment, context) ||
            (!request.allocation().empty() &&
             commitment.allocation() != request.allocation()) ||
            !commitment.supplier().starts_with(request.supplier_prefix())) {
          return absl::OkStatus();
        }
        DropLaterReversal(context, commitment);
        if (!request.allocation().empty()) {
          allocations.merge(AllocationsOf(commitment));
        }
        found.push_back(std::move(commitment));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  const absl::StatusOr<Balances> balances =
      ReadStageBalances(context, allocations);
  if (!balances.ok()) return balances.status();
  for (v1::Commitment& commitment : found) FillBalances(*balances, commitment);
  if (request.open_only()) {
    std::erase_if(found, [](const v1::Commitment& commitment) {
      return !IsOpen(commitment.balance());
    });
  }
  return found;
}

Amount OpenOf(const v1::Commitment& commitment) {
  const v1::Commitment::Balance& balance = commitment.balance();
  return ToFen(balance.held()) + ToFen(balance.prepaid()) +
         ToFen(balance.accrued());
}

void Sort(v1::ListOrder order, std::vector<v1::Commitment>& found) {
  if (order == v1::LIST_ORDER_UNSPECIFIED) return;
  const auto rank = [order](const v1::Commitment& one) {
    return RankOf(order, ToPosition(DateOf(one)).value(), OpenOf(one));
  };
  std::stable_sort(found.begin(), found.end(),
                   [&rank](const v1::Commitment& a, const v1::Commitment& b) {
                     return rank(a) < rank(b);
                   });
}

}  // namespace

absl::StatusOr<v1::Commitment> GetCommitment(
    const v1::GetCommitmentRequest& request, ReadContext& context) {
  auto commitment = GetDated<v1::Commitment>(
      context, kCommitments, rpc::LastSegment(request.name()), request.name());
  if (!commitment.ok()) return commitment;
  ShowOnDay(context, *commitment);
  const absl::StatusOr<Balances> balances =
      ReadStageBalances(context, AllocationsOf(*commitment));
  if (!balances.ok()) return balances.status();
  FillBalances(*balances, *commitment);
  return commitment;
}

absl::StatusOr<v1::ListCommitmentsResponse> ListCommitments(
    const v1::ListCommitmentsRequest& request, ReadContext& context) {
  auto found = FindCommitments(request, context);
  if (!found.ok()) return found.status();
  v1::ListCommitmentsResponse response;
  *response.mutable_total() = ZeroStages();
  for (const v1::Commitment& commitment : *found) {
    AddTo(commitment.balance(), *response.mutable_total());
  }
  response.set_total_size(static_cast<int64_t>(found->size()));
  Sort(request.order(), *found);
  response.set_next_page_token(
      TakeNumberedPage(context, *found, *response.mutable_commitments()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

namespace {

template <typename Response, typename Resource>
absl::StatusOr<Response> ListAmounts(
    ReadContext& context, const TotalledList<Resource>& list,
    google::protobuf::RepeatedPtrField<Resource>* (Response::*field)()) {
  Response response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *(response.*field)());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_amount() = ToMoney(totals->sums[0]);
  }
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace

absl::StatusOr<v1::ListAccrualsResponse> ListAccruals(
    const v1::ListAccrualsRequest& request, ReadContext& context) {
  return ListAmounts(context,
                     DatedList<v1::Accrual>(
                         context, kAccruals, request.order(),
                         [&request](const v1::Accrual& accrual) {
                           return request.commitment().empty() ||
                                  accrual.commitment() == request.commitment();
                         }),
                     &v1::ListAccrualsResponse::mutable_accruals);
}

absl::StatusOr<v1::ListRefundsResponse> ListRefunds(
    const v1::ListRefundsRequest& request, ReadContext& context) {
  return ListAmounts(
      context,
      DatedList<v1::Refund>(context, kRefunds, request.order(),
                            [&request](const v1::Refund& refund) {
                              return request.payment().empty() ||
                                     refund.payment() == request.payment();
                            }),
      &v1::ListRefundsResponse::mutable_refunds);
}

}  // namespace epiledger::funding
