#include "services/supplies/trace_service.h"

#include "epiledger/supplies/v1/trace_service.pb.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/trace_queries.h"

namespace epiledger::supplies {

rpc::MethodTable TraceMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  host::MethodSet set(backend, "epiledger.supplies.v1.GoodsTraceService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Read<v1::TraceGoodsRequest, v1::TraceGoodsResponse>{
      "TraceGoods", &TraceGoods, kInstant});
  set.Add(host::Read<v1::ListDonationsRequest, v1::ListDonationsResponse>{
      "ListDonations", &ListDonations, kInstant});
  set.Add(host::Read<v1::ListUnfundedReceiptsRequest,
                     v1::ListUnfundedReceiptsResponse>{
      "ListUnfundedReceipts", &ListUnfundedReceipts, kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
