#include "services/supplies/lot_service.h"

#include "epiledger/supplies/v1/lot_service.pb.h"
#include "services/supplies/lot_queries.h"
#include "services/supplies/quarantine_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable LotMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  host::MethodSet set(backend, "epiledger.supplies.v1.LotService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Write<v1::CreateLotQuarantineRequest>{
      "CreateLotQuarantine", &host::AlwaysValid, &NeedsOfCreateLotQuarantine,
      &DecideCreateLotQuarantine});
  set.AddBatch("BatchCreateLotQuarantines", "CreateLotQuarantine");
  set.Add(host::Write<v1::ReleaseLotQuarantineRequest>{
      "ReleaseLotQuarantine", &host::AlwaysValid, &NeedsOfReleaseLotQuarantine,
      &DecideReleaseLotQuarantine});
  set.AddBatch("BatchReleaseLotQuarantines", "ReleaseLotQuarantine");
  set.Add(
      host::Read<v1::ListLotQuarantinesRequest, v1::ListLotQuarantinesResponse>{
          "ListLotQuarantines", &ListLotQuarantines, kInstant});
  set.Add(host::Read<v1::ListStoredLotsRequest, v1::ListStoredLotsResponse>{
      "ListStoredLots", &ListStoredLots, kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
