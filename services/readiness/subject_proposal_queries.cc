#include "services/readiness/subject_proposal_queries.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/host/listing.h"
#include "services/host/resource_reads.h"
#include "services/readiness/api_time.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {

using host::ReadContext;
using v1::SubjectProposal;

namespace {

// Sets what time alone makes of a proposal.
void AgeTo(absl::Time time, SubjectProposal& proposal) {
  proposal.set_age_hours(
      absl::ToInt64Hours(time - ToTime(proposal.propose_time())));
  if (proposal.state() == SubjectProposal::STATE_OPEN &&
      time >= ToTime(proposal.expire_time())) {
    proposal.set_state(SubjectProposal::STATE_EXPIRED);
  }
}

bool IsAskedFor(const SubjectProposal& proposal,
                const v1::ListSubjectProposalsRequest& request) {
  return (request.subject().empty() ||
          proposal.subject() == request.subject()) &&
         (request.state() == SubjectProposal::STATE_UNSPECIFIED ||
          proposal.state() == request.state());
}

// Says what the persons of proposals are called: whom each is about, and whom
// a token was handed to.
absl::Status NameAll(ReadContext& context,
                     const std::vector<SubjectProposal*>& proposals) {
  std::vector<std::string> ids;
  for (const SubjectProposal* proposal : proposals) {
    ids.emplace_back(rpc::LastSegment(proposal->subject()));
    if (proposal->has_token()) ids.push_back(proposal->token().handed_to());
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (SubjectProposal* proposal : proposals) {
    proposal->set_display_name(people->NameOf(proposal->subject()));
    if (proposal->has_token()) people->Fill(*proposal->mutable_token());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SubjectProposal> GetSubjectProposal(
    const v1::GetSubjectProposalRequest& request, ReadContext& context) {
  auto proposal = host::GetOne<SubjectProposal>(
      context, kSubjectProposals, rpc::LastSegment(request.name()),
      request.name());
  if (!proposal.ok()) return proposal;
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  AgeTo(*time, *proposal);
  const absl::Status named = NameAll(context, {&*proposal});
  if (!named.ok()) return named;
  return proposal;
}

absl::StatusOr<v1::ListSubjectProposalsResponse> ListSubjectProposals(
    const v1::ListSubjectProposalsRequest& request, ReadContext& context) {
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  v1::ListSubjectProposalsResponse response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kSubjectProposals, "",
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        SubjectProposal proposal;
        proposal.ParseFromString(row.body);
        AgeTo(*time, proposal);
        if (!IsAskedFor(proposal, request)) return std::nullopt;
        const size_t bytes = proposal.ByteSizeLong();
        *response.add_subject_proposals() = std::move(proposal);
        return bytes;
      });
  if (!next.ok()) return next.status();
  auto& proposals = *response.mutable_subject_proposals();
  const absl::Status named =
      NameAll(context, {proposals.pointer_begin(), proposals.pointer_end()});
  if (!named.ok()) return named;
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::readiness
