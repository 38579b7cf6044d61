#include "services/ledger/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "services/ledger/movement_lists.h"
#include "services/ledger/tables.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

// Positions of an account that are read at a time: one first, for a page may
// end within it; then so many times as many each time.
constexpr size_t kMorePositions = 4;
constexpr size_t kPositionsAhead = 64;

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
  size_t positions = 1;
};

bool ComesFirst(const Walk& a, const Walk& b) {
  return std::tie(a.position, a.movement) > std::tie(b.position, b.movement);
}

class Statement {
 public:
  // The movement behind the last line says whether there is another page.
  Statement(Snapshot& snapshot, size_t lines)
      : snapshot_(snapshot), lists_(snapshot, lines + 1) {}

  // Places each of `walks` at the newest movement at or before `position`.
  absl::Status Start(std::vector<Walk>& walks, Position position) {
    for (Walk& walk : walks) {
      walk.unread = position;
      const absl::Status status = FollowPositions(walk);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Places each at its one of `movements`, from which a cursor goes on.
  absl::Status Resume(std::vector<Walk>& walks,
                      const std::map<int64_t, int64_t>& movements) {
    for (Walk& walk : walks) {
      const auto movement = movements.find(walk.account);
      if (movement == movements.end()) continue;
      const absl::Status status = FollowList(walk, movement->second);
      if (!status.ok()) return status;
      walk.unread = Before(walk.position);
    }
    return absl::OkStatus();
  }

  // Places each at its newest movement that does not come before `next`, the
  // line that a cursor goes on with. It passes what came before it at that
  // position, one by one.
  absl::Status ResumeAt(std::vector<Walk>& walks, const Walk& next) {
    absl::Status status = Start(walks, next.position);
    // Of one movement between two of them, the first one's line was shown.
    bool is_earlier = true;
    for (Walk& walk : walks) {
      is_earlier = is_earlier && walk.account != next.account;
      while (status.ok() && walk.movement != 0 &&
             (is_earlier ? !ComesFirst(next, walk) : ComesFirst(walk, next))) {
        status = Advance(walk);
      }
    }
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
    auto ahead =
        lists_.ReadPositions(walk.account, walk.unread, walk.positions);
    if (!ahead.ok()) return ahead.status();
    walk.ahead = *std::move(ahead);
    if (walk.ahead.empty()) return absl::OkStatus();
    walk.unread = Before(walk.ahead.front().position);
    walk.positions = std::min(kMorePositions * walk.positions, kPositionsAhead);
    return absl::OkStatus();
  }

  Snapshot& snapshot_;
  MovementLists lists_;
};

// Where a page goes on.
struct Place {
  // Before its first line.
  Amount balance = 0;
  // Of the first page, which knew it: asked again it would cost what was
  // recorded since. Nothing where a build before made the cursor.
  std::optional<Amount> closing;
  // The next movement of each account; none where it is at its end.
  std::map<int64_t, int64_t> movements;
  // In place of these, where they are too many for a cursor: the next line.
  std::optional<Walk> next;
};

// `balance,closing;account:movement;…`, and where that is too long
// `balance,closing;@position:movement:account`.
std::string EncodeCursor(Amount balance, Amount closing,
                         const std::vector<Walk>& walks, const Walk& next) {
  const std::string balances = Concat(balance, ",", closing);
  std::string cursor = balances;
  for (const Walk& walk : walks) {
    if (walk.movement == 0) continue;
    cursor += Concat(";", walk.account, ":", walk.movement);
  }
  if (cursor.size() <= limits::kMaxCursorLength) return cursor;
  return Concat(balances, ";@", next.position.value(), ":", next.movement, ":",
                next.account);
}

// Numbers with colons between them; false where there are others or more.
bool ParseNumbers(std::string_view text, absl::Span<int64_t> numbers) {
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(text), ':');
  if (parts.size() != numbers.size()) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &numbers[i])) return false;
  }
  return true;
}

// `account:movement` or `@position:movement:account`.
bool ParseWalk(std::string_view text, Place& place) {
  if (!text.starts_with('@')) {
    std::array<int64_t, 2> walk = {};
    if (!ParseNumbers(text, absl::MakeSpan(walk))) return false;
    place.movements[walk[0]] = walk[1];
    return true;
  }
  std::array<int64_t, 3> next = {};
  if (!ParseNumbers(text.substr(1), absl::MakeSpan(next))) return false;
  place.next.emplace();
  place.next->position = Position(next[0]);
  place.next->movement = next[1];
  place.next->account = next[2];
  return true;
}

bool ParseBalances(const std::string& text, Place& place) {
  const size_t comma = text.find(',');
  if (!absl::SimpleAtoi(text.substr(0, comma), &place.balance)) return false;
  if (comma == std::string::npos) return true;
  return absl::SimpleAtoi(text.substr(comma + 1), &place.closing.emplace());
}

absl::StatusOr<Place> ParseCursor(std::string_view cursor) {
  const absl::Status bad =
      absl::InvalidArgumentError("not a cursor of this statement");
  Place place;
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(cursor), ';');
  if (!ParseBalances(parts[0], place)) return bad;
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!ParseWalk(parts[i], place)) return bad;
  }
  return place;
}

absl::StatusOr<Amount> BalanceUnder(Snapshot& snapshot, std::string_view prefix,
                                    Position position) {
  const auto balances = snapshot.BalancesUnder(prefix, position);
  if (!balances.ok()) return balances.status();
  Amount sum = 0;
  for (const auto& [name, balance] : *balances) sum += balance;
  return sum;
}

// One of each account, not placed yet.
absl::StatusOr<std::vector<Walk>> WalksOf(Snapshot& snapshot,
                                          std::string_view prefix) {
  const auto accounts = snapshot.AccountsUnder(prefix);
  if (!accounts.ok()) return accounts.status();
  std::vector<Walk> walks;
  for (const auto& [name, number] : *accounts) {
    Walk& walk = walks.emplace_back();
    walk.name = name;
    walk.account = number;
  }
  return walks;
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

// Puts at most `limit` lines onto the page, the newest first; before them the
// balance is `balance`.
absl::Status AddLines(Statement& statement, std::vector<Walk>& walks,
                      Amount balance, size_t limit, StatementPage& page) {
  Walk* walk = Newest(walks);
  for (; walk != nullptr && page.lines.size() < limit; walk = Newest(walks)) {
    page.lines.push_back({walk->name, walk->position,
                          SequenceOf(walk->movement), walk->amount, balance});
    balance -= walk->amount;
    const absl::Status status = statement.Advance(*walk);
    if (!status.ok()) return status;
  }
  if (walk != nullptr) {
    page.cursor = EncodeCursor(balance, page.closing, walks, *walk);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<StatementPage> ReadStatement(Snapshot& snapshot,
                                            std::string_view prefix,
                                            Position position,
                                            std::string_view cursor,
                                            size_t limit) {
  const bool is_first = cursor.empty();
  const absl::StatusOr<Place> place = is_first ? Place() : ParseCursor(cursor);
  if (!place.ok()) return place.status();
  absl::StatusOr<Amount> closing = place->closing.value_or(0);
  if (!place->closing.has_value()) {
    closing = BalanceUnder(snapshot, prefix, position);
  }
  if (!closing.ok()) return closing.status();
  absl::StatusOr<std::vector<Walk>> walks = WalksOf(snapshot, prefix);
  if (!walks.ok()) return walks.status();
  Statement statement(snapshot, limit);
  absl::Status status = is_first ? statement.Start(*walks, position)
                        : place->next.has_value()
                            ? statement.ResumeAt(*walks, *place->next)
                            : statement.Resume(*walks, place->movements);
  if (!status.ok()) return status;
  StatementPage page;
  page.closing = *closing;
  status = AddLines(statement, *walks, is_first ? *closing : place->balance,
                    limit, page);
  if (!status.ok()) return status;
  return page;
}

}  // namespace epiledger::ledger
