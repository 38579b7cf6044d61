#include "tests/golden/golden_data.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "services/text.h"
#include "tests/golden/sample_county.h"
#include "tests/testing/child_process.h"
#include "tests/testing/private_mariadb.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::golden {
namespace {

namespace fs = std::filesystem;

constexpr char kHome[] = "tests/golden";

std::string ArchivePath(const std::string& folder) {
  return folder + "/sqlite.tar.gz";
}

std::string SchemaPath(const std::string& folder, std::string_view service) {
  return Concat(folder, "/mariadb/", service, ".sql");
}

std::string TablesPath(const std::string& folder) {
  return folder + "/tables.txt";
}

// Loads the county and gives the text of its tables.
absl::StatusOr<std::string> Load(const StoreUrls& urls,
                                 const std::string& exports) {
  const absl::Status loaded = LoadSampleCounty(urls, exports);
  if (!loaded.ok()) return loaded;
  return StoredCounty(urls).Tables();
}

// Only what the stores need: not the locks of processes that are gone.
absl::Status PackSqlite(const std::string& stores, const std::string& folder) {
  return testing::RunProcess({"tar", "--sort=name", "--owner=0", "--group=0",
                              "--numeric-owner", "--mtime=@0", "--exclude=lock",
                              "-czf", ArchivePath(folder), "-C", stores, "."})
      .status();
}

// The name of the schema in a URL of NewMariadbUrls().
std::string SchemaOf(const std::string& url) {
  const size_t begin = url.find('/', url.find('@')) + 1;
  return url.substr(begin, url.find('?') - begin);
}

absl::Status DumpMariadb(const StoreUrls& urls, const std::string& folder) {
  for (const auto& [service, url] : urls) {
    const absl::Status dumped = testing::PrivateMariadb::Shared().Dump(
        SchemaOf(url), SchemaPath(folder, service));
    if (!dumped.ok()) return dumped;
  }
  return absl::OkStatus();
}

}  // namespace

StoreUrls NewMariadbUrls() {
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  StoreUrls urls;
  for (const std::string_view service : kServices) {
    urls[std::string(service)] = server.SocketUrl(server.NewSchema().value());
  }
  return urls;
}

absl::Status MakeGoldenData(const std::string& folder) {
  for (const char* name : {"", "/mariadb", "/exports"}) {
    std::error_code error;
    if (!fs::create_directory(folder + name, error)) {
      return absl::InternalError(Concat("cannot make a new folder ", folder,
                                        name, ": ", error.message()));
    }
  }
  const testing::TemporaryDirectory stores;
  const auto sqlite = Load(SqliteUrls(stores.path()), folder + "/exports");
  if (!sqlite.ok()) return sqlite.status();
  const StoreUrls schemas = NewMariadbUrls();
  const auto mariadb = Load(schemas, "");
  if (!mariadb.ok()) return mariadb.status();
  if (*mariadb != *sqlite) {
    return absl::InternalError("MariaDB differs from SQLite: " +
                               FirstDifference(*mariadb, *sqlite));
  }
  std::ofstream(TablesPath(folder)) << *sqlite;
  const absl::Status packed = PackSqlite(stores.path(), folder);
  return packed.ok() ? DumpMariadb(schemas, folder) : packed;
}

std::vector<std::string> GoldenFolders() {
  std::vector<std::string> folders;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(kHome, none)) {
    const std::string name = entry.path().filename();
    const bool is_number =
        std::all_of(name.begin(), name.end(),
                    [](unsigned char c) { return std::isdigit(c) != 0; });
    if (is_number) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<std::string> UnreleasedWrites() {
  std::vector<std::string> writes;
  std::ifstream lines(Concat(kHome, "/unreleased.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') writes.push_back(line);
  }
  std::sort(writes.begin(), writes.end());
  return writes;
}

absl::StatusOr<StoreUrls> UnpackSqlite(const std::string& folder,
                                       const std::string& scratch) {
  const absl::Status unpacked =
      testing::RunProcess({"tar", "-xzf", ArchivePath(folder), "-C", scratch})
          .status();
  if (!unpacked.ok()) return unpacked;
  return SqliteUrls(scratch);
}

absl::StatusOr<StoreUrls> LoadMariadb(const std::string& folder) {
  StoreUrls urls = NewMariadbUrls();
  for (const auto& [service, url] : urls) {
    const absl::Status loaded = testing::PrivateMariadb::Shared().Load(
        SchemaOf(url), SchemaPath(folder, service));
    if (!loaded.ok()) return loaded;
  }
  return urls;
}

std::string KeptTables(const std::string& folder) {
  std::ostringstream text;
  text << std::ifstream(TablesPath(folder)).rdbuf();
  return text.str();
}

std::string ExportPath(const std::string& folder,
                       const journal::BookName& book) {
  const std::string name = book.ResourceName();
  return Concat(folder, "/exports/", name.substr(name.rfind('/') + 1),
                ".export");
}

}  // namespace epiledger::golden
