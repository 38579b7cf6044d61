#include "services/ledger/movement_lists.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "services/storage/database.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

// A movement and those before it in the list of one account.
constexpr std::string_view kMovementList =
    "WITH RECURSIVE listed (movement, source, position, amount, "
    "source_previous, target_previous, place) AS ("
    "SELECT movement, source, position, amount, source_previous, "
    "target_previous, 1 FROM ledger_movement WHERE book = ? AND movement = ? "
    "UNION ALL SELECT m.movement, m.source, m.position, m.amount, "
    "m.source_previous, m.target_previous, listed.place + 1 "
    "FROM listed JOIN ledger_movement m ON m.book = ? AND m.movement = "
    "CASE WHEN listed.source = ? THEN listed.source_previous "
    "ELSE listed.target_previous END WHERE listed.place < ?) "
    "SELECT movement, source, position, amount, source_previous, "
    "target_previous FROM listed";
// The same of the newest movements of one account at several positions, which
// have place 1.
constexpr std::string_view kListsAt =
    "WITH RECURSIVE listed (movement, source, position, amount, "
    "source_previous, target_previous, place) AS ("
    "SELECT m.movement, m.source, m.position, m.amount, m.source_previous, "
    "m.target_previous, 1 FROM (SELECT last_movement FROM ledger_timeline "
    "WHERE book = ? AND account = ? AND position <= ? "
    "ORDER BY position DESC LIMIT ?) newest "
    "JOIN ledger_movement m ON m.book = ? "
    "AND m.movement = newest.last_movement "
    "UNION ALL SELECT m.movement, m.source, m.position, m.amount, "
    "m.source_previous, m.target_previous, listed.place + 1 "
    "FROM listed JOIN ledger_movement m ON m.book = ? AND m.movement = "
    "CASE WHEN listed.source = ? THEN listed.source_previous "
    "ELSE listed.target_previous END WHERE listed.place < ?) "
    "SELECT movement, source, position, amount, source_previous, "
    "target_previous, place FROM listed";

// Of lists that are read together so much is read of each, even of many: most
// are short, and a longer one costs a statement of its own.
constexpr size_t kAheadInEach = 4;

}  // namespace

absl::StatusOr<ListedMovement> MovementLists::Get(int64_t account,
                                                  int64_t movement) {
  auto found = found_.find(movement);
  if (found == found_.end()) {
    const absl::Status status = ReadList(account, movement);
    if (!status.ok()) return status;
    found = found_.find(movement);
  }
  if (found != found_.end()) return found->second;
  return absl::DataLossError(absl::StrCat("no movement ", movement));
}

absl::StatusOr<std::vector<ListHead>> MovementLists::ReadPositions(
    int64_t account, Position last, size_t positions) {
  const size_t of_each = std::max(kAheadInEach, depth_ / positions);
  const Value book = Value::Integer(snapshot_.head().book);
  const Value number = Value::Integer(account);
  const std::array<Value, 8> values = {
      book,
      number,
      Value::Integer(last.value()),
      Value::Integer(static_cast<int64_t>(positions)),
      book,
      book,
      number,
      Value::Integer(static_cast<int64_t>(of_each))};
  std::vector<ListHead> heads;
  const absl::Status status =
      snapshot_.transaction().Query(kListsAt, values, [&](const Row& row) {
        Keep(row);
        if (row.Integer(6) == 1) {
          heads.push_back({Position(row.Integer(2)), row.Integer(0)});
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  std::sort(heads.begin(), heads.end(),
            [](const ListHead& a, const ListHead& b) {
              return a.position < b.position;
            });
  return heads;
}

absl::Status MovementLists::ReadList(int64_t account, int64_t movement) {
  const Value book = Value::Integer(snapshot_.head().book);
  const std::array<Value, 5> values = {
      book, Value::Integer(movement), book, Value::Integer(account),
      Value::Integer(static_cast<int64_t>(depth_))};
  return snapshot_.transaction().Query(kMovementList, values,
                                       [this](const Row& row) {
                                         Keep(row);
                                         return absl::OkStatus();
                                       });
}

void MovementLists::Keep(const Row& row) {
  found_[row.Integer(0)] = {row.Integer(1), Position(row.Integer(2)),
                            row.Integer(3), row.Integer(4), row.Integer(5)};
}

}  // namespace epiledger::ledger
