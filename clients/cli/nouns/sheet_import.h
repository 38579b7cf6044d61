// LoadSheet: a file of a kind of sheet, for the commands that take one.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_IMPORT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_IMPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/sheets/sheet_reader.h"
#include "clients/cli/values/value_context.h"

namespace epiledger::cli {

// The sheet at `path`, as ReadSheet gives it. Errors name the path.
[[nodiscard]] absl::StatusOr<Sheet> LoadSheet(
    const SheetForm& form, const std::string& path, const ValueContext& values,
    const google::protobuf::Message* start = nullptr);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_IMPORT_H_
