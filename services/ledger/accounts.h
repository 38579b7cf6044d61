// Accounts: the accounts of one book as a batch of commands sees them, loaded
// on demand inside its transaction and written back once at its end.
//
// Loading never fails towards the rules: the first storage error is kept in
// status(), and the batch is thrown away. Not thread-safe.
#ifndef EPILEDGER_SERVICES_LEDGER_ACCOUNTS_H_
#define EPILEDGER_SERVICES_LEDGER_ACCOUNTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/account.h"
#include "services/ledger/timeline.h"
#include "services/storage/database.h"
#include "services/text.h"

namespace epiledger::ledger {

// An account a command will look at, from a position on.
struct AccountNeed {
  std::string name;
  Position from;
};

class Accounts {
 public:
  // Loads go through `transaction` until the next Begin.
  void Begin(storage::WriteTransaction& transaction, int64_t book);

  // Loads many accounts with few statements.
  void Load(absl::Span<const AccountNeed> needs);

  // The account's timeline from `from` on; an empty one when nothing ever
  // happened to it. Good until the next call.
  const Timeline& At(std::string_view name, Position from);

  // Names of the accounts that begin with `prefix`, sorted.
  std::vector<std::string> Under(std::string_view prefix);

  // What an entry moved of one account.
  struct Moved {
    int64_t sequence;
    // In is positive, out is negative.
    Amount amount;
  };
  // Calls `on_moved` for what entries after `after` moved of the account from
  // `from` on, newest first at each position, until it says false. Each is read
  // by itself: for what is asked rarely. `on_moved` asks nothing of accounts.
  void VisitSince(std::string_view name, Position from, int64_t after,
                  absl::FunctionRef<bool(const Moved&)> on_moved);

  // The first account that `movements` together would take below zero.
  std::optional<Shortage> Check(
      absl::Span<const journal::v1::Movement* const> movements);

  // Books the movements of entry `sequence`. With nothing booked,
  //   OUT_OF_RANGE  they could take a balance, of an account of any kind,
  //                 beyond limits::kMaxAmount above or below zero (what enters
  //                 and what leaves are judged each alone); the account's name
  //   INTERNAL      they break double entry: a limit, a unit, an amount
  absl::Status Apply(absl::Span<const journal::v1::Movement* const> movements,
                     int64_t sequence);

  // Writes what Apply changed.
  absl::Status Flush(storage::WriteTransaction& transaction);

  // Forgets everything, also what was not flushed.
  void Forget();

  // How many accounts and points of their timelines are held, about.
  [[nodiscard]] size_t size() const { return accounts_.size() + point_count_; }
  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  struct Account {
    int64_t number = 0;  // 0: not in the tables yet
    std::string unit;
    Timeline timeline;
  };
  // An account that got its number since the last flush.
  struct OpenedAccount {
    std::string name;
    const Account* account;
    int64_t first_movement;
  };
  struct BookedMovement {
    int64_t number, source, target, position, amount;
    int64_t source_previous, source_moved, target_previous, target_moved;
  };
  struct Range {
    int64_t number;
    Position from;
    Position before;
  };

  // A movement by number; nothing where it cannot be read.
  std::optional<BookedMovement> FindMovement(int64_t number);
  Account& Ensure(std::string_view name, Position from);
  void LoadNumbers(absl::Span<const AccountNeed> needs);
  void LoadTimelines(absl::Span<Account* const> accounts, Position from);
  absl::Status Validate(const journal::v1::Movement& movement);
  absl::Status CheckBounds(
      absl::Span<const journal::v1::Movement* const> movements);
  // The account, with a number; `movement` is its first where it has none yet.
  Account& Open(std::string_view name, const std::string& unit,
                int64_t movement);
  // Books one side; gives the movement before it and what was moved with it.
  std::pair<int64_t, int64_t> Book(Account& account, Position position,
                                   Amount change, int64_t movement);
  void Fail(const absl::Status& status);

  storage::WriteTransaction* transaction_ = nullptr;
  int64_t book_ = 0;
  absl::Status status_;
  int64_t last_number_ = -1;  // -1: not read yet
  StringMap<std::unique_ptr<Account>> accounts_;
  size_t point_count_ = 0;
  // Names by prefix, for those prefixes that were asked for.
  StringMap<std::set<std::string>> under_;

  std::vector<OpenedAccount> opened_;
  std::vector<BookedMovement> booked_;
  absl::flat_hash_map<const Account*, std::set<Position>> changed_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_ACCOUNTS_H_
