// How a command ends: its exit code, and what the person is told.
//
// Functions return an absl::Status. One made by Usage, or by another layer,
// means that nothing was sent: exit code 2. One made by Ended says its own.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_EXIT_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_EXIT_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

enum class ExitCode {
  // What was asked for is done.
  kDone = 0,
  // A service refused it, or a check found something wrong.
  kRefused = 1,
  // The command cannot be carried out as it was given; nothing was sent.
  kUsage = 2,
  // The service cannot be reached; nothing was recorded, or nothing more of
  // what
  // goes in batches.
  kUnreachable = 3,
  // Whether it was recorded is not known; the request waits to be sent again.
  kUnknown = 4,
};

// `reason` is a key of the catalogue.
[[nodiscard]] absl::Status Usage(
    std::string_view reason, std::map<std::string, std::string> metadata = {});

// As above, of the text that was typed.
[[nodiscard]] absl::Status WrongText(std::string_view reason,
                                     std::string_view found);

// `status`, which is not OK, said of the flag or field `where`.
[[nodiscard]] absl::Status At(std::string_view where,
                              const absl::Status& status);

// `text` is what the person is told, in the person's language; empty when that
// has been done.
[[nodiscard]] absl::Status Ended(ExitCode code, std::string_view text);

[[nodiscard]] ExitCode ExitCodeOf(const absl::Status& status);

// What the person is told about a status that is not OK; may be empty.
[[nodiscard]] std::string TextOf(const absl::Status& status,
                                 const Texts& texts);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_EXIT_H_
