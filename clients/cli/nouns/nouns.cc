#include "clients/cli/nouns/nouns.h"

#include <utility>

namespace epiledger::cli {

CommandTable AllCommands() {
  CommandTable table;
  for (CommandTable (*part)() :
       {OverviewCommands,      FundCommands,           PurposeCommands,
        AppropriationCommands, DocumentCommands,       AllocationCommands,
        PaymentCommands,       StatementCommands,      ItemCommands,
        StoreCommands,         StockCommands,          CountCommands,
        TaskCommands,          SupplySettingsCommands, ReportCommands,
        ScheduleCommands,      OrganizationCommands,   FacilityCommands,
        SubjectCommands,       TokenCommands,          CountyCommands,
        JournalCommands,       PendingCommands}) {
    for (Command& command : part()) table.push_back(std::move(command));
  }
  return table;
}

}  // namespace epiledger::cli
