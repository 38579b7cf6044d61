#include "services/supplies/fair_share_service.h"

#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "services/supplies/fair_share_queries.h"
#include "services/supplies/fair_share_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable FairShareMethods(const host::Backend& backend) {
  using host::Read;
  using host::Write;
  host::MethodSet set(backend, "epiledger.supplies.v1.FairShareService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(Read<v1::SuggestFairShareRequest, v1::SuggestFairShareResponse>{
      "SuggestFairShare", &SuggestFairShare});
  set.Add(Write<v1::CreateFairShareRequest>{
      "CreateFairShare", &ValidateCreateFairShare, &NeedsOfCreateFairShare,
      &DecideCreateFairShare});
  set.Add(Write<v1::ReviseFairShareRequest>{
      "ReviseFairShare", &ValidateReviseFairShare, &NeedsOfReviseFairShare,
      &DecideReviseFairShare});
  set.Add(Write<v1::ApproveFairShareRequest>{
      "ApproveFairShare", &host::AlwaysValid, &NeedsOfApproveFairShare,
      &DecideApproveFairShare});
  set.Add(Write<v1::WithdrawFairShareRequest>{
      "WithdrawFairShare", &host::AlwaysValid, &NeedsOfWithdrawFairShare,
      &DecideWithdrawFairShare});
  set.Add(Read<v1::GetFairShareRequest, v1::FairShare>{"GetFairShare",
                                                       &GetFairShare});
  set.Add(Read<v1::ListFairSharesRequest, v1::ListFairSharesResponse>{
      "ListFairShares", &ListFairShares});
  return set.Take();
}

}  // namespace epiledger::supplies
