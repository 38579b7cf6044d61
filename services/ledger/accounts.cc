#include "services/ledger/accounts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "absl/numeric/int128.h"
#include "services/ledger/tables.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

// Each with the last point of its timeline; no account is without one.
constexpr std::string_view kFindAccounts =
    "SELECT a.account, a.name, a.unit, t.position, t.balance "
    "FROM ledger_account a JOIN ledger_timeline t ON t.book = a.book "
    "AND t.account = a.account AND t.position = "
    "(SELECT l.position FROM ledger_timeline l WHERE l.book = a.book "
    "AND l.account = a.account ORDER BY l.position DESC LIMIT 1) "
    "WHERE a.book = ? AND a.name";
constexpr std::string_view kAccountsUnder =
    "SELECT name FROM ledger_account WHERE book = ? AND name >= ? AND name < ?";
constexpr std::string_view kLastAccount =
    "SELECT COALESCE(MAX(account), 0) FROM ledger_account WHERE book = ?";
// The points of one account in [from, before), and the last one before `from`.
constexpr std::string_view kTimelinePart =
    "SELECT account, position, balance, moved, last_movement "
    "FROM ledger_timeline WHERE book = ? AND account = ? AND position < ? "
    "AND position >= COALESCE((SELECT MAX(position) FROM ledger_timeline "
    "WHERE book = ? AND account = ? AND position < ?), ?)";

// `count` copies of the part in one statement.
std::string TimelineStatement(size_t count) {
  std::string sql(kTimelinePart);
  for (size_t i = 1; i < count; ++i) {
    sql.append(" UNION ALL ").append(kTimelinePart);
  }
  return sql;
}

// What one entry moves of one account: each side alone, and no further than a
// little beyond limits::kMaxAmount, so that no sum of it with a balance
// overflows.
struct Flow {
  Position first = kEnd;
  Amount out = 0;
  Amount in = 0;

  static constexpr Amount kBound = 3 * limits::kMaxAmount;
  static Amount Bounded(Amount amount) {
    return std::clamp<Amount>(amount, 0, kBound);
  }
  void Add(Position position, Amount more_out, Amount more_in) {
    first = std::min(first, position);
    out = std::min(out + Bounded(more_out), kBound);
    in = std::min(in + Bounded(more_in), kBound);
  }
};

// The least string above all that begin with `prefix`. Names are UTF-8, so
// their last byte is never 0xff.
std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace

void Accounts::Begin(storage::WriteTransaction& transaction, int64_t book) {
  transaction_ = &transaction;
  book_ = book;
  status_ = absl::OkStatus();
}

void Accounts::Forget() {
  changed_.clear();
  booked_.clear();
  opened_.clear();
  under_.clear();
  accounts_.clear();
  point_count_ = 0;
  last_number_ = -1;
  status_ = absl::OkStatus();
}

void Accounts::Fail(const absl::Status& status) {
  if (status_.ok()) status_ = status;
}

void Accounts::LoadNumbers(absl::Span<const AccountNeed> needs) {
  std::vector<Value> names;
  for (const AccountNeed& need : needs) {
    const auto [it, is_new] = accounts_.try_emplace(need.name);
    if (!is_new) continue;
    it->second = std::make_unique<Account>();
    // Not the map's own key: the map may move it when it grows.
    names.push_back(Value::Text(need.name));
  }
  Fail(transaction_->QueryIn(
      kFindAccounts, {Value::Integer(book_)}, names, [this](const Row& row) {
        Account& account = *accounts_[std::string(row.View(1))];
        account.number = row.Integer(0);
        account.unit = row.View(2);
        // What came last is known, so that most commands need no more of it.
        account.timeline =
            Timeline(Position(row.Integer(3) + 1), row.Integer(4), {});
        return absl::OkStatus();
      }));
}

void Accounts::Load(absl::Span<const AccountNeed> needs) {
  LoadNumbers(needs);
  std::map<Position, std::vector<Account*>> missing;
  for (const AccountNeed& need : needs) {
    Account* const account = accounts_[need.name].get();
    std::vector<Account*>& same = missing[need.from];
    if (!account->timeline.Covers(need.from) &&
        std::find(same.begin(), same.end(), account) == same.end()) {
      same.push_back(account);
    }
  }
  for (const auto& [from, accounts] : missing) {
    // An earlier position of the same need list may have loaded it meanwhile.
    std::vector<Account*> still;
    for (Account* account : accounts) {
      if (!account->timeline.Covers(from)) still.push_back(account);
    }
    for (size_t i = 0; i < still.size(); i += limits::kTimelinesPerStatement) {
      LoadTimelines(
          absl::MakeSpan(still).subspan(i, limits::kTimelinesPerStatement),
          from);
    }
  }
}

void Accounts::LoadTimelines(absl::Span<Account* const> accounts,
                             Position from) {
  // Padded to a power of two, so that few texts are prepared.
  const size_t count = std::bit_ceil(accounts.size());
  std::vector<Value> values;
  for (size_t i = 0; i < count; ++i) {
    const Account& account = *accounts[std::min(i, accounts.size() - 1)];
    const Value book = Value::Integer(book_);
    const Value number = Value::Integer(account.number);
    values.insert(
        values.end(),
        {book, number, Value::Integer(account.timeline.from().value()), book,
         number, Value::Integer(from.value()), Value::Integer(from.value())});
  }
  absl::flat_hash_map<int64_t, std::map<Position, Point>> points;
  Fail(transaction_->Query(
      TimelineStatement(count), values, [&points](const Row& row) {
        points[row.Integer(0)].insert_or_assign(
            Position(row.Integer(1)),
            Point{row.Integer(2), row.Integer(3), row.Integer(4)});
        return absl::OkStatus();
      }));
  for (Account* account : accounts) {
    std::map<Position, Point>& found = points[account->number];
    Amount opening = 0;
    if (!found.empty() && found.begin()->first < from) {
      opening = found.begin()->second.balance;
      found.erase(found.begin());
    }
    point_count_ += found.size();
    account->timeline.Extend(from, opening, std::move(found));
  }
}

Accounts::Account& Accounts::Ensure(std::string_view name, Position from) {
  const auto found = accounts_.find(name);
  if (found != accounts_.end() && found->second->timeline.Covers(from)) {
    return *found->second;
  }
  const AccountNeed need{std::string(name), from};
  Load({&need, 1});
  return *accounts_[need.name];
}

const Timeline& Accounts::At(std::string_view name, Position from) {
  return Ensure(name, from).timeline;
}

std::vector<std::string> Accounts::Under(std::string_view prefix) {
  const auto [it, is_new] = under_.try_emplace(std::string(prefix));
  std::set<std::string>& names = it->second;
  if (is_new) {
    const std::string end = PrefixEnd(prefix);
    const std::array<Value, 3> values = {Value::Integer(book_),
                                         Value::Text(prefix), Value::Text(end)};
    Fail(transaction_->Query(kAccountsUnder, values, [&names](const Row& row) {
      names.emplace(row.View(0));
      return absl::OkStatus();
    }));
    for (const OpenedAccount& opened : opened_) {
      if (opened.name.starts_with(prefix)) names.insert(opened.name);
    }
  }
  return {names.begin(), names.end()};
}

absl::Status Accounts::CheckBounds(
    absl::Span<const journal::v1::Movement* const> movements) {
  std::map<std::string_view, Flow> flows;
  for (const journal::v1::Movement* movement : movements) {
    const Position position(movement->position());
    flows[movement->source()].Add(position, movement->amount(), 0);
    flows[movement->target()].Add(position, 0, movement->amount());
  }
  for (const auto& [name, flow] : flows) {
    const auto passes = [&flow = flow](Amount balance) {
      return balance + flow.in > limits::kMaxAmount ||
             balance - flow.out < -limits::kMaxAmount;
    };
    const Timeline& timeline = At(name, flow.first);
    if (passes(timeline.BalanceAt(flow.first)) ||
        std::any_of(
            timeline.points().upper_bound(flow.first), timeline.points().end(),
            [&](const auto& point) { return passes(point.second.balance); })) {
      return absl::OutOfRangeError(absl::string_view(name.data(), name.size()));
    }
  }
  return absl::OkStatus();
}

std::optional<Shortage> Accounts::Check(
    absl::Span<const journal::v1::Movement* const> movements) {
  // Wide: an entry of many movements may sum up to more than an Amount holds.
  std::map<std::string_view, std::map<Position, absl::int128>> changes;
  for (const journal::v1::Movement* movement : movements) {
    const Position position(movement->position());
    changes[movement->source()][position] -= movement->amount();
    changes[movement->target()][position] += movement->amount();
  }
  for (const auto& [name, change] : changes) {
    if (IsUnlimited(name)) continue;
    const Position first = change.begin()->first;
    const Timeline& timeline = At(name, first);
    std::set<Position> positions;
    for (const auto& [position, amount] : change) positions.insert(position);
    for (auto it = timeline.points().upper_bound(first);
         it != timeline.points().end(); ++it) {
      positions.insert(it->first);
    }
    absl::int128 moved = 0;
    for (const Position position : positions) {
      if (const auto at = change.find(position); at != change.end()) {
        moved += at->second;
      }
      if (timeline.BalanceAt(position) + moved >= 0) continue;
      return Shortage{std::string(name), position,
                      std::max<Amount>(0, timeline.LowestFrom(first)),
                      static_cast<Amount>(std::min<absl::int128>(
                          -moved, std::numeric_limits<Amount>::max()))};
    }
  }
  return std::nullopt;
}

absl::Status Accounts::Validate(const journal::v1::Movement& movement) {
  if (movement.amount() <= 0 || movement.amount() > limits::kMaxAmount) {
    return absl::InternalError(
        Concat("movement of ", movement.amount(), " is out of range"));
  }
  if (movement.source() == movement.target() || movement.source().empty() ||
      movement.target().empty()) {
    return absl::InternalError("movement needs two different accounts");
  }
  for (const std::string* name : {&movement.source(), &movement.target()}) {
    const Account& account = Ensure(*name, Position(movement.position()));
    if (account.number != 0 && account.unit != movement.unit()) {
      return absl::InternalError(Concat(*name, " is kept in ", account.unit,
                                        ", not in ", movement.unit()));
    }
  }
  return status_;
}

Accounts::Account& Accounts::Open(std::string_view name,
                                  const std::string& unit, int64_t movement) {
  Account& account = *accounts_.find(name)->second;
  if (account.number != 0) return account;
  account.number = ++last_number_;
  account.unit = unit;
  opened_.push_back({std::string(name), &account, movement});
  for (auto& [prefix, names] : under_) {
    if (name.starts_with(prefix)) names.emplace(name);
  }
  return account;
}

std::pair<int64_t, int64_t> Accounts::Book(Account& account, Position position,
                                           Amount change, int64_t movement) {
  const int64_t previous = account.timeline.At(position).last_movement;
  if (previous == 0) ++point_count_;
  std::vector<Position> changed;
  account.timeline.Move(position, change, movement, changed);
  changed_[&account].insert(changed.begin(), changed.end());
  return {previous, account.timeline.At(position).moved};
}

absl::Status Accounts::Apply(
    absl::Span<const journal::v1::Movement* const> movements,
    int64_t sequence) {
  if (absl::Status bounded = CheckBounds(movements); !bounded.ok()) {
    return bounded;
  }
  if (movements.size() > static_cast<size_t>(limits::kMaxMovements)) {
    return absl::InternalError("entry with too many movements");
  }
  for (const journal::v1::Movement* movement : movements) {
    const absl::Status valid = Validate(*movement);
    if (!valid.ok()) return valid;
  }
  if (const std::optional<Shortage> shortage = Check(movements)) {
    return absl::InternalError(
        Concat(shortage->account, " would fall below zero"));
  }
  if (last_number_ < 0) {
    Fail(transaction_->Query(kLastAccount, {Value::Integer(book_)},
                             [this](const Row& row) {
                               last_number_ = row.Integer(0);
                               return absl::OkStatus();
                             }));
    if (!status_.ok()) return status_;
  }
  int64_t place = 0;
  for (const journal::v1::Movement* movement : movements) {
    const Position position(movement->position());
    const int64_t number = MovementNumber(sequence, place++);
    Account& source = Open(movement->source(), movement->unit(), number);
    Account& target = Open(movement->target(), movement->unit(), number);
    const auto [source_previous, source_moved] =
        Book(source, position, -movement->amount(), number);
    const auto [target_previous, target_moved] =
        Book(target, position, movement->amount(), number);
    booked_.push_back({number, source.number, target.number, position.value(),
                       movement->amount(), source_previous, source_moved,
                       target_previous, target_moved});
  }
  return absl::OkStatus();
}

absl::Status Accounts::Flush(storage::WriteTransaction& transaction) {
  const Value book = Value::Integer(book_);
  std::vector<Value> accounts;
  for (const auto& [name, account, first_movement] : opened_) {
    accounts.insert(
        accounts.end(),
        {book, Value::Integer(account->number), Value::Text(name),
         Value::Text(account->unit), Value::Integer(first_movement)});
  }
  std::vector<Value> movements;
  movements.reserve(booked_.size() * kMovementColumns.size());
  for (const BookedMovement& m : booked_) {
    movements.push_back(book);
    for (const int64_t column :
         {m.number, m.source, m.target, m.position, m.amount, m.source_previous,
          m.source_moved, m.target_previous, m.target_moved}) {
      movements.push_back(Value::Integer(column));
    }
  }
  // In the order of the table, whose pages are then touched once each.
  std::vector<const Account*> in_order;
  in_order.reserve(changed_.size());
  for (const auto& [account, positions] : changed_) in_order.push_back(account);
  std::sort(
      in_order.begin(), in_order.end(),
      [](const Account* a, const Account* b) { return a->number < b->number; });
  std::vector<Value> points;
  points.reserve(changed_.size() * kTimelineColumns.size());
  for (const Account* account : in_order) {
    for (const Position position : changed_.at(account)) {
      const Point& point = account->timeline.points().at(position);
      points.insert(
          points.end(),
          {book, Value::Integer(account->number),
           Value::Integer(position.value()), Value::Integer(point.balance),
           Value::Integer(point.moved), Value::Integer(point.last_movement)});
    }
  }
  absl::Status status = transaction.Insert(kAccountTable, accounts);
  if (status.ok()) status = transaction.Insert(kMovementTable, movements);
  if (status.ok()) status = transaction.Upsert(kTimelineTable, points);
  opened_.clear();
  booked_.clear();
  changed_.clear();
  return status;
}

}  // namespace epiledger::ledger
