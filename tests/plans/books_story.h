// BooksStory: four books full of entries, and a day at the first of them on
// which everything is asked and done once that asks or changes rows.
#ifndef EPILEDGER_TESTS_PLANS_BOOKS_STORY_H_
#define EPILEDGER_TESTS_PLANS_BOOKS_STORY_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/storage/database.h"

namespace epiledger::plans {

// The database of the first book on SQLite; on MySQL any name will do.
inline constexpr std::string_view kFirstDatabase = "990101-ledger";

// Makes the books: so many rows, and so many books beside the one asked about,
// that looking through a table is never the better plan.
[[nodiscard]] absl::Status FillBooks(storage::Store& store);

// The day. Questions about the full book come first.
[[nodiscard]] absl::Status AskBooks(storage::Store& store);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_BOOKS_STORY_H_
