// What is shown where a write waits for a second person in place of its own
// answer; nothing of it where it does not.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_PROPOSED_VIEWS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_PROPOSED_VIEWS_H_

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// Of an answer with a proposal in `proposal`.
[[nodiscard]] View ProposedView();
// The same of a change of the register.
[[nodiscard]] View ProposedSubjectView();
// Of a proposal at `rows`, or of the answer itself where that is empty.
[[nodiscard]] View ProposalView(std::string_view rows);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_PROPOSED_VIEWS_H_
