#include "services/ledger/movement_lists.h"

#include <array>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/storage/database.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kMovements =
    "SELECT movement, source, position, amount, source_previous, "
    "target_previous FROM ledger_movement WHERE book = ? AND movement";
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

absl::Status MovementLists::ReadHeads(absl::Span<const int64_t> movements) {
  const std::array<Value, 1> values = {Value::Integer(snapshot_.head().book)};
  std::vector<Value> keys;
  keys.reserve(movements.size());
  for (const int64_t movement : movements) {
    keys.push_back(Value::Integer(movement));
  }
  return snapshot_.transaction().QueryIn(
      kMovements, values, keys, [this](const Row& row) {
        found_[row.Integer(0)] = {row.Integer(1), Position(row.Integer(2)),
                                  row.Integer(3), row.Integer(4),
                                  row.Integer(5)};
        return absl::OkStatus();
      });
}

absl::Status MovementLists::ReadList(int64_t account, int64_t movement) {
  const Value book = Value::Integer(snapshot_.head().book);
  const std::array<Value, 5> values = {
      book, Value::Integer(movement), book, Value::Integer(account),
      Value::Integer(static_cast<int64_t>(depth_))};
  return snapshot_.transaction().Query(
      kMovementList, values, [this](const Row& row) {
        found_[row.Integer(0)] = {row.Integer(1), Position(row.Integer(2)),
                                  row.Integer(3), row.Integer(4),
                                  row.Integer(5)};
        return absl::OkStatus();
      });
}

}  // namespace epiledger::ledger
