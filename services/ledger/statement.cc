#include "services/ledger/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/ledger/tables.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kMovement =
    "SELECT source, position, amount, source_previous, target_previous "
    "FROM ledger_movement WHERE book = ? AND movement = ?";
constexpr std::string_view kPositionBefore =
    "SELECT position, last_movement FROM ledger_timeline WHERE book = ? AND "
    "account = ? AND position < ? ORDER BY position DESC LIMIT 1";
constexpr std::string_view kPositionUpTo =
    "SELECT position, last_movement FROM ledger_timeline WHERE book = ? AND "
    "account = ? AND position <= ? ORDER BY position DESC LIMIT 1";

// One account's movements, walked from new to old.
struct Walk {
  std::string name;
  int64_t account = 0;
  // The next movement to show; 0 when there is no more.
  int64_t movement = 0;
  Position position;
  Amount amount = 0;
  int64_t previous = 0;
};

class Statement {
 public:
  explicit Statement(Snapshot& snapshot) : snapshot_(snapshot) {}

  // Places `walk` at the newest movement at or before `position`.
  absl::Status Start(Walk& walk, Position position) {
    return FollowPositions(walk, kPositionUpTo, position);
  }

  absl::Status Advance(Walk& walk) {
    const Position position = walk.position;
    const absl::Status status = FollowList(walk, walk.previous);
    if (!status.ok() || walk.movement != 0) return status;
    return FollowPositions(walk, kPositionBefore, position);
  }

  // Shows `movement`, or the first before it in its list that was known.
  absl::Status FollowList(Walk& walk, int64_t movement) {
    for (walk.movement = movement; walk.movement != 0;
         walk.movement = walk.previous) {
      const absl::Status status = Read(walk);
      if (!status.ok()) return status;
      if (SequenceOf(walk.movement) <= snapshot_.sequence()) break;
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Read(Walk& walk) {
    const std::array<Value, 2> values = {Book(), Value::Integer(walk.movement)};
    return snapshot_.transaction().Query(
        kMovement, values, [&walk](const Row& row) {
          const bool is_source = row.Integer(0) == walk.account;
          walk.position = Position(row.Integer(1));
          walk.amount = is_source ? -row.Integer(2) : row.Integer(2);
          walk.previous = row.Integer(is_source ? 3 : 4);
          return absl::OkStatus();
        });
  }

  absl::Status FollowPositions(Walk& walk, std::string_view sql,
                               Position position) {
    for (;;) {
      int64_t last = 0;
      const std::array<Value, 3> values = {Book(), Value::Integer(walk.account),
                                           Value::Integer(position.value())};
      absl::Status status =
          snapshot_.transaction().Query(sql, values, [&](const Row& row) {
            position = Position(row.Integer(0));
            last = row.Integer(1);
            return absl::OkStatus();
          });
      walk.movement = 0;
      if (!status.ok() || last == 0) return status;
      status = FollowList(walk, last);
      if (!status.ok() || walk.movement != 0) return status;
      sql = kPositionBefore;
    }
  }

  [[nodiscard]] Value Book() const {
    return Value::Integer(snapshot_.head().book);
  }

  Snapshot& snapshot_;
};

// `balance;account:movement;…`
std::string EncodeCursor(Amount balance, const std::vector<Walk>& walks) {
  std::string cursor = Concat(balance);
  for (const Walk& walk : walks) {
    if (walk.movement == 0) continue;
    cursor += Concat(";", walk.account, ":", walk.movement);
  }
  return cursor;
}

absl::Status BadCursor() {
  return absl::InvalidArgumentError("not a cursor of this statement");
}

absl::Status Resume(Statement& statement, std::string_view cursor,
                    std::vector<Walk>& walks, Amount& balance) {
  std::map<int64_t, int64_t> places;
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(cursor), ';');
  if (!absl::SimpleAtoi(parts[0], &balance)) return BadCursor();
  for (size_t i = 1; i < parts.size(); ++i) {
    const std::pair<std::string, std::string> pair =
        absl::StrSplit(parts[i], ':');
    int64_t account = 0;
    if (!absl::SimpleAtoi(pair.first, &account) ||
        !absl::SimpleAtoi(pair.second, &places[account])) {
      return BadCursor();
    }
  }
  for (Walk& walk : walks) {
    const absl::Status status =
        statement.FollowList(walk, places[walk.account]);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

bool ComesFirst(const Walk& a, const Walk& b) {
  return std::tie(a.position, a.movement) > std::tie(b.position, b.movement);
}

// The walk whose movement is the newest; nothing when all are at their end.
Walk* Newest(std::vector<Walk>& walks) {
  Walk* newest = nullptr;
  for (Walk& walk : walks) {
    if (walk.movement == 0) continue;
    if (newest == nullptr || ComesFirst(walk, *newest)) newest = &walk;
  }
  return newest;
}

}  // namespace

absl::StatusOr<StatementPage> ReadStatement(Snapshot& snapshot,
                                            std::string_view prefix,
                                            Position position,
                                            std::string_view cursor,
                                            size_t limit) {
  const auto accounts = snapshot.AccountsUnder(prefix);
  if (!accounts.ok()) return accounts.status();
  std::vector<Walk> walks;
  for (const auto& [name, number] : *accounts) {
    Walk& walk = walks.emplace_back();
    walk.name = name;
    walk.account = number;
  }
  const auto balances = snapshot.BalancesUnder(prefix, position);
  if (!balances.ok()) return balances.status();
  StatementPage page;
  for (const auto& [name, balance] : *balances) page.closing += balance;

  Statement statement(snapshot);
  Amount balance = page.closing;
  absl::Status status;
  if (cursor.empty()) {
    for (Walk& walk : walks) {
      if (status.ok()) status = statement.Start(walk, position);
    }
  } else {
    status = Resume(statement, cursor, walks, balance);
  }
  while (status.ok() && page.lines.size() < limit) {
    Walk* const walk = Newest(walks);
    if (walk == nullptr) return page;
    page.lines.push_back({walk->name, walk->position,
                          SequenceOf(walk->movement), walk->amount, balance});
    balance -= walk->amount;
    status = statement.Advance(*walk);
  }
  if (!status.ok()) return status;
  if (Newest(walks) != nullptr) page.cursor = EncodeCursor(balance, walks);
  return page;
}

}  // namespace epiledger::ledger
