#include "services/supplies/need_service.h"

#include "epiledger/supplies/v1/need_service.pb.h"
#include "services/supplies/need_queries.h"
#include "services/supplies/stock_level_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable NeedMethods(const host::Backend& backend) {
  using host::Read;
  using host::Write;
  // Asked of a request, so that the file that declares the service is linked.
  host::MethodSet set(
      backend,
      v1::SetStockLevelRequest::descriptor()->file()->service(0)->full_name(),
      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(Write<v1::SetStockLevelRequest>{
      "SetStockLevel", &ValidateSetStockLevel, &NeedsOfSetStockLevel,
      &DecideSetStockLevel});
  set.AddBatch("BatchSetStockLevels", "SetStockLevel");
  set.Add(Read<v1::ListStockLevelsRequest, v1::ListStockLevelsResponse>{
      "ListStockLevels", &ListStockLevels});
  set.Add(
      Read<v1::ListOrderSuggestionsRequest, v1::ListOrderSuggestionsResponse>{
          "ListOrderSuggestions", &ListOrderSuggestions});
  set.Add(Read<v1::GetStockHistoryRequest, v1::GetStockHistoryResponse>{
      "GetStockHistory", &GetStockHistory, host::EffectiveAxis::kInstant});
  set.Add(Read<v1::GetItemHistoryRequest, v1::GetItemHistoryResponse>{
      "GetItemHistory", &GetItemHistory, host::EffectiveAxis::kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
