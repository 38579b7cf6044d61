// Statements as the engines are given them, and how they say they find rows.
#ifndef EPILEDGER_TESTS_PLANS_STATEMENT_H_
#define EPILEDGER_TESTS_PLANS_STATEMENT_H_

#include <string>
#include <string_view>
#include <vector>

namespace epiledger::plans {

// How one table of a statement is looked at.
struct Lookup {
  // As the statement calls it, which may be an alias; empty where the engine
  // names none.
  std::string table;
  // A key gives the rows, in their order, and narrows them down by more than
  // the book that they are of.
  bool by_key = false;
  // In the engine's words.
  std::string told;
};

// A statement that was run, and its plan.
struct Plan {
  std::string sql;
  std::vector<Lookup> lookups;
};

// Whether `sql` reads or changes rows of tables.
[[nodiscard]] bool TouchesRows(std::string_view sql);

// `sql` with `?` for every value, and one for a list or several rows of them:
// what it has in common with all others of its kind, on both engines.
[[nodiscard]] std::string ShapeOf(std::string_view sql);

// The table that `name` stands for in `sql`, as `r` in `FROM ledger_resource
// r`; `name` itself where it is no alias. Keywords are in capital letters.
[[nodiscard]] std::string TableOf(std::string_view sql, std::string_view name);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_STATEMENT_H_
