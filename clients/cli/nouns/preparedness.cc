#include <utility>

#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable PreparednessCommands() {
  CommandTable table;
  for (CommandTable (*part)() :
       {PlanCommands, DrillCommands, InspectionCommands, FindingCommands,
        DutyCommands, ShiftCommands}) {
    for (Command& command : part()) table.push_back(std::move(command));
  }
  return table;
}

}  // namespace epiledger::cli
