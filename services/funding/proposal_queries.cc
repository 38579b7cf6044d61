#include "services/funding/proposal_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/approval_limits.h"
#include "services/funding/timestamps.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using v1::Proposal;

// The recorded time that an answer speaks of: the one asked about, that of the
// entry asked about, or now.
absl::StatusOr<absl::Time> TimeAsked(ReadContext& context) {
  if (context.recorded_time().has_value()) return *context.recorded_time();
  if (context.snapshot().sequence() < context.snapshot().head().sequence) {
    return context.DataTime();
  }
  return context.now();
}

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

}  // namespace

absl::StatusOr<Proposal> GetProposal(const v1::GetProposalRequest& request,
                                     ReadContext& context) {
  auto proposal = host::GetOne<Proposal>(
      context, kProposals, rpc::LastSegment(request.name()), request.name());
  if (!proposal.ok()) return proposal;
  const absl::StatusOr<absl::Time> time = TimeAsked(context);
  if (!time.ok()) return time.status();
  Age(*time, *proposal);
  return proposal;
}

absl::StatusOr<v1::ListProposalsResponse> ListProposals(
    const v1::ListProposalsRequest& request, ReadContext& context) {
  const absl::StatusOr<absl::Time> time = TimeAsked(context);
  if (!time.ok()) return time.status();
  v1::ListProposalsResponse response;
  absl::StatusOr<std::string> next =
      ListFitting<Proposal>(context, kProposals, *response.mutable_proposals(),
                            [&](Proposal& proposal) {
                              Age(*time, proposal);
                              return IsListed(proposal, request, *time);
                            });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
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
  v1::ListNearLimitsResponse response;
  absl::StatusOr<std::string> next = ListFitting<v1::NearLimit>(
      context, kNearLimits, *response.mutable_near_limits(),
      [&](v1::NearLimit& near) {
        return request.allocation().empty() ||
               near.allocation() == request.allocation();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
