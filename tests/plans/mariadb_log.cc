#include "tests/plans/mariadb_log.h"

#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/text.h"

namespace epiledger::plans {
namespace {

constexpr std::string_view kEntry = "\n# User@Host:";
constexpr std::string_view kExplain = "# explain: ";
constexpr std::string_view kTimestamp = "\nSET timestamp=";
constexpr std::string_view kTime = "\n# Time:";

// The columns of a plan's row, by their places.
enum Column { kId, kKind, kTable, kType, kKeys, kKey, kKeyLength, kExtra = 12 };
constexpr size_t kColumns = 13;

// The bytes of a key's first column where that is the book.
constexpr int kBookLength = 8;

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool IsFoundByKey(const std::vector<std::string>& row) {
  for (const std::string_view type :
       {"const", "eq_ref", "ref", "ref_or_null", "range"}) {
    if (row[kType] != type) continue;
    int length = 0;
    return absl::SimpleAtoi(row[kKeyLength], &length) && length > kBookLength &&
           !Has(row[kExtra], "filesort") && !Has(row[kExtra], "temporary");
  }
  return false;
}

// What is said in place of a table: there is none, or the key's end says it
// all. (Where the rows of a plan cannot be, nothing is proved.)
bool NeedsNoTable(std::string_view extra) {
  return extra == "No tables used" || extra == "No matching min/max row" ||
         extra == "Select tables optimized away";
}

void AddLookup(std::string_view line, Plan& plan) {
  const std::vector<std::string> row = absl::StrSplit(ToAbsl(line), '\t');
  const bool is_heading = row[kId] == "id";
  // What is inserted is looked up by its keys.
  if (is_heading || row.size() != kColumns || row[kKind] == "INSERT") return;
  Lookup lookup;
  lookup.told = std::string(line);
  if (row[kTable] == "NULL") {
    lookup.by_key = NeedsNoTable(row[kExtra]);
  } else {
    lookup.table = row[kTable];
    lookup.by_key = IsFoundByKey(row);
  }
  plan.lookups.push_back(std::move(lookup));
}

// One entry: lines about the statement, and the statement with a semicolon.
Plan PlanOf(std::string_view entry) {
  Plan plan;
  const size_t timestamp = entry.find(kTimestamp);
  if (timestamp == std::string_view::npos) return plan;
  const std::vector<std::string> about =
      absl::StrSplit(ToAbsl(entry.substr(0, timestamp)), '\n');
  for (const std::string_view line : about) {
    if (line.starts_with(kExplain)) {
      AddLookup(line.substr(kExplain.size()), plan);
    }
  }
  std::string_view sql = entry.substr(entry.find('\n', timestamp + 1) + 1);
  sql = sql.substr(0, sql.rfind(kTime));
  plan.sql = sql.substr(0, sql.rfind(';'));
  return plan;
}

absl::Status Administer(const testing::PrivateMariadb& server,
                        std::string_view sql) {
  return server.Administer(sql).status();
}

}  // namespace

absl::Status BeginRecord(const testing::PrivateMariadb& server,
                         const std::string& path) {
  return Administer(
      server, Concat("SET GLOBAL slow_query_log_file = '", path,
                     "', log_output = 'FILE', long_query_time = 0, "
                     "log_slow_filter = '', log_slow_verbosity = 'explain', "
                     "slow_query_log = ON"));
}

absl::Status EndRecord(const testing::PrivateMariadb& server) {
  return Administer(server,
                    "SET GLOBAL slow_query_log = OFF, long_query_time = "
                    "DEFAULT, log_slow_verbosity = DEFAULT");
}

std::vector<Plan> PlansIn(std::string_view log) {
  std::vector<Plan> plans;
  size_t begin = log.find(kEntry);
  while (begin != std::string_view::npos) {
    const size_t end = log.find(kEntry, begin + 1);
    Plan plan = PlanOf(log.substr(begin, end - begin));
    if (TouchesRows(plan.sql)) plans.push_back(std::move(plan));
    begin = end;
  }
  return plans;
}

}  // namespace epiledger::plans
