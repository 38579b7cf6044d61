#include "services/ledger/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/ledger/movement_lists.h"
#include "services/ledger/tables.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kPositionsUpTo =
    "SELECT position, last_movement FROM ledger_timeline WHERE book = ? AND "
    "account = ? AND position <= ? ORDER BY position DESC LIMIT ?";

// Positions of an account that are read at a time: few first, for a page may
// end within one; then twice as many each time.
constexpr int64_t kFirstPositions = 4;
constexpr int64_t kPositionsAhead = 64;

// A position with the newest movement of the account there.
struct ListHead {
  Position position;
  int64_t movement = 0;
};

// One account's movements, walked from new to old.
struct Walk {
  std::string name;
  int64_t account = 0;
  // The next movement to show; 0 when there is no more.
  int64_t movement = 0;
  Position position;
  Amount amount = 0;
  int64_t previous = 0;
  // Positions that were read and not reached yet, the next one last.
  std::vector<ListHead> ahead;
  // Where those begin that were not read yet.
  Position unread;
  int64_t positions = kFirstPositions;
};

class Statement {
 public:
  Statement(Snapshot& snapshot, size_t lines)
      : snapshot_(snapshot), lists_(snapshot, lines) {}

  // Places `walk` at the newest movement at or before `position`.
  absl::Status Start(Walk& walk, Position position) {
    walk.unread = position;
    return FollowPositions(walk);
  }

  // Places it at `movement`, from which a cursor goes on; 0: at its end.
  absl::Status Resume(Walk& walk, int64_t movement) {
    const absl::Status status = FollowList(walk, movement);
    walk.unread = Before(walk.position);
    return status;
  }

  absl::Status Advance(Walk& walk) {
    const absl::Status status = FollowList(walk, walk.previous);
    if (!status.ok() || walk.movement != 0) return status;
    return FollowPositions(walk);
  }

 private:
  static Position Before(Position position) {
    return Position(position.value() - 1);
  }

  // Shows `movement`, or the first before it in its list that was known.
  absl::Status FollowList(Walk& walk, int64_t movement) {
    for (walk.movement = movement; walk.movement != 0;
         walk.movement = walk.previous) {
      const auto found = lists_.Get(walk.account, walk.movement);
      if (!found.ok()) return found.status();
      const bool is_source = found->source == walk.account;
      walk.position = found->position;
      walk.amount = is_source ? -found->amount : found->amount;
      walk.previous =
          is_source ? found->source_previous : found->target_previous;
      if (SequenceOf(walk.movement) <= snapshot_.sequence()) break;
    }
    return absl::OkStatus();
  }

  // Shows the newest known movement of the next position that has one.
  absl::Status FollowPositions(Walk& walk) {
    for (walk.movement = 0; walk.movement == 0;) {
      if (walk.ahead.empty()) {
        const absl::Status status = ReadPositions(walk);
        if (!status.ok() || walk.ahead.empty()) return status;
      }
      const ListHead head = walk.ahead.back();
      walk.ahead.pop_back();
      const absl::Status status = FollowList(walk, head.movement);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status ReadPositions(Walk& walk) {
    const std::array<Value, 4> values = {
        Value::Integer(snapshot_.head().book), Value::Integer(walk.account),
        Value::Integer(walk.unread.value()), Value::Integer(walk.positions)};
    std::vector<int64_t> movements;
    const absl::Status status = snapshot_.transaction().Query(
        kPositionsUpTo, values, [&](const Row& row) {
          walk.ahead.push_back({Position(row.Integer(0)), row.Integer(1)});
          movements.push_back(row.Integer(1));
          return absl::OkStatus();
        });
    if (!status.ok() || walk.ahead.empty()) return status;
    walk.unread = Before(walk.ahead.back().position);
    walk.positions = std::min(2 * walk.positions, kPositionsAhead);
    std::reverse(walk.ahead.begin(), walk.ahead.end());
    return lists_.ReadHeads(movements);
  }

  Snapshot& snapshot_;
  MovementLists lists_;
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
    const absl::Status status = statement.Resume(walk, places[walk.account]);
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

  Statement statement(snapshot, limit);
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
