#include "services/supplies/requisition_service.h"

#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "services/supplies/requisition_queries.h"
#include "services/supplies/requisition_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable RequisitionMethods(const host::Backend& backend) {
  using host::Read;
  using host::Write;
  host::MethodSet set(backend, "epiledger.supplies.v1.RequisitionService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(Write<v1::CreateRequisitionRequest>{
      "CreateRequisition", &ValidateCreateRequisition,
      &NeedsOfCreateRequisition, &DecideCreateRequisition});
  set.Add(Write<v1::GrantRequisitionRequest>{
      "GrantRequisition", &ValidateGrantRequisition, &NeedsOfGrantRequisition,
      &DecideGrantRequisition});
  set.AddBatch("BatchGrantRequisitions", "GrantRequisition");
  set.Add(Write<v1::RejectRequisitionRequest>{
      "RejectRequisition", &host::AlwaysValid, &NeedsOfRejectRequisition,
      &DecideRejectRequisition});
  set.Add(Write<v1::CancelRequisitionRequest>{
      "CancelRequisition", &host::AlwaysValid, &NeedsOfCancelRequisition,
      &DecideCancelRequisition});
  set.Add(Read<v1::GetRequisitionRequest, v1::Requisition>{"GetRequisition",
                                                           &GetRequisition});
  set.Add(Read<v1::ListRequisitionsRequest, v1::ListRequisitionsResponse>{
      "ListRequisitions", &ListRequisitions});
  return set.Take();
}

}  // namespace epiledger::supplies
