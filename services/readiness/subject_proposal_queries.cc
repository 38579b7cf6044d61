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

// Says what the persons of a page are called.
absl::Status NameAll(ReadContext& context,
                     v1::ListSubjectProposalsResponse& response) {
  std::vector<std::string> ids;
  for (const SubjectProposal& proposal : response.subject_proposals()) {
    ids.emplace_back(rpc::LastSegment(proposal.subject()));
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (auto& proposal : *response.mutable_subject_proposals()) {
    proposal.set_display_name(
        people->ContactOf(proposal.subject()).display_name());
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
  const absl::StatusOr<People> people = People::Read(
      context, {std::string(rpc::LastSegment(proposal->subject()))});
  if (!people.ok()) return people.status();
  proposal->set_display_name(
      people->ContactOf(proposal->subject()).display_name());
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
  const absl::Status named = NameAll(context, response);
  if (!named.ok()) return named;
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::readiness
