// What a correction asks of accounts: which entries moved them.
#include <algorithm>
#include <array>

#include "services/ledger/accounts.h"
#include "services/ledger/tables.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kFindMovement =
    "SELECT source, target, position, amount, source_previous, source_moved, "
    "target_previous, target_moved FROM ledger_movement "
    "WHERE book = ? AND movement = ?";

}  // namespace

std::optional<Accounts::BookedMovement> Accounts::FindMovement(int64_t number) {
  // Numbers only grow.
  const auto booked = std::lower_bound(
      booked_.begin(), booked_.end(), number,
      [](const BookedMovement& m, int64_t n) { return m.number < n; });
  if (booked != booked_.end() && booked->number == number) return *booked;
  std::optional<BookedMovement> found;
  const std::array<Value, 2> values = {Value::Integer(book_),
                                       Value::Integer(number)};
  Fail(transaction_->Query(kFindMovement, values, [&](const Row& row) {
    found = BookedMovement{number,         row.Integer(0), row.Integer(1),
                           row.Integer(2), row.Integer(3), row.Integer(4),
                           row.Integer(5), row.Integer(6), row.Integer(7)};
    return absl::OkStatus();
  }));
  return found;
}

void Accounts::VisitSince(std::string_view name, Position from, int64_t after,
                          absl::FunctionRef<bool(const Moved&)> on_moved) {
  const Account& account = Ensure(name, from);
  const auto& points = account.timeline.points();
  for (auto it = points.lower_bound(from); it != points.end(); ++it) {
    // What is recorded later stands before what is recorded earlier.
    for (int64_t number = it->second.last_movement;
         number != 0 && SequenceOf(number) > after;) {
      const auto movement = FindMovement(number);
      if (!movement.has_value()) return;
      const bool is_out = movement->source == account.number;
      if (!on_moved({SequenceOf(number),
                     is_out ? -movement->amount : movement->amount})) {
        return;
      }
      number = is_out ? movement->source_previous : movement->target_previous;
    }
  }
}

}  // namespace epiledger::ledger
