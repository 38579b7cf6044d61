#include "tests/plans/plan_rules.h"

#include <algorithm>
#include <utility>

#include "services/text.h"

namespace epiledger::plans {
namespace {

// A statement that reads what grows with the data, and why it may.
struct Allowance {
  std::string_view sql;
  std::string_view reason;
};

// A table, or what a statement reads like one, that does not grow with the
// data.
struct SmallTable {
  std::string_view name;
  std::string_view reason;
};

constexpr std::string_view kWholeBook =
    "verify, rebuild and dump compare every row of a book, in its order";
constexpr std::string_view kEmptied = "a rebuild empties the book's table";
constexpr std::string_view kNextBook = "one step to the next book's rows";

constexpr Allowance kAllowances[] = {
    {"SELECT sequence, record_time, hash, frame FROM journal_entry "
     "WHERE book = ? ORDER BY sequence",
     kWholeBook},
    {"SELECT request_id, subject, sequence FROM journal_request "
     "WHERE book = ? ORDER BY request_id, subject",
     kWholeBook},
    {"SELECT sequence, reason, method, subject FROM journal_refusal "
     "WHERE book = ? ORDER BY sequence",
     kWholeBook},
    {"SELECT account, name, unit, first_movement FROM ledger_account "
     "WHERE book = ? ORDER BY account",
     kWholeBook},
    {"SELECT movement, source, target, position, amount, source_previous, "
     "source_moved, target_previous, target_moved FROM ledger_movement "
     "WHERE book = ? ORDER BY movement",
     kWholeBook},
    {"SELECT account, position, balance, moved, last_movement "
     "FROM ledger_timeline WHERE book = ? ORDER BY account, position",
     kWholeBook},
    {"SELECT collection, name, sequence, body FROM ledger_resource "
     "WHERE book = ? ORDER BY collection, name, sequence",
     kWholeBook},
    {"DELETE FROM journal_request WHERE book = ?", kEmptied},
    {"DELETE FROM journal_refusal WHERE book = ?", kEmptied},
    {"DELETE FROM journal_refusal",
     "the table is filled once, where a store is older than it"},
    {"DELETE FROM ledger_account WHERE book = ?", kEmptied},
    {"DELETE FROM ledger_movement WHERE book = ?", kEmptied},
    {"DELETE FROM ledger_timeline WHERE book = ?", kEmptied},
    {"DELETE FROM ledger_resource WHERE book = ?", kEmptied},
    {"SELECT COALESCE(MAX(account), 0) FROM ledger_account WHERE book = ?",
     "one step at the end of the book's part of the key"},
    {"SELECT DISTINCT book FROM journal_entry WHERE book NOT IN "
     "(SELECT book FROM journal_head) ORDER BY book",
     "verify looks for entries of books that are not there"},
    {"SELECT MIN(book) FROM journal_request WHERE book >= ?", kNextBook},
    {"SELECT MIN(book) FROM journal_refusal WHERE book >= ?", kNextBook},
    {"SELECT MIN(book) FROM ledger_account WHERE book >= ?", kNextBook},
    {"SELECT MIN(book) FROM ledger_movement WHERE book >= ?", kNextBook},
    {"SELECT MIN(book) FROM ledger_timeline WHERE book >= ?", kNextBook},
    {"SELECT MIN(book) FROM ledger_resource WHERE book >= ?", kNextBook},
};

constexpr SmallTable kSmallTables[] = {
    {"journal_head", "a row a book"},
    {"person_salt", "one row"},
    {"schema_migration", "a row a migration"},
    {"search", "rows of the search by halves itself, one a step"},
    {"listed", "movements of a list that were read, each once"},
    {"newest", "positions of one account, as many as were asked for"},
    {"sqlite_master", "a row a table or key"},
    {"information_schema.tables", "a row a table"},
};

// Results that MariaDB keeps of a part of the statement: `<derived2>`.
bool IsOfStatement(std::string_view table) { return table.starts_with('<'); }

bool IsSmall(std::string_view table) {
  return std::any_of(
      std::begin(kSmallTables), std::end(kSmallTables),
      [table](const SmallTable& small) { return small.name == table; });
}

bool Inserts(std::string_view sql) {
  return sql.starts_with("INSERT ") || sql.starts_with("REPLACE ");
}

// Whether another text goes on where `sql` ends: that one's plan is not its.
bool BeginsAnother(std::string_view sql, const SourceTexts& texts) {
  return TouchesRows(sql) &&
         std::any_of(texts.statements.begin(), texts.statements.end(),
                     [sql](const SourceText& text) {
                       return text.sql != sql && text.sql.starts_with(sql);
                     });
}

bool IsRun(std::string_view sql, const SourceTexts& texts,
           const std::set<std::string>& shapes) {
  if (sql.ends_with(';')) sql.remove_suffix(1);
  const std::string part = ShapeOf(sql);
  if (BeginsAnother(sql, texts)) return shapes.contains(part);
  return std::any_of(shapes.begin(), shapes.end(),
                     [&part](const std::string& shape) {
                       return shape.find(part) != std::string::npos;
                     });
}

std::set<std::string> ShapesOf(absl::Span<const Plan> plans) {
  std::set<std::string> shapes;
  for (const Plan& plan : plans) shapes.insert(ShapeOf(plan.sql));
  return shapes;
}

}  // namespace

std::vector<std::string> PlanJudge::FaultsOf(const Plan& plan) const {
  std::vector<std::string> faults;
  for (const Lookup& lookup : plan.lookups) {
    const std::string table = TableOf(plan.sql, lookup.table);
    if (lookup.by_key || IsOfStatement(table) || IsSmall(table)) continue;
    faults.push_back(lookup.told);
  }
  const bool names_a_table = std::any_of(
      texts_.tables.begin(), texts_.tables.end(),
      [&plan](const std::string& table) {
        return !IsSmall(table) && plan.sql.find(table) != std::string::npos;
      });
  if (plan.lookups.empty() && names_a_table && !Inserts(plan.sql)) {
    faults.push_back("a plan that looks at nothing");
  }
  return faults;
}

bool PlanJudge::IsAllowed(const std::string& shape) {
  for (const Allowance& allowance : kAllowances) {
    if (ShapeOf(allowance.sql) != shape) continue;
    needed_.insert(allowance.sql);
    return true;
  }
  return false;
}

std::vector<std::string> PlanJudge::Judge(absl::Span<const Plan> plans) {
  std::vector<std::string> findings;
  std::set<std::string> judged;
  for (const Plan& plan : plans) {
    const std::string shape = ShapeOf(plan.sql);
    if (!judged.insert(shape).second) continue;
    const std::vector<std::string> faults = FaultsOf(plan);
    if (faults.empty() || IsAllowed(shape)) continue;
    std::string finding = shape;
    for (const std::string& fault : faults) finding += Concat("\n    ", fault);
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<std::string> PlanJudge::Needless() const {
  std::vector<std::string> needless;
  for (const Allowance& allowance : kAllowances) {
    if (!needed_.contains(allowance.sql)) needless.emplace_back(allowance.sql);
  }
  return needless;
}

std::vector<std::string> NeverRun(const SourceTexts& texts,
                                  absl::Span<const Plan> sqlite,
                                  absl::Span<const Plan> mariadb) {
  const std::set<std::string> on_sqlite = ShapesOf(sqlite);
  const std::set<std::string> on_mariadb = ShapesOf(mariadb);
  std::vector<std::string> missing;
  for (const SourceText& text : texts.statements) {
    const bool may_be_dialect = text.path.starts_with("services/storage/");
    const bool here = IsRun(text.sql, texts, on_sqlite);
    const bool there = IsRun(text.sql, texts, on_mariadb);
    if (may_be_dialect ? here || there : here && there) continue;
    missing.push_back(Concat(text.path, ": ", text.sql));
  }
  return missing;
}

}  // namespace epiledger::plans
