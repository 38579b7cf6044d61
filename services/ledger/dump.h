// Canonical text of a book's tables: rows in order of their primary keys, one
// a line, alike on both engines. Two books with equal text hold the same.
#ifndef EPILEDGER_SERVICES_LEDGER_DUMP_H_
#define EPILEDGER_SERVICES_LEDGER_DUMP_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

// A table as it is dumped. `kinds` tells the columns: i integer, t text,
// b bytes (shown in hex). The query's one parameter is the book.
struct DumpedTable {
  std::string_view name;
  std::string_view query;
  std::string_view kinds;
};

inline constexpr DumpedTable kDumpedEntries = {
    "journal_entry",
    "SELECT sequence, record_time, hash, frame FROM journal_entry "
    "WHERE book = ? ORDER BY sequence",
    "iibb"};
inline constexpr DumpedTable kDumpedRequests = {
    "journal_request",
    "SELECT request_id, subject, sequence FROM journal_request "
    "WHERE book = ? ORDER BY request_id, subject",
    "tti"};
inline constexpr DumpedTable kDumpedRefusals = {
    "journal_refusal",
    "SELECT sequence, reason, method, subject FROM journal_refusal "
    "WHERE book = ? ORDER BY sequence",
    "ittt"};
inline constexpr DumpedTable kDumpedAccounts = {
    "ledger_account",
    "SELECT account, name, unit, first_movement FROM ledger_account "
    "WHERE book = ? ORDER BY account",
    "itti"};
inline constexpr DumpedTable kDumpedMovements = {
    "ledger_movement",
    "SELECT movement, source, target, position, amount, source_previous, "
    "source_moved, target_previous, target_moved FROM ledger_movement "
    "WHERE book = ? ORDER BY movement",
    "iiiiiiiii"};
inline constexpr DumpedTable kDumpedTimelines = {
    "ledger_timeline",
    "SELECT account, position, balance, moved, last_movement "
    "FROM ledger_timeline WHERE book = ? ORDER BY account, position",
    "iiiii"};
inline constexpr DumpedTable kDumpedResources = {
    "ledger_resource",
    "SELECT collection, name, sequence, body FROM ledger_resource "
    "WHERE book = ? ORDER BY collection, name, sequence",
    "ttib"};

// Calls `on_line` with each row's text.
[[nodiscard]] absl::Status DumpTable(
    storage::ReadTransaction& transaction, const DumpedTable& table,
    int64_t book, absl::FunctionRef<absl::Status(std::string_view)> on_line);

// All tables of a book, each under its name.
[[nodiscard]] absl::StatusOr<std::string> DumpBook(
    storage::ReadTransaction& transaction, int64_t book);

// The text of one column, and what stands between two.
void AppendColumn(std::string& line, int64_t value);
void AppendText(std::string& line, std::string_view text);
void AppendBytes(std::string& line, std::string_view bytes);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_DUMP_H_
