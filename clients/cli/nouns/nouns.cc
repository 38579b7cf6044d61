#include "clients/cli/nouns/nouns.h"

#include <utility>

#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "epiledger/command/v1/patient_use_service.pb.h"
#include "epiledger/command/v1/trace_service.pb.h"
#include "epiledger/funding/v1/age_service.pb.h"
#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/arrival_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "epiledger/funding/v1/proposal_service.pb.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "epiledger/readiness/v1/evidence_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
#include "epiledger/readiness/v1/form_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/readiness/v1/report_totals_service.pb.h"
#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
#include "epiledger/supplies/v1/catalogue_service.pb.h"
#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "epiledger/supplies/v1/lot_service.pb.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "epiledger/supplies/v1/trace_service.pb.h"

namespace epiledger::cli {
namespace {

// Commands find their methods by name alone, and a linker drops the descriptors
// that nobody refers to: one message of each service keeps them all.
void LinkServices() {
  google::protobuf::LinkMessageReflection<command::v1::GetOverviewRequest>();
  google::protobuf::LinkMessageReflection<command::v1::WatchOverviewRequest>();
  google::protobuf::LinkMessageReflection<command::v1::GetPatientUseRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::GetFundRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::GetCommitmentRequest>();
  google::protobuf::LinkMessageReflection<
      funding::v1::CloseAllocationRequest>();
  google::protobuf::LinkMessageReflection<
      funding::v1::SettleLiabilityRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::SearchPaymentsRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::ConfirmMatchesRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::ClosePeriodRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::ReverseEntryRequest>();
  google::protobuf::LinkMessageReflection<
      funding::v1::CreateAppropriationAdjustmentRequest>();
  google::protobuf::LinkMessageReflection<
      funding::v1::CreateDisbursementRequest>();
  google::protobuf::LinkMessageReflection<
      funding::v1::CreateCarryOverRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::GetArrivalRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::ListAgedMoneyRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::GetProposalRequest>();
  google::protobuf::LinkMessageReflection<journal::v1::GetCheckpointRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetReportRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetFormRequest>();
  google::protobuf::LinkMessageReflection<
      readiness::v1::ListReportCountsRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetFacilityRequest>();
  google::protobuf::LinkMessageReflection<
      readiness::v1::GetSubjectProposalRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetPlanRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetDrillRequest>();
  google::protobuf::LinkMessageReflection<
      readiness::v1::GetInspectionRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetFindingRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetShiftRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetBulletinRequest>();
  google::protobuf::LinkMessageReflection<command::v1::DraftBulletinRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::GetItemRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::UpdateItemRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::GetCountSheetRequest>();
  google::protobuf::LinkMessageReflection<
      supplies::v1::GetEquipmentUnitRequest>();
  google::protobuf::LinkMessageReflection<
      supplies::v1::ListStoredLotsRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::SetStockLevelRequest>();
  google::protobuf::LinkMessageReflection<
      supplies::v1::GetRequisitionRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::GetShipmentRequest>();
  google::protobuf::LinkMessageReflection<command::v1::TraceFundingRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::TraceMoneyRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::TraceGoodsRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::GetFairShareRequest>();
  google::protobuf::LinkMessageReflection<
      supplies::v1::GetConservationRequest>();
  google::protobuf::LinkMessageReflection<
      supplies::v1::GetEssentialListRequest>();
  google::protobuf::LinkMessageReflection<
      readiness::v1::ListReadinessEvidenceRequest>();
}

// In the order that help lists them.
constexpr CommandTable (*kNouns[])() = {&OverviewCommands,
                                        &HqCommands,
                                        &FundCommands,
                                        &PurposeCommands,
                                        &AppropriationCommands,
                                        &AppropriationAdjustmentCommands,
                                        &DocumentCommands,
                                        &AllocationCommands,
                                        &AllocationChangeCommands,
                                        &PaymentCommands,
                                        &ImportCommands,
                                        &MoneyReportCommands,
                                        &CommitmentCommands,
                                        &AccrualCommands,
                                        &RefundCommands,
                                        &LiabilityCommands,
                                        &ReconciliationCommands,
                                        &DisbursementCommands,
                                        &CarryOverCommands,
                                        &AgeCommands,
                                        &ArrivalCommands,
                                        &TraceCommands,
                                        &ProposalCommands,
                                        &LimitsCommands,
                                        &StatementCommands,
                                        &ReversalCommands,
                                        &PeriodCommands,
                                        &ItemCommands,
                                        &EquipmentCommands,
                                        &StoreCommands,
                                        &StockCommands,
                                        &StockImportCommands,
                                        &LineCommands,
                                        &LotCommands,
                                        &DonationCommands,
                                        &UnfundedCommands,
                                        &StockLevelCommands,
                                        &NeedCommands,
                                        &RequisitionCommands,
                                        &ShipmentCommands,
                                        &FairShareCommands,
                                        &ConservationCommands,
                                        &CountCommands,
                                        &CountSheetCommands,
                                        &CountEntryCommands,
                                        &TaskCommands,
                                        &SupplySettingsCommands,
                                        &EssentialListCommands,
                                        &EvidenceCommands,
                                        &ReportCommands,
                                        &ReportImportCommands,
                                        &FormCommands,
                                        &ScheduleCommands,
                                        &PreparednessCommands,
                                        &BulletinCommands,
                                        &OrganizationCommands,
                                        &FacilityCommands,
                                        &SubjectCommands,
                                        &SubjectImportCommands,
                                        &SubjectProposalCommands,
                                        &TokenCommands,
                                        &CountyCommands,
                                        &JournalCommands,
                                        &RefusalCommands,
                                        &PendingCommands};

}  // namespace

CommandTable AllCommands() {
  LinkServices();
  CommandTable table;
  for (const auto noun : kNouns) {
    for (Command& command : noun()) table.push_back(std::move(command));
  }
  return table;
}

}  // namespace epiledger::cli
