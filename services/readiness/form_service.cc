#include "services/readiness/form_service.h"

#include "services/readiness/form_queries.h"
#include "services/readiness/form_rules.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_totals_queries.h"

namespace epiledger::readiness {

using host::EffectiveAxis;
using host::NoNeeds;
using host::Read;
using host::Write;

rpc::MethodTable FormMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.FormService",
                      {&OwnerOfResource});
  set.Add(Write<v1::SetIndicatorRequest>{"SetIndicator", &ValidateSetIndicator,
                                         &NoNeeds<v1::SetIndicatorRequest>,
                                         &DecideSetIndicator});
  set.AddBatch("BatchSetIndicators", "SetIndicator");
  set.Add(Write<v1::AddFormVersionRequest>{
      "AddFormVersion", &ValidateAddFormVersion,
      &NoNeeds<v1::AddFormVersionRequest>, &DecideAddFormVersion});
  set.AddBatch("BatchAddFormVersions", "AddFormVersion");
  set.Add(Read<v1::GetIndicatorRequest, v1::Indicator>{"GetIndicator",
                                                       &GetIndicator});
  set.Add(Read<v1::ListIndicatorsRequest, v1::ListIndicatorsResponse>{
      "ListIndicators", &ListIndicators});
  set.Add(Read<v1::GetFormRequest, v1::Form>{"GetForm", &GetForm});
  set.Add(Read<v1::ListFormsRequest, v1::ListFormsResponse>{"ListForms",
                                                            &ListForms});
  return set.Take();
}

rpc::MethodTable ReportTotalsMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.ReportTotalsService",
                      {&OwnerOfResource});
  set.Add(Read<v1::ListIndicatorTotalsRequest, v1::ListIndicatorTotalsResponse>{
      "ListIndicatorTotals", &ListIndicatorTotals, EffectiveAxis::kDay});
  set.Add(Read<v1::ListReportCountsRequest, v1::ListReportCountsResponse>{
      "ListReportCounts", &ListReportCounts, EffectiveAxis::kDay});
  return set.Take();
}

}  // namespace epiledger::readiness
