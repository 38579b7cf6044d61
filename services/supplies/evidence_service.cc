#include "services/supplies/evidence_service.h"

#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "services/supplies/essential_list_rules.h"
#include "services/supplies/evidence_queries.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable EvidenceMethods(const host::Backend& backend) {
  using host::Read;
  using host::Write;
  // Asked of a request, so that the file that declares the service is linked.
  host::MethodSet set(backend,
                      v1::SetEssentialListRequest::descriptor()
                          ->file()
                          ->service(0)
                          ->full_name(),
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(Write<v1::SetEssentialListRequest>{
      "SetEssentialList", &ValidateSetEssentialList, &NeedsOfSetEssentialList,
      &DecideSetEssentialList});
  set.AddBatch("BatchSetEssentialLists", "SetEssentialList");
  set.Add(Read<v1::GetEssentialListRequest, v1::EssentialList>{
      "GetEssentialList", &GetEssentialList});
  set.Add(Read<v1::ListEssentialListsRequest, v1::ListEssentialListsResponse>{
      "ListEssentialLists", &ListEssentialLists});
  set.Add(Read<v1::ListSupplyEvidenceRequest, v1::ListSupplyEvidenceResponse>{
      "ListSupplyEvidence", &ListSupplyEvidence,
      host::EffectiveAxis::kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
