#include "services/funding/correction_methods.h"

#include "services/funding/reversal_queries.h"
#include "services/funding/rules/period_rules.h"
#include "services/funding/rules/reversal_rules.h"

namespace epiledger::funding {

using host::AlwaysValid;
using host::NoNeeds;
using host::Read;
using host::Write;

rpc::MethodTable ReversalMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.ReversalService");
  set.Add(Write<v1::ReverseEntryRequest>{
      "ReverseEntry", &AlwaysValid, &NeedsOfReversal, &DecideReverseEntry});
  set.AddBatch("BatchReverseEntries", "ReverseEntry");
  set.Add(
      Read<v1::GetReversalRequest, v1::Reversal>{"GetReversal", &GetReversal});
  set.Add(Read<v1::ListReversalsRequest, v1::ListReversalsResponse>{
      "ListReversals", &ListReversals});
  return set.Take();
}

rpc::MethodTable PeriodMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.PeriodService");
  set.Add(Write<v1::ClosePeriodRequest>{"ClosePeriod", &ValidateClosePeriod,
                                        &NoNeeds, &DecideClosePeriod});
  set.AddBatch("BatchClosePeriods", "ClosePeriod");
  set.Add(Write<v1::ReopenPeriodRequest>{"ReopenPeriod", &ValidateReopenPeriod,
                                         &NoNeeds, &DecideReopenPeriod});
  set.AddBatch("BatchReopenPeriods", "ReopenPeriod");
  set.Add(Read<v1::ListPeriodsRequest, v1::ListPeriodsResponse>{"ListPeriods",
                                                                &ListPeriods});
  return set.Take();
}

}  // namespace epiledger::funding
