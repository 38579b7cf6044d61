// SQL text: the few texts that storage builds itself, and the count of
// placeholders in those it is given. Pure functions.
#ifndef EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_
#define EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "services/storage/database.h"

namespace epiledger::storage {

// How many `?` stand in `sql` outside quotes and comments.
[[nodiscard]] size_t CountPlaceholders(std::string_view sql);

// `sql` followed by ` IN (?, ?, …)` with `keys` placeholders.
[[nodiscard]] std::string InText(std::string_view sql, size_t keys);

// `INSERT INTO … VALUES (?, …), …` for `rows` rows, then `conflict_clause`.
[[nodiscard]] std::string InsertText(const Table& table, size_t rows,
                                     std::string_view conflict_clause);

// The first line of `sql`, shortened: names a statement in an error.
[[nodiscard]] std::string Excerpt(std::string_view sql);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_SQL_TEXT_H_
