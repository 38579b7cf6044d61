#include "services/funding/proposal_methods.h"

#include "epiledger/funding/v1/proposal_service.pb.h"
#include "services/funding/proposal_queries.h"
#include "services/funding/rules/proposal_rules.h"

namespace epiledger::funding {

using host::AlwaysValid;
using host::NoNeeds;
using host::Read;
using host::Write;

rpc::MethodTable ProposalMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.ProposalService");
  set.Add(Write<v1::ApproveProposalRequest>{"ApproveProposal", &AlwaysValid,
                                            &NeedsOfProposal,
                                            &DecideApproveProposal});
  set.AddBatch("BatchApproveProposals", "ApproveProposal");
  set.Add(Write<v1::RejectProposalRequest>{
      "RejectProposal", &AlwaysValid, &NeedsOfProposal, &DecideRejectProposal});
  set.AddBatch("BatchRejectProposals", "RejectProposal");
  set.Add(Write<v1::WithdrawProposalRequest>{"WithdrawProposal", &AlwaysValid,
                                             &NeedsOfProposal,
                                             &DecideWithdrawProposal});
  set.AddBatch("BatchWithdrawProposals", "WithdrawProposal");
  set.Add(Write<v1::UpdateApprovalLimitsRequest>{"UpdateApprovalLimits",
                                                 &AlwaysValid, &NoNeeds,
                                                 &DecideUpdateApprovalLimits});
  set.AddBatch("BatchUpdateApprovalLimits", "UpdateApprovalLimits");
  set.Add(
      Read<v1::GetProposalRequest, v1::Proposal>{"GetProposal", &GetProposal});
  set.Add(Read<v1::ListProposalsRequest, v1::ListProposalsResponse>{
      "ListProposals", &ListProposals});
  set.Add(Read<v1::GetApprovalLimitsRequest, v1::ApprovalLimits>{
      "GetApprovalLimits", &GetApprovalLimits});
  set.Add(Read<v1::ListNearLimitsRequest, v1::ListNearLimitsResponse>{
      "ListNearLimits", &ListNearLimits});
  return set.Take();
}

}  // namespace epiledger::funding
