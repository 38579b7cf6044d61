// MySQL literals: values written into a statement's text, so that statements
// which give no rows travel to the server in one packet.
//
// Integers become digits, text and bytes hexadecimal digits: whatever a value
// holds, it cannot end its literal. Pure functions.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_LITERAL_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_LITERAL_H_

#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/storage/database.h"
#include "services/storage/value.h"

namespace epiledger::storage {

// True when the values are short enough to be worth writing twice as long.
[[nodiscard]] bool FitLiterals(absl::Span<const Value> values);

// Appends `(a, b, …)`.
void AppendRow(absl::Span<const Value> values, std::string& text);

// `sql` with its placeholders replaced; there are as many as parameters.
[[nodiscard]] std::string WithLiterals(std::string_view sql,
                                       absl::Span<const Value> parameters);

// The clause that makes an INSERT into `table` overwrite.
[[nodiscard]] std::string MysqlUpsertClause(const Table& table);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_LITERAL_H_
