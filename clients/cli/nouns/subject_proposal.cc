#include "clients/cli/command/show.h"
#include "clients/cli/nouns/handed_token.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"
#include "epiledger/readiness/v1/subject_proposal_service.pb.h"

namespace epiledger::cli {
namespace {

View SubjectProposalView(std::string_view rows) {
  return {rows,
          {"name", "state", "kind", "subject", "display_name",
           "lifetime_seconds", "proposer", "propose_time", "expire_time",
           "decider", "decide_time", "reason", "digest"}};
}

// All that a person must see before they approve it.
std::vector<View> WholeSubjectProposal() {
  return {SubjectProposalView(""),
          {"before", {"roles", "facility"}, "MAY_DO_NOW"},
          {"after", {"roles", "facility"}, "COULD_DO_THEN"},
          {"token",
           {"name", "handed_to", "handed_to_name", "expire_time"},
           "WAS_ISSUED"}};
}

// The proposal as it ended; the token, where there is one, apart.
absl::Status ShowApproved(Session& session, const Arguments& arguments,
                          const google::protobuf::Message& message) {
  const auto& response =
      static_cast<const readiness::v1::ApproveSubjectProposalResponse&>(
          message);
  if (response.bearer_token().empty()) {
    return Show(session, {SubjectProposalView("proposal")}, response);
  }
  return HandOver(session, arguments, response.bearer_token(),
                  {SubjectProposalView("proposal")}, response);
}

CommandTable SubjectProposalReads() {
  return {
      {.noun = "subject-proposal",
       .verb = "list",
       .method = "epiledger.readiness.v1.SubjectProposalService."
                 "ListSubjectProposals",
       .flags = {{"--subject", "subject"}, {"--state", "state"}},
       .views = {{"subject_proposals",
                  {"name", "state", "kind", "subject", "display_name",
                   "before.roles", "after.roles", "after.facility", "proposer",
                   "age_hours", "expire_time"}}},
       .example = "subject-proposal list --state open"},
      {.noun = "subject-proposal",
       .verb = "get",
       .method =
           "epiledger.readiness.v1.SubjectProposalService.GetSubjectProposal",
       .flags = {{"PROPOSAL", "name"}},
       .views = WholeSubjectProposal(),
       .example = "subject-proposal get 7f2c01aa-0000000041"},
  };
}

CommandTable SubjectProposalWrites() {
  return {
      {.noun = "subject-proposal",
       .verb = "approve",
       .method = "epiledger.readiness.v1.SubjectProposalService."
                 "ApproveSubjectProposal",
       .flags = {{"PROPOSAL", "name"}, {"--digest", "digest"}, {"--out", ""}},
       .example = "subject-proposal approve 7f2c01aa-0000000041 --digest "
                  "0f343b0931126a20f133d67c2b018a3b"
                  "0f343b0931126a20f133d67c2b018a3b",
       .show = ShowApproved},
      {.noun = "subject-proposal",
       .verb = "reject",
       .method = "epiledger.readiness.v1.SubjectProposalService."
                 "RejectSubjectProposal",
       .flags = {{"PROPOSAL", "name"}, {"--reason", "reason"}},
       .views = {SubjectProposalView("proposal")},
       .example = "subject-proposal reject 7f2c01aa-0000000041 --reason "
                  "无此人员"},
      {.noun = "subject-proposal",
       .verb = "withdraw",
       .method = "epiledger.readiness.v1.SubjectProposalService."
                 "WithdrawSubjectProposal",
       .flags = {{"PROPOSAL", "name"}, {"--reason", "reason"}},
       .views = {SubjectProposalView("proposal")},
       .example = "subject-proposal withdraw 7f2c01aa-0000000041"},
  };
}

}  // namespace

View ProposedSubjectView() {
  return {"proposal",
          {"name", "kind", "subject", "before.roles", "after.roles",
           "after.facility", "lifetime_seconds", "expire_time", "digest"},
          "WAITS_FOR_SECOND_PERSON"};
}

CommandTable SubjectProposalCommands() {
  CommandTable commands = SubjectProposalReads();
  for (Command& command : SubjectProposalWrites()) {
    commands.push_back(std::move(command));
  }
  return commands;
}

}  // namespace epiledger::cli
