// Tones: how alarming a cell is, as colour on a terminal.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_TONE_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_TONE_H_

#include <string>
#include <string_view>

namespace epiledger::cli {

enum class Tone { kPlain, kGood, kWarning, kAlarm };

// `text` between the codes that colour it; as it is where the tone is plain or
// there is no text.
[[nodiscard]] std::string Painted(std::string_view text, Tone tone);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_TONE_H_
