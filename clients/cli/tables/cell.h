// Cells of a table with their types, as a spreadsheet keeps them apart.
#ifndef EPILEDGER_CLIENTS_CLI_TABLES_CELL_H_
#define EPILEDGER_CLIENTS_CLI_TABLES_CELL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"

namespace epiledger::cli {

// A number of 10^-decimals: fen with two decimals are yuan.
struct DecimalCell {
  int64_t value = 0;
  int decimals = 0;
};

// Text, a number, a day, or a time in the county's zone; empty for what is not
// known, which is no zero.
using Cell = std::variant<std::monostate, std::string, DecimalCell,
                          absl::CivilDay, absl::CivilSecond>;

struct TypedTable {
  std::vector<std::string> headings;
  // Each as long as the headings.
  std::vector<std::vector<Cell>> rows;
};

// `1234.50`, without grouping: what programs read as a number.
[[nodiscard]] std::string PlainNumber(const DecimalCell& number);

// `2020-02-01`.
[[nodiscard]] std::string PlainDay(absl::CivilDay day);

// `2020-02-01 08:30:15`.
[[nodiscard]] std::string PlainTime(absl::CivilSecond time);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TABLES_CELL_H_
