// Views of the gateway's pictures, for every command that shows one.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_OVERVIEW_VIEWS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_OVERVIEW_VIEWS_H_

#include <vector>

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// How current a part is, for an old figure must look old.
[[nodiscard]] View MoneyPart();
[[nodiscard]] View SuppliesPart();
[[nodiscard]] View ReadinessPart();

// Of an overview: stock that is short, and reports that are due and not there
// with whom to phone.
[[nodiscard]] View ShortageView();
[[nodiscard]] View OverdueView();

// Of a facility's picture.
[[nodiscard]] std::vector<View> FacilityViews();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_OVERVIEW_VIEWS_H_
