// What headquarters is shown of the county's picture, for the commands of `hq`.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_HQ_VIEWS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_HQ_VIEWS_H_

#include <vector>

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// All of an overview: money and what became of it, goods, and readiness, totals
// with how many facilities are behind each.
[[nodiscard]] std::vector<View> HqOverviewViews();

// Of an overview: findings that are not closed, with whom to ask.
[[nodiscard]] View OpenFindingView();

// Of a ranking: what fails at its facilities or is not known, and whom to ask.
[[nodiscard]] View ProblemView();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_HQ_VIEWS_H_
