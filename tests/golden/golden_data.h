// Golden data: a folder `tests/golden/NN` of what one release left behind.
//
//   sqlite.tar.gz        the stores' folders of SQLite files
//   mariadb/SERVICE.sql  each service's schema, as mariadb-dump writes it
//   tables.txt           canonical text of all tables, of both engines
//   exports/BOOK.export  each book as an auditor exported it
//
// Paths are as seen from the root of the tree, the working directory.
#ifndef EPILEDGER_TESTS_GOLDEN_GOLDEN_DATA_H_
#define EPILEDGER_TESTS_GOLDEN_GOLDEN_DATA_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/golden/stored_county.h"

namespace epiledger::golden {

// An empty schema for each service on the MariaDB that tests share.
[[nodiscard]] StoreUrls NewMariadbUrls();

// Makes `folder`, which must not exist, from the sample county as this build
// loads it. INTERNAL when the engines do not hold the same, or a step fails.
[[nodiscard]] absl::Status MakeGoldenData(const std::string& folder);

// All folders there are, sorted.
[[nodiscard]] std::vector<std::string> GoldenFolders();

// Full names of the writes that no release has had yet, sorted: the lines of
// `unreleased.txt`, without its comments. The next folder empties it.
[[nodiscard]] std::vector<std::string> UnreleasedWrites();

// Copies of what a folder holds: on SQLite below the folder `scratch`, or on
// the MariaDB that tests share.
[[nodiscard]] absl::StatusOr<StoreUrls> UnpackSqlite(
    const std::string& folder, const std::string& scratch);
[[nodiscard]] absl::StatusOr<StoreUrls> LoadMariadb(const std::string& folder);

[[nodiscard]] std::string KeptTables(const std::string& folder);
[[nodiscard]] std::string ExportPath(const std::string& folder,
                                     const journal::BookName& book);

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_GOLDEN_DATA_H_
