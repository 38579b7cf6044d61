#include "services/funding/proposal_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/approval_limits.h"
#include "services/funding/totalled_list.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using v1::Proposal;

// Sets what time alone makes of a proposal.
void Age(absl::Time time, Proposal& proposal) {
  proposal.set_age_hours(
      absl::ToInt64Hours(time - ToTime(proposal.propose_time())));
  if (proposal.state() == Proposal::STATE_OPEN &&
      time >= ToTime(proposal.expire_time())) {
    proposal.set_state(Proposal::STATE_EXPIRED);
  }
}

bool IsListed(const Proposal& proposal, const v1::ListProposalsRequest& request,
              absl::Time time) {
  const bool expires_in_time =
      request.expiring_hours() == 0 ||
      (proposal.state() == Proposal::STATE_OPEN &&
       ToTime(proposal.expire_time()) <=
           time + absl::Hours(request.expiring_hours()));
  return expires_in_time &&
         (request.allocation().empty() ||
          proposal.allocation() == request.allocation()) &&
         (request.state() == Proposal::STATE_UNSPECIFIED ||
          proposal.state() == request.state());
}

template <typename Resource>
ledger::Amount AmountOf(const Resource& resource) {
  return ToFen(resource.amount());
}

// What was asked for or near a limit stays so, whatever became of it.
template <typename Resource>
void AddAmount(const Resource& resource, Sums& sums) {
  sums[0] += ToFen(resource.amount());
}

template <typename Response>
void SetAmounts(ReadContext& context, ListTotals& totals, Response& response) {
  if (totals.size.has_value()) {
    *response.mutable_total_amount() = ToMoney(totals.sums[0]);
  }
  SetTotals(context, totals, response);
}

}  // namespace

absl::StatusOr<Proposal> GetProposal(const v1::GetProposalRequest& request,
                                     ReadContext& context) {
  auto proposal = host::GetOne<Proposal>(
      context, kProposals, rpc::LastSegment(request.name()), request.name());
  if (!proposal.ok()) return proposal;
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  Age(*time, *proposal);
  return proposal;
}

absl::StatusOr<v1::ListProposalsResponse> ListProposals(
    const v1::ListProposalsRequest& request, ReadContext& context) {
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  const TotalledList<Proposal> list = {
      kProposals,
      request.order(),
      [&](Proposal& proposal) {
        Age(*time, proposal);
        return IsListed(proposal, request, *time);
      },
      [](const Proposal& proposal) {
        return absl::ToUnixMicros(ToTime(proposal.propose_time()));
      },
      &AmountOf<Proposal>,
      &AddAmount<Proposal>};
  v1::ListProposalsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_proposals());
  if (!totals.ok()) return totals.status();
  SetAmounts(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ApprovalLimits> GetApprovalLimits(
    const v1::GetApprovalLimitsRequest&, ReadContext& context) {
  auto limits = context.snapshot().Get<v1::ApprovalLimits>(kApprovalLimits,
                                                           kApprovalLimitsKey);
  if (!limits.ok()) return limits.status();
  return limits->has_value() ? **std::move(limits)
                             : DefaultApprovalLimits(context.county());
}

absl::StatusOr<v1::ListNearLimitsResponse> ListNearLimits(
    const v1::ListNearLimitsRequest& request, ReadContext& context) {
  const TotalledList<v1::NearLimit> list = {
      kNearLimits,
      request.order(),
      [&request](v1::NearLimit& near) {
        return request.allocation().empty() ||
               near.allocation() == request.allocation();
      },
      [](const v1::NearLimit& near) {
        return absl::ToUnixMicros(ToTime(near.record_time()));
      },
      &AmountOf<v1::NearLimit>,
      &AddAmount<v1::NearLimit>};
  v1::ListNearLimitsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_near_limits());
  if (!totals.ok()) return totals.status();
  SetAmounts(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
