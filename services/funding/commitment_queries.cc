#include "services/funding/commitment_queries.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/commitment_figures.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
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
             commitment.allocation() != request.allocation())) {
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
  host::PageRoom room(context.page_size());
  std::string last;
  bool has_more = false;
  for (v1::Commitment& commitment : *found) {
    AddTo(commitment.balance(), *response.mutable_total());
    const std::string key(rpc::LastSegment(commitment.name()));
    if (key <= context.cursor()) continue;
    has_more = has_more || room.IsFull();
    if (has_more) continue;
    room.Take(commitment.ByteSizeLong());
    last = key;
    *response.add_commitments() = std::move(commitment);
  }
  if (has_more) response.set_next_page_token(context.NextPageToken(last));
  response.set_total_size(static_cast<int64_t>(found->size()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::ListAccrualsResponse> ListAccruals(
    const v1::ListAccrualsRequest& request, ReadContext& context) {
  v1::ListAccrualsResponse response;
  absl::StatusOr<std::string> next = ListDated<v1::Accrual>(
      context, kAccruals, *response.mutable_accruals(),
      [&request](const v1::Accrual& accrual) {
        return request.commitment().empty() ||
               accrual.commitment() == request.commitment();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::ListRefundsResponse> ListRefunds(
    const v1::ListRefundsRequest& request, ReadContext& context) {
  v1::ListRefundsResponse response;
  absl::StatusOr<std::string> next =
      ListDated<v1::Refund>(context, kRefunds, *response.mutable_refunds(),
                            [&request](const v1::Refund& refund) {
                              return request.payment().empty() ||
                                     refund.payment() == request.payment();
                            });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
