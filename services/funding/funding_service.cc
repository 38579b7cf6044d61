#include "services/funding/funding_service.h"

#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/funding/funding_queries.h"
#include "services/funding/funding_rules.h"

namespace epiledger::funding {
namespace {

using host::AlwaysValid;
using host::EffectiveAxis;
using host::NoNeeds;
using host::Read;
using host::Write;

void AddWrites(host::MethodSet& set) {
  set.Add(Write<v1::CreateFundRequest>{"CreateFund", &AlwaysValid, &NoNeeds,
                                       &DecideCreateFund});
  set.Add(Write<v1::CreatePurposeRequest>{
      "CreatePurpose", &ValidateCreatePurpose, &NoNeeds, &DecideCreatePurpose});
  set.Add(Write<v1::CreateAppropriationRequest>{
      "CreateAppropriation", &AlwaysValid, &NeedsOfAppropriation,
      &DecideCreateAppropriation});
  set.Add(Write<v1::CreateAllocationDocumentRequest>{
      "CreateAllocationDocument", &ValidateCreateAllocationDocument,
      &NeedsOfAllocationDocument, &DecideCreateAllocationDocument});
  set.Add(Write<v1::CreatePaymentRequest>{
      "CreatePayment", &AlwaysValid, &NeedsOfPayment, &DecideCreatePayment});
  set.AddBatch("BatchCreatePayments", "CreatePayment");
}

void AddReads(host::MethodSet& set) {
  using enum EffectiveAxis;
  set.Add(Read<v1::GetFundRequest, v1::Fund>{"GetFund", &GetFund, kDay});
  set.Add(Read<v1::ListFundsRequest, v1::ListFundsResponse>{"ListFunds",
                                                            &ListFunds, kDay});
  set.Add(Read<v1::ListPurposesRequest, v1::ListPurposesResponse>{
      "ListPurposes", &ListPurposes});
  set.Add(Read<v1::GetAppropriationRequest, v1::Appropriation>{
      "GetAppropriation", &GetAppropriation, kDay});
  set.Add(Read<v1::ListAppropriationsRequest, v1::ListAppropriationsResponse>{
      "ListAppropriations", &ListAppropriations, kDay});
  set.Add(Read<v1::GetAllocationDocumentRequest, v1::AllocationDocument>{
      "GetAllocationDocument", &GetAllocationDocument, kDay});
  set.Add(Read<v1::ListAllocationDocumentsRequest,
               v1::ListAllocationDocumentsResponse>{
      "ListAllocationDocuments", &ListAllocationDocuments, kDay});
  set.Add(Read<v1::GetAllocationRequest, v1::Allocation>{"GetAllocation",
                                                         &GetAllocation, kDay});
  set.Add(Read<v1::ListAllocationsRequest, v1::ListAllocationsResponse>{
      "ListAllocations", &ListAllocations, kDay});
  set.Add(Read<v1::GetPaymentRequest, v1::Payment>{"GetPayment", &GetPayment,
                                                   kDay});
  set.Add(Read<v1::ListPaymentsRequest, v1::ListPaymentsResponse>{
      "ListPayments", &ListPayments, kDay});
  set.Add(Read<v1::ListStatementLinesRequest, v1::ListStatementLinesResponse>{
      "ListStatementLines", &ListStatementLines, kDay});
  set.Add(Read<v1::GetCountySummaryRequest, v1::CountySummary>{
      "GetCountySummary", &GetCountySummary, kDay});
}

}  // namespace

rpc::MethodTable FundingMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.FundingService");
  AddWrites(set);
  AddReads(set);
  return set.Take();
}

}  // namespace epiledger::funding
