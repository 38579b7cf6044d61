#include "services/funding/funding_service.h"

#include <memory>
#include <utility>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "services/funding/allocation_change_queries.h"
#include "services/funding/allocation_list.h"
#include "services/funding/cash_service.h"
#include "services/funding/commitment_queries.h"
#include "services/funding/correction_methods.h"
#include "services/funding/funding_queries.h"
#include "services/funding/liability_queries.h"
#include "services/funding/proposal_methods.h"
#include "services/funding/reconciliation_queries.h"
#include "services/funding/report_queries.h"
#include "services/funding/rules/change_rules.h"
#include "services/funding/rules/close_rules.h"
#include "services/funding/rules/commitment_rules.h"
#include "services/funding/rules/document_rules.h"
#include "services/funding/rules/four_eyes.h"
#include "services/funding/rules/fund_rules.h"
#include "services/funding/rules/liability_rules.h"
#include "services/funding/rules/payment_rules.h"
#include "services/funding/rules/reconciliation_rules.h"
#include "services/funding/rules/refund_rules.h"
#include "services/funding/rules/settlement_rules.h"
#include "services/funding/trace_service.h"

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
  set.AddBatch("BatchCreateFunds", "CreateFund");
  set.Add(Write<v1::CreatePurposeRequest>{
      "CreatePurpose", &ValidateCreatePurpose, &NoNeeds, &DecideCreatePurpose});
  set.AddBatch("BatchCreatePurposes", "CreatePurpose");
  set.Add(Write<v1::CreateAppropriationRequest>{
      "CreateAppropriation", &AlwaysValid, &NeedsOfAppropriation,
      &DecideCreateAppropriation});
  set.AddBatch("BatchCreateAppropriations", "CreateAppropriation");
  set.Add(Write<v1::CreateAllocationDocumentRequest>{
      "CreateAllocationDocument", &ValidateCreateAllocationDocument,
      &NeedsOfAllocationDocument, &DecideCreateAllocationDocument});
  set.AddBatch("BatchCreateAllocationDocuments", "CreateAllocationDocument");
  set.Add(Write<v1::CreatePaymentRequest>{
      "CreatePayment", &ValidateCreatePayment, &NeedsOfPayment,
      &WithFourEyes<v1::CreatePaymentRequest, &DecideCreatePayment>});
  set.AddBatch("BatchCreatePayments", "CreatePayment");
}

// They share what is kept of the allocations.
void AddReadsOfAllAllocations(host::MethodSet& set) {
  using enum EffectiveAxis;
  const auto index = std::make_shared<AllocationIndex>();
  set.Add(Read<v1::ListAllocationsRequest, v1::ListAllocationsResponse>{
      "ListAllocations",
      [index](const v1::ListAllocationsRequest& request,
              host::ReadContext& context) {
        return ListAllocations(request, context, *index);
      },
      kDay});
  set.Add(Read<v1::GetCountySummaryRequest, v1::CountySummary>{
      "GetCountySummary",
      [index](const v1::GetCountySummaryRequest& request,
              host::ReadContext& context) {
        return GetCountySummary(request, context, *index);
      },
      kDay});
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
  AddReadsOfAllAllocations(set);
  set.Add(Read<v1::GetPaymentRequest, v1::Payment>{"GetPayment", &GetPayment,
                                                   kDay});
  set.Add(Read<v1::ListPaymentsRequest, v1::ListPaymentsResponse>{
      "ListPayments", &ListPayments, kDay});
  set.Add(Read<v1::ListStatementLinesRequest, v1::ListStatementLinesResponse>{
      "ListStatementLines", &ListStatementLines, kDay});
}

rpc::MethodTable CommitmentMethods(const host::Backend& backend) {
  using enum EffectiveAxis;
  host::MethodSet set(backend, "epiledger.funding.v1.CommitmentService");
  set.Add(Write<v1::CreateCommitmentRequest>{
      "CreateCommitment", &AlwaysValid, &NeedsOfCommitment,
      &WithFourEyes<v1::CreateCommitmentRequest, &DecideCreateCommitment>});
  set.AddBatch("BatchCreateCommitments", "CreateCommitment");
  set.Add(Write<v1::CreateAccrualRequest>{
      "CreateAccrual", &AlwaysValid, &NeedsOfAccrual,
      &WithFourEyes<v1::CreateAccrualRequest, &DecideCreateAccrual>});
  set.AddBatch("BatchCreateAccruals", "CreateAccrual");
  set.Add(Write<v1::PayCommitmentRequest>{
      "PayCommitment", &ValidatePayCommitment, &NeedsOfPayCommitment,
      &WithFourEyes<v1::PayCommitmentRequest, &DecidePayCommitment>});
  set.AddBatch("BatchPayCommitments", "PayCommitment");
  set.Add(Write<v1::ReleaseCommitmentRequest>{
      "ReleaseCommitment", &ValidateReleaseCommitment,
      &NeedsOfReleaseCommitment, &DecideReleaseCommitment});
  set.AddBatch("BatchReleaseCommitments", "ReleaseCommitment");
  set.Add(Write<v1::CreateRefundRequest>{"CreateRefund", &AlwaysValid,
                                         &NeedsOfRefund, &DecideCreateRefund});
  set.AddBatch("BatchCreateRefunds", "CreateRefund");
  set.Add(Read<v1::GetCommitmentRequest, v1::Commitment>{"GetCommitment",
                                                         &GetCommitment, kDay});
  set.Add(Read<v1::ListCommitmentsRequest, v1::ListCommitmentsResponse>{
      "ListCommitments", &ListCommitments, kDay});
  set.Add(Read<v1::ListAccrualsRequest, v1::ListAccrualsResponse>{
      "ListAccruals", &ListAccruals, kDay});
  set.Add(Read<v1::ListRefundsRequest, v1::ListRefundsResponse>{
      "ListRefunds", &ListRefunds, kDay});
  return set.Take();
}

rpc::MethodTable AllocationChangeMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.AllocationChangeService");
  set.Add(Write<v1::CreateAllocationChangeRequest>{
      "CreateAllocationChange", &ValidateAllocationChange,
      &NeedsOfAllocationChange,
      &WithFourEyes<v1::CreateAllocationChangeRequest,
                    &DecideCreateAllocationChange>});
  set.AddBatch("BatchCreateAllocationChanges", "CreateAllocationChange");
  set.Add(Write<v1::CloseAllocationRequest>{
      "CloseAllocation", &AlwaysValid, &NeedsOfCloseAllocation,
      &WithFourEyes<v1::CloseAllocationRequest, &DecideCloseAllocation>});
  set.AddBatch("BatchCloseAllocations", "CloseAllocation");
  set.Add(
      Read<v1::ListAllocationChangesRequest, v1::ListAllocationChangesResponse>{
          "ListAllocationChanges", &ListAllocationChanges,
          EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable LiabilityMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.LiabilityService");
  set.Add(Write<v1::CreateLiabilityRequest>{"CreateLiability", &AlwaysValid,
                                            &NeedsOfLiability,
                                            &DecideCreateLiability});
  set.AddBatch("BatchCreateLiabilities", "CreateLiability");
  set.Add(Write<v1::SettleLiabilityRequest>{
      "SettleLiability", &ValidateSettleLiability, &NeedsOfSettleLiability,
      &WithFourEyes<v1::SettleLiabilityRequest, &DecideSettleLiability>});
  set.AddBatch("BatchSettleLiabilities", "SettleLiability");
  set.Add(Read<v1::ListLiabilitiesRequest, v1::ListLiabilitiesResponse>{
      "ListLiabilities", &ListLiabilities, EffectiveAxis::kDay});
  return set.Take();
}

rpc::MethodTable ReportMethods(const host::Backend& backend) {
  using enum EffectiveAxis;
  host::MethodSet set(backend, "epiledger.funding.v1.ReportService");
  set.Add(Read<v1::SearchPaymentsRequest, v1::SearchPaymentsResponse>{
      "SearchPayments", &SearchPayments, kDay});
  set.Add(
      Read<v1::ListDuplicateInvoicesRequest, v1::ListDuplicateInvoicesResponse>{
          "ListDuplicateInvoices", &ListDuplicateInvoices, kDay});
  set.Add(Read<v1::ListBudgetLinesRequest, v1::ListBudgetLinesResponse>{
      "ListBudgetLines", &ListBudgetLines, kDay});
  return set.Take();
}

rpc::MethodTable ReconciliationMethods(const host::Backend& backend) {
  using enum EffectiveAxis;
  host::MethodSet set(backend, "epiledger.funding.v1.ReconciliationService");
  set.Add(Write<v1::CreateTreasuryStatementRequest>{
      "CreateTreasuryStatement", &ValidateTreasuryStatement,
      &NeedsOfTreasuryStatement, &DecideCreateTreasuryStatement});
  set.AddBatch("BatchCreateTreasuryStatements", "CreateTreasuryStatement");
  set.Add(Write<v1::ConfirmMatchesRequest>{
      "ConfirmMatches", &ValidateConfirmMatches, &NeedsOfConfirmMatches,
      &DecideConfirmMatches});
  set.AddBatch("BatchConfirmMatches", "ConfirmMatches");
  set.Add(Read<v1::ListTreasuryStatementsRequest,
               v1::ListTreasuryStatementsResponse>{
      "ListTreasuryStatements", &ListTreasuryStatements, kDay});
  set.Add(Read<v1::ListReconciliationItemsRequest,
               v1::ListReconciliationItemsResponse>{
      "ListReconciliationItems", &ListReconciliationItems, kDay});
  return set.Take();
}

}  // namespace

rpc::MethodTable FundingMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.funding.v1.FundingService");
  AddWrites(set);
  AddReads(set);
  rpc::MethodTable methods = set.Take();
  for (const auto& others :
       {CommitmentMethods(backend), AllocationChangeMethods(backend),
        LiabilityMethods(backend), ReportMethods(backend),
        ReconciliationMethods(backend), ReversalMethods(backend),
        PeriodMethods(backend), CashMethods(backend), ProposalMethods(backend),
        TraceMethods(backend)}) {
    methods.insert(methods.end(), others.begin(), others.end());
  }
  return methods;
}

}  // namespace epiledger::funding
