// SQL text: the few texts that storage builds itself, and the count of
// placeholders in those it is given. Pure functions.
#ifndef EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_
#define EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "services/storage/database.h"

namespace epiledger::storage {

// How many `?` stand in `sql` outside quotes and comments.
[[nodiscard]] size_t CountPlaceholders(std::string_view sql);

// `sql` followed by ` IN (?, ?, …)` with `keys` placeholders.
[[nodiscard]] std::string InText(std::string_view sql, size_t keys);

// `WITH wanted (wanted_key) AS (VALUES …) ` with `keys` rows of a placeholder
// each, for keys of at most 255 characters, before `sql`.
[[nodiscard]] std::string WantedText(size_t keys, std::string_view sql);

// `INSERT INTO … (columns) VALUES `.
[[nodiscard]] std::string InsertHead(const Table& table);

// `(?, ?, …)`, `rows` times, parted by commas.
[[nodiscard]] std::string RowPlaceholders(size_t columns, size_t rows);

// Calls `take` with the next piece of `sql` and whether it is a placeholder,
// until the text ends.
void SplitAtPlaceholders(
    std::string_view sql,
    absl::FunctionRef<void(std::string_view piece, bool placeholder)> take);

// The first line of `sql`, shortened: names a statement in an error.
[[nodiscard]] std::string Excerpt(std::string_view sql);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_
