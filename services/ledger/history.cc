#include "services/ledger/history.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/ledger/tables.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kFindAt =
    "SELECT name, sequence, body FROM ledger_resource WHERE book = ? AND "
    "collection = ? AND name = ? AND sequence <= ? "
    "ORDER BY sequence DESC LIMIT 1";
// Both give of each name the newest version known at the sequence; the first
// looks at no other.
constexpr std::string_view kFindManyAt =
    "SELECT r.name, r.sequence, r.body FROM wanted CROSS JOIN ledger_resource "
    "r "
    "ON r.book = ? AND r.collection = ? AND r.name = wanted_key "
    "AND r.sequence = (SELECT MAX(s.sequence) FROM ledger_resource s "
    "WHERE s.book = ? AND s.collection = ? AND s.name = wanted_key "
    "AND s.sequence <= ?)";
constexpr std::string_view kListAt =
    "SELECT r.name, r.sequence, r.body FROM ledger_resource r "
    "WHERE r.book = ? AND r.collection = ? AND r.name > ? AND r.name < ? "
    "AND r.sequence <= ? AND NOT EXISTS (SELECT 1 FROM ledger_resource s "
    "WHERE s.book = r.book AND s.collection = r.collection "
    "AND s.name = r.name AND s.sequence > r.sequence AND s.sequence <= ?) "
    "ORDER BY r.name LIMIT ?";
constexpr std::string_view kBalances =
    "SELECT a.account, a.name, COALESCE((SELECT t.balance "
    "FROM ledger_timeline t WHERE t.book = a.book AND t.account = a.account "
    "AND t.position <= ? ORDER BY t.position DESC LIMIT 1), 0) "
    "FROM ledger_account a WHERE a.book = ? AND a.name >= ? AND a.name < ?";
constexpr std::string_view kBalancesByEnding =
    "SELECT a.account, a.name, COALESCE((SELECT t.balance "
    "FROM ledger_timeline t WHERE t.book = a.book AND t.account = a.account "
    "AND t.position <= ? ORDER BY t.position DESC LIMIT 1), 0) "
    "FROM ledger_account a WHERE a.book = ? AND a.ending >= ? AND a.ending < ?";
constexpr std::string_view kMoves =
    "SELECT a.account, a.name, t.position, t.moved FROM ledger_account a "
    "JOIN ledger_timeline t ON t.book = a.book AND t.account = a.account "
    "WHERE a.book = ? AND a.name >= ? AND a.name < ? AND t.position <= ?";
constexpr std::string_view kMovesByEnding =
    "SELECT a.account, a.name, t.position, t.moved FROM ledger_account a "
    "JOIN ledger_timeline t ON t.book = a.book AND t.account = a.account "
    "WHERE a.book = ? AND a.ending >= ? AND a.ending < ? AND t.position <= ?";
constexpr std::string_view kAccounts =
    "SELECT name, account FROM ledger_account "
    "WHERE book = ? AND name >= ? AND name < ?";
constexpr std::string_view kListAccounts =
    "SELECT a.account, a.name, a.unit, COALESCE((SELECT t.balance "
    "FROM ledger_timeline t WHERE t.book = a.book AND t.account = a.account "
    "ORDER BY t.position DESC LIMIT 1), 0) FROM ledger_account a "
    "WHERE a.book = ? AND a.name > ? AND a.first_movement < ? "
    "ORDER BY a.name LIMIT ?";
constexpr std::string_view kLaterMovements =
    "SELECT source, target, amount, position FROM ledger_movement "
    "WHERE book = ? AND movement >= ? AND position <= ?";

// Above every UTF-8 text: 0xff is no byte of one.
constexpr std::string_view kAboveAll = "\xff";

using KnownRow = std::shared_ptr<const ResourceRow>;

std::string_view NameOf(const KnownRow& row) { return row->name; }

const ResourceRow* FindKnown(const KnownResources::Collection& known,
                             std::string_view name) {
  const auto row = std::ranges::lower_bound(known, name, {}, NameOf);
  return row != known.end() && (*row)->name == name ? row->get() : nullptr;
}

absl::Status ListKnown(
    const KnownResources::Collection& known, const ResourceRange& range,
    absl::FunctionRef<absl::Status(const ResourceRow&)> on_row) {
  int64_t left = range.limit;
  for (auto row = std::ranges::upper_bound(known, std::string_view(range.after),
                                           {}, NameOf);
       row != known.end() && left > 0; ++row, --left) {
    if (!range.end.empty() && (*row)->name >= range.end) break;
    const absl::Status status = on_row(**row);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

ResourceRange ResourceRange::Under(std::string_view prefix) {
  return {std::string(prefix), Concat(prefix, kAboveAll), INT64_MAX};
}

Snapshot::Snapshot(storage::ReadTransaction& transaction,
                   journal::BookName book, const journal::Head& head)
    : transaction_(transaction),
      book_(std::move(book)),
      head_(head),
      sequence_(head.sequence) {}

const KnownResources::Collection* Snapshot::KnownOf(
    std::string_view collection) const {
  if (known_ == nullptr || known_->sequence != sequence_) return nullptr;
  const auto known = known_->collections.find(collection);
  return known == known_->collections.end() ? nullptr : known->second.get();
}

absl::StatusOr<std::optional<ResourceRow>> Snapshot::Find(
    std::string_view collection, std::string_view name) {
  std::optional<ResourceRow> found;
  if (const KnownResources::Collection* known = KnownOf(collection)) {
    if (const ResourceRow* row = FindKnown(*known, name)) found = *row;
    return found;
  }
  const std::array<Value, 4> values = {
      Value::Integer(head_.book), Value::Text(collection), Value::Text(name),
      Value::Integer(sequence_)};
  const absl::Status status =
      transaction_.Query(kFindAt, values, [&found](const Row& row) {
        found = ResourceRow{std::string(row.View(0)), row.Integer(1),
                            std::string(row.View(2))};
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return found;
}

absl::Status Snapshot::FindMany(
    std::string_view collection, absl::Span<const std::string> names,
    absl::FunctionRef<absl::Status(const ResourceRow&)> on_row) {
  if (const KnownResources::Collection* known = KnownOf(collection)) {
    for (const std::string& name : names) {
      const ResourceRow* row = FindKnown(*known, name);
      const absl::Status status =
          row == nullptr ? absl::OkStatus() : on_row(*row);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }
  const std::array<Value, 5> values = {
      Value::Integer(head_.book), Value::Text(collection),
      Value::Integer(head_.book), Value::Text(collection),
      Value::Integer(sequence_)};
  std::vector<Value> keys;
  keys.reserve(names.size());
  for (const std::string& name : names) keys.push_back(Value::Text(name));
  return transaction_.QueryWanted(
      kFindManyAt, keys, values, [&on_row](const Row& row) {
        return on_row({std::string(row.View(0)), row.Integer(1),
                       std::string(row.View(2))});
      });
}

absl::Status Snapshot::List(
    std::string_view collection, const ResourceRange& range,
    absl::FunctionRef<absl::Status(const ResourceRow&)> on_row) {
  if (const KnownResources::Collection* known = KnownOf(collection)) {
    return ListKnown(*known, range, on_row);
  }
  const std::string_view end =
      range.end.empty() ? kAboveAll : std::string_view(range.end);
  const std::array<Value, 7> values = {
      Value::Integer(head_.book), Value::Text(collection),
      Value::Text(range.after),   Value::Text(end),
      Value::Integer(sequence_),  Value::Integer(sequence_),
      Value::Integer(range.limit)};
  return transaction_.Query(kListAt, values, [&on_row](const Row& row) {
    return on_row(
        {std::string(row.View(0)), row.Integer(1), std::string(row.View(2))});
  });
}

// Timelines tell what is known now; what was recorded after the sequence is
// taken back out of them.
absl::Status Snapshot::SubtractLater(
    Position position,
    absl::FunctionRef<void(int64_t account, Position at, Amount amount)>
        subtract) {
  if (sequence_ >= head_.sequence) return absl::OkStatus();
  const std::array<Value, 3> values = {
      Value::Integer(head_.book),
      Value::Integer(MovementNumber(sequence_ + 1, 0)),
      Value::Integer(position.value())};
  return transaction_.Query(kLaterMovements, values, [&](const Row& row) {
    const Position at(row.Integer(3));
    subtract(row.Integer(0), at, -row.Integer(2));
    subtract(row.Integer(1), at, row.Integer(2));
    return absl::OkStatus();
  });
}

absl::Status Snapshot::AddBalances(std::string_view statement,
                                   std::string_view prefix, Position position,
                                   NumberedBalances& found) {
  const std::string end = Concat(prefix, kAboveAll);
  const std::array<Value, 4> values = {Value::Integer(position.value()),
                                       Value::Integer(head_.book),
                                       Value::Text(prefix), Value::Text(end)};
  return transaction_.Query(statement, values, [&found](const Row& row) {
    Amount& balance = found.balances[std::string(row.View(1))];
    balance = row.Integer(2);
    found.by_number[row.Integer(0)] = &balance;
    return absl::OkStatus();
  });
}

absl::StatusOr<std::map<std::string, Amount>> Snapshot::Balances(
    std::string_view statement, absl::Span<const std::string> prefixes,
    Position position) {
  NumberedBalances found;
  for (const std::string& prefix : prefixes) {
    const absl::Status status = AddBalances(statement, prefix, position, found);
    if (!status.ok()) return status;
  }
  const absl::Status status = SubtractLater(
      position, [&found](int64_t account, Position, Amount amount) {
        const auto balance = found.by_number.find(account);
        if (balance != found.by_number.end()) *balance->second -= amount;
      });
  if (!status.ok()) return status;
  return std::move(found.balances);
}

absl::StatusOr<std::map<std::string, Amount>> Snapshot::BalancesUnderAny(
    absl::Span<const std::string> prefixes, Position position) {
  return Balances(kBalances, prefixes, position);
}

absl::StatusOr<std::map<std::string, Amount>> Snapshot::BalancesEndingAny(
    absl::Span<const std::string> endings, Position position) {
  return Balances(kBalancesByEnding, endings, position);
}

absl::StatusOr<std::map<std::string, Amount>> Snapshot::BalancesUnder(
    std::string_view prefix, Position position) {
  const std::array<std::string, 1> prefixes = {std::string(prefix)};
  return BalancesUnderAny(prefixes, position);
}

absl::StatusOr<Amount> Snapshot::Balance(std::string_view account,
                                         Position position) {
  const auto balances = BalancesUnder(account, position);
  if (!balances.ok()) return balances.status();
  const auto found = balances->find(std::string(account));
  return found == balances->end() ? 0 : found->second;
}

absl::StatusOr<std::map<std::string, std::map<Position, Amount>>>
Snapshot::MovesUnderAny(absl::Span<const std::string> prefixes,
                        Position position) {
  return MovesOf(kMoves, prefixes, position);
}

absl::StatusOr<std::map<std::string, std::map<Position, Amount>>>
Snapshot::MovesEnding(std::string_view ending, Position position) {
  const std::array<std::string, 1> endings = {std::string(ending)};
  return MovesOf(kMovesByEnding, endings, position);
}

absl::StatusOr<Snapshot::Moves> Snapshot::MovesOf(
    std::string_view statement, absl::Span<const std::string> prefixes,
    Position position) {
  Moves moves;
  absl::flat_hash_map<int64_t, std::map<Position, Amount>*> by_number;
  for (const std::string& prefix : prefixes) {
    const std::string end = Concat(prefix, kAboveAll);
    const std::array<Value, 4> values = {Value::Integer(head_.book),
                                         Value::Text(prefix), Value::Text(end),
                                         Value::Integer(position.value())};
    const absl::Status status =
        transaction_.Query(statement, values, [&](const Row& row) {
          std::map<Position, Amount>& of = moves[std::string(row.View(1))];
          by_number[row.Integer(0)] = &of;
          of[Position(row.Integer(2))] = row.Integer(3);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
  }
  const absl::Status status = SubtractLater(
      position, [&by_number](int64_t account, Position at, Amount amount) {
        const auto of = by_number.find(account);
        if (of != by_number.end()) (*of->second)[at] -= amount;
      });
  if (!status.ok()) return status;
  for (auto& [name, of] : moves) {
    std::erase_if(of, [](const auto& move) { return move.second == 0; });
  }
  std::erase_if(moves, [](const auto& of) { return of.second.empty(); });
  return moves;
}

absl::StatusOr<std::map<std::string, int64_t>> Snapshot::AccountsUnder(
    std::string_view prefix) {
  std::map<std::string, int64_t> accounts;
  const std::string end = Concat(prefix, kAboveAll);
  const std::array<Value, 3> values = {Value::Integer(head_.book),
                                       Value::Text(prefix), Value::Text(end)};
  const absl::Status status =
      transaction_.Query(kAccounts, values, [&accounts](const Row& row) {
        accounts.emplace(row.View(0), row.Integer(1));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return accounts;
}

absl::StatusOr<std::vector<AccountRow>> Snapshot::ListAccounts(
    std::string_view after, size_t limit) {
  std::vector<AccountRow> rows;
  absl::flat_hash_map<int64_t, size_t> by_number;
  const std::array<Value, 4> values = {
      Value::Integer(head_.book), Value::Text(after),
      Value::Integer(MovementNumber(sequence_ + 1, 0)),
      Value::Integer(static_cast<int64_t>(limit))};
  absl::Status status =
      transaction_.Query(kListAccounts, values, [&](const Row& row) {
        by_number[row.Integer(0)] = rows.size();
        rows.push_back({std::string(row.View(1)), std::string(row.View(2)),
                        row.Integer(3)});
        return absl::OkStatus();
      });
  if (status.ok()) {
    status = SubtractLater(kEnd, [&](int64_t account, Position, Amount amount) {
      const auto found = by_number.find(account);
      if (found != by_number.end()) rows[found->second].balance -= amount;
    });
  }
  if (!status.ok()) return status;
  return rows;
}

}  // namespace epiledger::ledger
