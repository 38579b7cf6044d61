// ParseDateCell: days as spreadsheets write them.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_DATE_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_DATE_TEXT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "google/type/date.pb.h"

namespace epiledger::cli {

// `2020-02-01`, `2020/2/1`, `2020.2.1`, `2020年2月1日`, `20200201`, in half or
// full width, also with the midnight behind it that spreadsheets add. The year
// comes first and has four digits: what `2/1/20` means nobody can tell.
// INVALID_ARGUMENT when it is no such day, or the calendar does not have it.
[[nodiscard]] absl::StatusOr<google::type::Date> ParseDateCell(
    std::string_view cell);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_DATE_TEXT_H_
