#include "services/funding/cash_service.h"

#include "epiledger/funding/v1/age_service.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/arrival_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "services/funding/adjustment_queries.h"
#include "services/funding/age_queries.h"
#include "services/funding/arrival_queries.h"
#include "services/funding/cash_queries.h"
#include "services/funding/rules/adjustment_rules.h"
#include "services/funding/rules/arrival_rules.h"
#include "services/funding/rules/carry_over_rules.h"
#include "services/funding/rules/disbursement_rules.h"
#include "services/funding/rules/four_eyes.h"

namespace epiledger::funding {
namespace {

using host::EffectiveAxis;

rpc::MethodTable AdjustmentMethods(const host::Backend& backend) {
  host::MethodSet set(backend,
                      "epiledger.funding.v1.AppropriationAdjustmentService");
  set.Add(host::Write<v1::CreateAppropriationAdjustmentRequest>{
      "CreateAppropriationAdjustment", &host::AlwaysValid,
      &NeedsOfAppropriationAdjustment, &DecideCreateAppropriationAdjustment});
  set.AddBatch("BatchCreateAppropriationAdjustments",
               "CreateAppropriationAdjustment");
  set.Add(host::Read<v1::ListAppropriationAdjustmentsRequest,
                     v1::ListAppropriationAdjustmentsResponse>{
      "ListAppropriationAdjustments", &ListAppropriationAdjustments,
      EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable DisbursementMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.DisbursementService");
  set.Add(host::Write<v1::CreateDisbursementRequest>{
      "CreateDisbursement", &host::AlwaysValid, &NeedsOfDisbursement,
      &WithFourEyes<v1::CreateDisbursementRequest, &DecideCreateDisbursement>});
  set.AddBatch("BatchCreateDisbursements", "CreateDisbursement");
  set.Add(
      host::Read<v1::ListDisbursementsRequest, v1::ListDisbursementsResponse>{
          "ListDisbursements", &ListDisbursements, EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable CarryOverMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.CarryOverService");
  set.Add(host::Write<v1::CreateCarryOverRequest>{
      "CreateCarryOver", &ValidateCarryOver, &NeedsOfCarryOver,
      &WithFourEyes<v1::CreateCarryOverRequest, &DecideCreateCarryOver>});
  set.AddBatch("BatchCreateCarryOvers", "CreateCarryOver");
  set.Add(host::Read<v1::ListCarryOversRequest, v1::ListCarryOversResponse>{
      "ListCarryOvers", &ListCarryOvers, EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable ArrivalMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.ArrivalService");
  set.Add(host::Write<v1::RetryArrivalRequest>{
      "RetryArrival", &host::AlwaysValid, &NeedsOfRetry, &DecideRetryArrival});
  set.AddBatch("BatchRetryArrivals", "RetryArrival");
  set.Add(host::Write<v1::ResolveArrivalRequest>{
      "ResolveArrival", &host::AlwaysValid, &NeedsOfResolution,
      &DecideResolveArrival});
  set.AddBatch("BatchResolveArrivals", "ResolveArrival");
  set.Add(host::Read<v1::GetArrivalRequest, v1::Arrival>{
      "GetArrival", &GetArrival, EffectiveAxis::kDay});
  set.Add(host::Read<v1::ListArrivalsRequest, v1::ListArrivalsResponse>{
      "ListArrivals", &ListArrivals, EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable AgeMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.AgeService");
  set.Add(host::Read<v1::ListAgedMoneyRequest, v1::ListAgedMoneyResponse>{
      "ListAgedMoney", &ListAgedMoney, EffectiveAxis::kDay});
  return set.Take();
}

}  // namespace

rpc::MethodTable CashMethods(const host::Backend& backend) {
  rpc::MethodTable methods = AdjustmentMethods(backend);
  for (const auto& others :
       {DisbursementMethods(backend), CarryOverMethods(backend),
        ArrivalMethods(backend), AgeMethods(backend)}) {
    methods.insert(methods.end(), others.begin(), others.end());
  }
  return methods;
}

}  // namespace epiledger::funding
