// The nouns of `epiledger`: one function for each file, all of them in one
// table.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_NOUNS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_NOUNS_H_

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// Funding.
[[nodiscard]] CommandTable FundCommands();
[[nodiscard]] CommandTable PurposeCommands();
[[nodiscard]] CommandTable AppropriationCommands();
[[nodiscard]] CommandTable AppropriationAdjustmentCommands();
[[nodiscard]] CommandTable DocumentCommands();
[[nodiscard]] CommandTable AllocationCommands();
[[nodiscard]] CommandTable AllocationChangeCommands();
[[nodiscard]] CommandTable PaymentCommands();
[[nodiscard]] CommandTable ImportCommands();
[[nodiscard]] CommandTable CommitmentCommands();
[[nodiscard]] CommandTable AccrualCommands();
[[nodiscard]] CommandTable RefundCommands();
[[nodiscard]] CommandTable LiabilityCommands();
[[nodiscard]] CommandTable DisbursementCommands();
[[nodiscard]] CommandTable CarryOverCommands();
[[nodiscard]] CommandTable AgeCommands();
[[nodiscard]] CommandTable ArrivalCommands();
[[nodiscard]] CommandTable ProposalCommands();
[[nodiscard]] CommandTable LimitsCommands();
[[nodiscard]] CommandTable StatementCommands();
[[nodiscard]] CommandTable MoneyReportCommands();
[[nodiscard]] CommandTable ReconciliationCommands();
[[nodiscard]] CommandTable ReversalCommands();
[[nodiscard]] CommandTable PeriodCommands();

// Supplies.
[[nodiscard]] CommandTable ItemCommands();
[[nodiscard]] CommandTable EquipmentCommands();
[[nodiscard]] CommandTable StoreCommands();
[[nodiscard]] CommandTable StockCommands();
[[nodiscard]] CommandTable LotCommands();
[[nodiscard]] CommandTable DonationCommands();
[[nodiscard]] CommandTable UnfundedCommands();
[[nodiscard]] CommandTable ConservationCommands();
[[nodiscard]] CommandTable FairShareCommands();
[[nodiscard]] CommandTable LineCommands();
[[nodiscard]] CommandTable StockImportCommands();
[[nodiscard]] CommandTable RequisitionCommands();
[[nodiscard]] CommandTable ShipmentCommands();
[[nodiscard]] CommandTable StockLevelCommands();
[[nodiscard]] CommandTable NeedCommands();
[[nodiscard]] CommandTable EssentialListCommands();
[[nodiscard]] CommandTable FormCommands();
[[nodiscard]] CommandTable ReportImportCommands();
[[nodiscard]] CommandTable CountCommands();
[[nodiscard]] CommandTable CountSheetCommands();
[[nodiscard]] CommandTable CountEntryCommands();
[[nodiscard]] CommandTable TaskCommands();
[[nodiscard]] CommandTable SupplySettingsCommands();

// Readiness.
[[nodiscard]] CommandTable OrganizationCommands();
[[nodiscard]] CommandTable FacilityCommands();
[[nodiscard]] CommandTable SubjectCommands();
[[nodiscard]] CommandTable SubjectImportCommands();
[[nodiscard]] CommandTable SubjectProposalCommands();
[[nodiscard]] CommandTable TokenCommands();
[[nodiscard]] CommandTable ReportCommands();
[[nodiscard]] CommandTable ScheduleCommands();
// Plans, drills, inspections, findings, duty and shifts.
[[nodiscard]] CommandTable PreparednessCommands();
[[nodiscard]] CommandTable PlanCommands();
[[nodiscard]] CommandTable DrillCommands();
[[nodiscard]] CommandTable InspectionCommands();
[[nodiscard]] CommandTable FindingCommands();
[[nodiscard]] CommandTable DutyCommands();
[[nodiscard]] CommandTable ShiftCommands();

// The gateway's picture.
[[nodiscard]] CommandTable OverviewCommands();
[[nodiscard]] CommandTable TraceCommands();
[[nodiscard]] CommandTable EvidenceCommands();
// Headquarters' meeting: all of it, and its parts.
[[nodiscard]] CommandTable HqCommands();
[[nodiscard]] CommandTable HqFacilityCommands();
[[nodiscard]] CommandTable HqWatchCommands();
[[nodiscard]] CommandTable BulletinCommands();

// Journals, counties, and what is kept here.
[[nodiscard]] CommandTable JournalCommands();
[[nodiscard]] CommandTable RefusalCommands();
[[nodiscard]] CommandTable CountyCommands();
[[nodiscard]] CommandTable PendingCommands();

// All of them, in the order of the help.
[[nodiscard]] CommandTable AllCommands();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_NOUNS_H_
