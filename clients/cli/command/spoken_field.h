// SpokenField: a field of a request as the person typed it.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_SPOKEN_FIELD_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_SPOKEN_FIELD_H_

#include <string>
#include <string_view>

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// `--amount` for `payment.amount.units`, `--line n95=90,confirm` for
// `count.lines[0].confirm`; the field itself where no flag fills it.
[[nodiscard]] std::string SpokenField(const Command& command,
                                      const Arguments& arguments,
                                      std::string_view field);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_SPOKEN_FIELD_H_
