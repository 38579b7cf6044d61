#include "services/journal/refusals.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "services/journal/log.h"
#include "services/limits.h"

namespace epiledger::journal {
namespace {

using storage::Value;

constexpr std::array<std::string_view, 5> kRefusalColumns = {
    "book", "sequence", "reason", "method", "subject"};
constexpr storage::Table kRefusalTable = {"journal_refusal", kRefusalColumns,
                                          2};
constexpr std::string_view kDeleteRefusals =
    "DELETE FROM journal_refusal WHERE book = ?";
constexpr std::string_view kDeleteAllRefusals = "DELETE FROM journal_refusal";
constexpr std::string_view kSelectRefusals =
    "SELECT sequence, reason, method, subject FROM journal_refusal "
    "WHERE book = ? AND sequence > ? AND sequence < ? "
    "ORDER BY sequence DESC LIMIT ?";
constexpr std::string_view kFindRefusal =
    "SELECT r.sequence FROM journal_request q JOIN journal_refusal r "
    "ON r.book = q.book AND r.sequence = q.sequence "
    "WHERE q.book = ? AND q.request_id = ?";
constexpr std::string_view kListHeads =
    "SELECT book, sequence FROM journal_head ORDER BY book";

absl::Status FillBook(storage::WriteTransaction& transaction, int64_t book,
                      int64_t head) {
  for (int64_t after = 0; after < head;) {
    const int64_t last = std::min(head, after + limits::kEntriesPerRebuild);
    std::vector<RefusedEntry> refusals;
    absl::Status status = ReadEntries(
        transaction, book, after, last, [&refusals](const StoredEntry& entry) {
          const auto frame = DecodeFrame(entry.frame);
          if (frame.ok() && !frame->accepted()) {
            refusals.push_back(RefusedEntry::Of(*frame));
          }
          return absl::OkStatus();
        });
    if (status.ok()) status = AppendRefusals(transaction, book, refusals);
    if (!status.ok()) return status;
    after = last;
  }
  return absl::OkStatus();
}

}  // namespace

RefusedEntry RefusedEntry::Of(const Frame& frame) {
  return {frame.sequence, frame.reason, frame.method, frame.key.subject};
}

absl::Status AppendRefusals(storage::WriteTransaction& transaction,
                            int64_t book,
                            absl::Span<const RefusedEntry> refusals) {
  if (refusals.empty()) return absl::OkStatus();
  std::vector<Value> rows;
  rows.reserve(refusals.size() * kRefusalColumns.size());
  for (const RefusedEntry& refusal : refusals) {
    rows.insert(rows.end(),
                {Value::Integer(book), Value::Integer(refusal.sequence),
                 Value::Text(refusal.reason), Value::Text(refusal.method),
                 Value::Text(refusal.subject)});
  }
  return transaction.Insert(kRefusalTable, rows);
}

absl::Status DeleteRefusals(storage::WriteTransaction& transaction,
                            int64_t book) {
  return transaction.Execute(kDeleteRefusals, {Value::Integer(book)}).status();
}

absl::Status ReadRefusals(
    storage::ReadTransaction& transaction, int64_t book,
    const RefusalRange& range,
    absl::FunctionRef<absl::Status(const RefusedEntry&)> on_refusal) {
  const std::array<Value, 4> values = {
      Value::Integer(book), Value::Integer(range.after),
      Value::Integer(range.before), Value::Integer(range.limit)};
  return transaction.Query(
      kSelectRefusals, values, [&on_refusal](const storage::Row& row) {
        return on_refusal({row.Integer(0), std::string(row.View(1)),
                           std::string(row.View(2)), std::string(row.View(3))});
      });
}

absl::StatusOr<int64_t> FindRefusal(storage::ReadTransaction& transaction,
                                    int64_t book,
                                    const std::string& request_id) {
  int64_t sequence = 0;
  const std::array<Value, 2> values = {Value::Integer(book),
                                       Value::Text(request_id)};
  const absl::Status status = transaction.Query(
      kFindRefusal, values, [&sequence](const storage::Row& row) {
        sequence = std::max(sequence, row.Integer(0));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return sequence;
}

absl::Status FillRefusals(storage::WriteTransaction& transaction) {
  // A fill that was broken off may have left rows behind.
  const auto deleted = transaction.Execute(kDeleteAllRefusals, {});
  if (!deleted.ok()) return deleted.status();
  std::vector<std::pair<int64_t, int64_t>> heads;
  absl::Status status =
      transaction.Query(kListHeads, {}, [&heads](const storage::Row& row) {
        heads.emplace_back(row.Integer(0), row.Integer(1));
        return absl::OkStatus();
      });
  for (const auto& [book, head] : heads) {
    if (status.ok()) status = FillBook(transaction, book, head);
  }
  return status;
}

}  // namespace epiledger::journal
