#include "tests/plans/sqlite_trace.h"

#include <sqlite3.h>

#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/storage/sql_text.h"
#include "services/storage/value.h"
#include "services/text.h"

namespace epiledger::plans {
namespace {

class Trace {
 public:
  void Add(std::string sql) {
    const absl::MutexLock lock(&mutex_);
    texts_.insert(std::move(sql));
  }
  std::set<std::string> Take() {
    const absl::MutexLock lock(&mutex_);
    return std::exchange(texts_, {});
  }

 private:
  absl::Mutex mutex_;
  std::set<std::string> texts_ ABSL_GUARDED_BY(mutex_);
};

// Connections may outlive the test that opened them.
Trace& TheTrace() {
  static auto* const trace = new Trace();
  return *trace;
}

int OnStatement(unsigned int /*event*/, void* /*context*/, void* statement,
                void* /*text*/) {
  const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
  if (sql != nullptr && TouchesRows(sql)) TheTrace().Add(sql);
  return 0;
}

int OnOpen(sqlite3* database, const char** /*error*/,
           const sqlite3_api_routines* /*routines*/) {
  return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, &OnStatement, nullptr);
}

using EntryPoint = void (*)();

// `book=?` of `(book=? AND name>? AND name<?)` narrows nothing down: on SQLite
// a file holds one book.
bool NarrowsDown(std::string_view line) {
  const size_t open = line.find('(');
  if (open == std::string_view::npos) return false;
  std::string_view terms = line.substr(open + 1);
  while (!terms.empty()) {
    const std::string_view column =
        terms.substr(0, terms.find_first_of("=<>) "));
    if (column != "book") return true;
    const size_t next = terms.find(" AND ");
    if (next == std::string_view::npos) break;
    terms.remove_prefix(next + 5);
  }
  return false;
}

}  // namespace

void BeginTrace() {
  TheTrace().Take();
  sqlite3_auto_extension(reinterpret_cast<EntryPoint>(&OnOpen));
}

std::vector<std::string> EndTrace() {
  sqlite3_cancel_auto_extension(reinterpret_cast<EntryPoint>(&OnOpen));
  const std::set<std::string> texts = TheTrace().Take();
  return {texts.begin(), texts.end()};
}

std::vector<Lookup> LookupsIn(std::string_view line) {
  // An order that no key gives.
  if (line.starts_with("USE TEMP B-TREE")) {
    return {{"", false, std::string(line)}};
  }
  const bool searches = line.starts_with("SEARCH ");
  if (!searches && !line.starts_with("SCAN ")) return {};
  // Values that the statement brings along, and its table of them.
  if (line.find(" CONSTANT ROW") != std::string_view::npos ||
      line == "SCAN wanted") {
    return {};
  }
  const std::string_view rest = line.substr(line.find(' ') + 1);
  // An automatic index is made for one statement, of all rows.
  const bool by_key = searches && NarrowsDown(line) &&
                      line.find(" AUTOMATIC ") == std::string_view::npos;
  return {
      {std::string(rest.substr(0, rest.find(' '))), by_key, std::string(line)}};
}

absl::StatusOr<Plan> Explain(storage::Database& database,
                             const std::string& sql) {
  Plan plan;
  plan.sql = sql;
  const std::vector<storage::Value> nothing(storage::CountPlaceholders(sql),
                                            storage::Value::Null());
  const std::string question = Concat("EXPLAIN QUERY PLAN ", sql);
  const absl::Status status =
      database.Read([&](storage::ReadTransaction& transaction) {
        return transaction.Query(
            question, nothing, [&](const storage::Row& row) {
              for (Lookup& lookup : LookupsIn(row.View(3))) {
                plan.lookups.push_back(std::move(lookup));
              }
              return absl::OkStatus();
            });
      });
  if (!status.ok()) return status;
  return plan;
}

}  // namespace epiledger::plans
