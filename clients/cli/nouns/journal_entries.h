// `journal list`: a book's entries, and what an access book says was denied.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_JOURNAL_ENTRIES_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_JOURNAL_ENTRIES_H_

#include "absl/status/status.h"
#include "clients/cli/command/command.h"
#include "clients/cli/session/session.h"

namespace epiledger::cli {

// Shows the entries of BOOK after `--after`, at most `--limit`; with
// `--refused` those alone that were refused by a rule, or denied.
[[nodiscard]] absl::Status ListJournalEntries(Session& session,
                                              const Arguments& arguments);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_JOURNAL_ENTRIES_H_
