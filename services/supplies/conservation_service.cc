#include "services/supplies/conservation_service.h"

#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "google/protobuf/message.h"
#include "services/supplies/conservation_queries.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable ConservationMethods(const host::Backend& backend) {
  // The read itself uses nothing that would have the linker keep the file.
  google::protobuf::LinkMessageReflection<v1::GetConservationRequest>();
  host::MethodSet set(backend, "epiledger.supplies.v1.ConservationService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Read<v1::GetConservationRequest, v1::Conservation>{
      "GetConservation", &GetConservation, host::EffectiveAxis::kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
