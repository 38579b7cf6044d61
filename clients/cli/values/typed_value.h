// TypedValue: a field of an answer as a cell with its type, for spreadsheets.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_TYPED_VALUE_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_TYPED_VALUE_H_

#include <string>
#include <string_view>

#include "clients/cli/tables/cell.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// The field at `path`, in the form of values/format_value.h: money, counts,
// days and times as such, empty where it is absent, and what has no type of a
// spreadsheet as the text that a table shows.
[[nodiscard]] Cell CellOf(const google::protobuf::Message& message,
                          std::string_view path, const ValueContext& context);

// As a table on a terminal shows it: numbers with their thousands grouped.
[[nodiscard]] std::string CellText(const Cell& cell);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_TYPED_VALUE_H_
