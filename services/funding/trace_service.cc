#include "services/funding/trace_service.h"

#include "epiledger/funding/v1/trace_service.pb.h"
#include "services/funding/trace_queries.h"

namespace epiledger::funding {

rpc::MethodTable TraceMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  host::MethodSet set(backend, "epiledger.funding.v1.MoneyTraceService");
  set.Add(host::Read<v1::TraceMoneyRequest, v1::TraceMoneyResponse>{
      "TraceMoney", &TraceMoney, kDay});
  set.Add(
      host::Read<v1::ListOpenOrderLinesRequest, v1::ListOpenOrderLinesResponse>{
          "ListOpenOrderLines", &ListOpenOrderLines, kDay});
  return set.Take();
}

}  // namespace epiledger::funding
