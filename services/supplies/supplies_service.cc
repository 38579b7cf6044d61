#include "services/supplies/supplies_service.h"

#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>

#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/ledger/recent_resources.h"
#include "services/supplies/catalogue_rules.h"
#include "services/supplies/catalogue_service.h"
#include "services/supplies/conservation_service.h"
#include "services/supplies/count_rules.h"
#include "services/supplies/count_sheet_service.h"
#include "services/supplies/equipment_service.h"
#include "services/supplies/evidence_service.h"
#include "services/supplies/fair_share_service.h"
#include "services/supplies/lot_service.h"
#include "services/supplies/movement_rules.h"
#include "services/supplies/need_service.h"
#include "services/supplies/register_rules.h"
#include "services/supplies/requisition_service.h"
#include "services/supplies/shipment_service.h"
#include "services/supplies/stock_index.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"
#include "services/supplies/trace_service.h"

namespace epiledger::supplies {
namespace {

using host::AlwaysValid;
using host::EffectiveAxis;
using host::NoNeeds;
using host::Read;
using host::Write;

void AddWrites(host::MethodSet& set) {
  set.Add(Write<v1::CreateItemRequest>{"CreateItem", &ValidateCreateItem,
                                       &NeedsOfCreateItem, &DecideCreateItem});
  set.AddBatch("BatchCreateItems", "CreateItem");
  set.Add(Write<v1::CreateStoreRequest>{"CreateStore", &AlwaysValid, &NoNeeds,
                                        &DecideCreateStore});
  set.Add(Write<v1::CreateMovementRequest>{
      "CreateMovement", &ValidateCreateMovement, &NeedsOfMovement,
      &DecideCreateMovement});
  set.Add(Write<v1::CreateCountRequest>{"CreateCount", &ValidateCreateCount,
                                        &NeedsOfCount, &DecideCreateCount});
  set.Add(Write<v1::ResolveTaskRequest>{"ResolveTask", &AlwaysValid, &NoNeeds,
                                        &DecideResolveTask});
  set.Add(Write<v1::UpdateSupplySettingsRequest>{
      "UpdateSupplySettings", &ValidateUpdateSupplySettings, &NoNeeds,
      &DecideUpdateSupplySettings});
}

void AddReads(host::MethodSet& set) {
  using enum EffectiveAxis;
  set.Add(Read<v1::GetItemRequest, v1::Item>{"GetItem", &GetItem, kInstant});
  set.Add(Read<v1::ListItemsRequest, v1::ListItemsResponse>{
      "ListItems", &ListItems, kInstant});
  set.Add(Read<v1::GetStoreRequest, v1::Store>{"GetStore", &GetStore});
  set.Add(Read<v1::ListStoresRequest, v1::ListStoresResponse>{"ListStores",
                                                              &ListStores});
  set.Add(Read<v1::GetSupplySettingsRequest, v1::SupplySettings>{
      "GetSupplySettings", &GetSupplySettings});
  set.Add(Read<v1::GetMovementRequest, v1::Movement>{"GetMovement",
                                                     &GetMovement, kInstant});
  set.Add(Read<v1::ListMovementsRequest, v1::ListMovementsResponse>{
      "ListMovements", &ListMovements, kInstant});
  set.Add(
      Read<v1::GetCountRequest, v1::Count>{"GetCount", &GetCount, kInstant});
  set.Add(Read<v1::ListCountsRequest, v1::ListCountsResponse>{
      "ListCounts", &ListCounts, kInstant});
  set.Add(Read<v1::ListTasksRequest, v1::ListTasksResponse>{
      "ListTasks", &ListTasks, kInstant});
  set.Add(Read<v1::ListStockRequest, v1::ListStockResponse>{
      "ListStock", &ListStock, kInstant});
  set.Add(Read<v1::GetFacilityStockRequest, v1::GetFacilityStockResponse>{
      "GetFacilityStock", &GetFacilityStock, kInstant});
  set.Add(Read<v1::GetItemStockRequest, v1::GetItemStockResponse>{
      "GetItemStock", &GetItemStock, kInstant});
  const auto recent = std::make_shared<ledger::RecentResources>(
      std::initializer_list<std::string_view>{kSettings, kItems, kStores,
                                              kReservations, kLotQuarantines,
                                              kEssentialLists, kRequisitions});
  set.Add(Read<v1::GetCountySummaryRequest, v1::CountySummary>{
      "GetCountySummary",
      [index = std::make_shared<StockIndex>(), recent](
          const v1::GetCountySummaryRequest& request,
          host::ReadContext& context) {
        return GetCountySummary(request, context, *index, *recent);
      },
      kInstant});
}

void Append(rpc::MethodTable more, rpc::MethodTable& methods) {
  methods.insert(methods.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

}  // namespace

rpc::MethodTable SuppliesMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.supplies.v1.SuppliesService",
                      {&OwnerOfResource, &OwnerOfAccount});
  AddWrites(set);
  AddReads(set);
  rpc::MethodTable methods = set.Take();
  Append(CatalogueMethods(backend), methods);
  Append(ConservationMethods(backend), methods);
  Append(CountSheetMethods(backend), methods);
  Append(EquipmentMethods(backend), methods);
  Append(EvidenceMethods(backend), methods);
  Append(FairShareMethods(backend), methods);
  Append(LotMethods(backend), methods);
  Append(NeedMethods(backend), methods);
  Append(RequisitionMethods(backend), methods);
  Append(ShipmentMethods(backend), methods);
  Append(TraceMethods(backend), methods);
  return methods;
}

}  // namespace epiledger::supplies
