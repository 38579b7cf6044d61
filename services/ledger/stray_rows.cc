#include "services/ledger/stray_rows.h"

#include <limits>
#include <optional>
#include <set>

#include "services/journal/log.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

// The first number from one on that a table has: one step in its key.
struct BookSteps {
  std::string_view table;
  std::string_view next;
};

constexpr BookSteps kBookSteps[] = {
    {"journal_request",
     "SELECT MIN(book) FROM journal_request WHERE book >= ?"},
    {"journal_refusal",
     "SELECT MIN(book) FROM journal_refusal WHERE book >= ?"},
    {"ledger_account", "SELECT MIN(book) FROM ledger_account WHERE book >= ?"},
    {"ledger_movement",
     "SELECT MIN(book) FROM ledger_movement WHERE book >= ?"},
    {"ledger_timeline",
     "SELECT MIN(book) FROM ledger_timeline WHERE book >= ?"},
    {"ledger_resource",
     "SELECT MIN(book) FROM ledger_resource WHERE book >= ?"}};

constexpr std::string_view kSelectNumbers = "SELECT book FROM journal_head";

absl::StatusOr<std::set<int64_t>> NumbersOfBooks(
    storage::ReadTransaction& transaction) {
  std::set<int64_t> numbers;
  const absl::Status status =
      transaction.Query(kSelectNumbers, {}, [&numbers](const Row& row) {
        numbers.insert(row.Integer(0));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return numbers;
}

absl::StatusOr<std::optional<int64_t>> NextBook(
    storage::ReadTransaction& transaction, const BookSteps& steps,
    int64_t from) {
  std::optional<int64_t> next;
  const absl::Status status = transaction.Query(
      steps.next, {Value::Integer(from)}, [&next](const Row& row) {
        if (!row.IsNull(0)) next = row.Integer(0);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return next;
}

}  // namespace

absl::StatusOr<std::vector<StrayRows>> FindStrayRows(
    storage::ReadTransaction& transaction) {
  const auto numbers = NumbersOfBooks(transaction);
  if (!numbers.ok()) return numbers.status();
  const auto headless = journal::ListHeadless(transaction);
  if (!headless.ok()) return headless.status();
  std::vector<StrayRows> strays;
  for (const int64_t book : *headless) {
    strays.push_back({"journal_entry", book});
  }
  for (const BookSteps& steps : kBookSteps) {
    std::optional<int64_t> from = std::numeric_limits<int64_t>::min();
    while (from.has_value()) {
      const auto next = NextBook(transaction, steps, *from);
      if (!next.ok()) return next.status();
      from = std::nullopt;
      if (!next->has_value()) break;
      const int64_t book = **next;
      if (!numbers->contains(book)) strays.push_back({steps.table, book});
      if (book < std::numeric_limits<int64_t>::max()) from = book + 1;
    }
  }
  return strays;
}

}  // namespace epiledger::ledger
