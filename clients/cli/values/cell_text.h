// What cells and flags say apart from how they were typed: full-width
// characters, spaces of all kinds, upper case.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_CELL_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_CELL_TEXT_H_

#include <string>
#include <string_view>

namespace epiledger::cli {

// Whether there is nothing in it but spaces.
[[nodiscard]] bool IsBlank(std::string_view cell);

// Without spaces at its ends and with one space for each run of them, line
// breaks and tabs among them; for names and sentences.
[[nodiscard]] std::string Tidy(std::string_view cell);

// Tidy, and full-width letters, digits and punctuation as ASCII; for numbers,
// dates and ids.
[[nodiscard]] std::string HalfWidth(std::string_view cell);

// HalfWidth, without any space and in lower case: two words are the same when
// this is; for headers and choices.
[[nodiscard]] std::string Compact(std::string_view cell);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_CELL_TEXT_H_
