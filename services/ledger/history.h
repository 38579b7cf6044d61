// Snapshot: one book as it was known at a sequence, read at any effective
// position: both axes of every question about the past.
#ifndef EPILEDGER_SERVICES_LEDGER_HISTORY_H_
#define EPILEDGER_SERVICES_LEDGER_HISTORY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/journal/types.h"
#include "services/ledger/account.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

// One version of a resource.
struct ResourceRow {
  std::string name;
  // The entry that made this version.
  int64_t sequence = 0;
  std::string body;
};

// Whole collections of one book, in memory, as they are known at one sequence.
struct KnownResources {
  // In order of their names.
  using Collection = std::vector<std::shared_ptr<const ResourceRow>>;

  int64_t sequence = 0;
  std::map<std::string, std::shared_ptr<const Collection>, std::less<>>
      collections;
};

// One account with what is in it by everything known.
struct AccountRow {
  std::string name;
  std::string unit;
  Amount balance = 0;
};

// Which resources a list gives: names in (after, end), in byte order.
struct ResourceRange {
  std::string after;
  // Exclusive; empty means all that follow `after`.
  std::string end;
  int64_t limit = INT64_MAX;

  // All names that begin with `prefix`.
  static ResourceRange Under(std::string_view prefix);
};

// Belongs to the transaction it reads from; not thread-safe. All functions
// return the storage layer's codes.
class Snapshot {
 public:
  Snapshot(storage::ReadTransaction& transaction, journal::BookName book,
           const journal::Head& head);

  // Reads from here on see what was known at `sequence`, 0 to the head's.
  void SetSequence(int64_t sequence) { sequence_ = sequence; }

  // Reads of resources of the collections there come from memory from here on,
  // as long as the snapshot is placed at the sequence they are of.
  void ReadFrom(std::shared_ptr<const KnownResources> known) {
    known_ = std::move(known);
  }

  [[nodiscard]] int64_t sequence() const { return sequence_; }
  [[nodiscard]] const journal::Head& head() const { return head_; }
  [[nodiscard]] const journal::BookName& book() const { return book_; }
  [[nodiscard]] storage::ReadTransaction& transaction() { return transaction_; }

  // The version of a resource; nothing when it did not exist yet.
  absl::StatusOr<std::optional<ResourceRow>> Find(std::string_view collection,
                                                  std::string_view name);
  template <typename Message>
  absl::StatusOr<std::optional<Message>> Get(std::string_view collection,
                                             std::string_view name) {
    const auto row = Find(collection, name);
    if (!row.ok()) return row.status();
    std::optional<Message> message;
    if (row->has_value()) message.emplace().ParseFromString((*row)->body);
    return message;
  }

  // The versions of those of many resources that existed, with few statements,
  // in no particular order. No other read may run on the snapshot from within
  // `on_row`.
  absl::Status FindMany(
      std::string_view collection, absl::Span<const std::string> names,
      absl::FunctionRef<absl::Status(const ResourceRow&)> on_row);

  // Resources of a collection in order of their names. No other read may run
  // on the snapshot from within `on_row`.
  absl::Status List(std::string_view collection, const ResourceRange& range,
                    absl::FunctionRef<absl::Status(const ResourceRow&)> on_row);

  // Balances at the end of `position`, by account name, of all accounts that
  // begin with `prefix`. Accounts not yet known have balance 0.
  absl::StatusOr<std::map<std::string, Amount>> BalancesUnder(
      std::string_view prefix, Position position);
  // The same of all accounts that begin with one of `prefixes`. A question
  // about the past goes through everything recorded since: ask it once.
  absl::StatusOr<std::map<std::string, Amount>> BalancesUnderAny(
      absl::Span<const std::string> prefixes, Position position);
  // The same of all accounts whose last segment, behind the last `/`, begins
  // with one of `endings`: of goods, where they came from.
  absl::StatusOr<std::map<std::string, Amount>> BalancesEndingAny(
      absl::Span<const std::string> endings, Position position);
  // The same of one account; 0 when it does not exist.
  absl::StatusOr<Amount> Balance(std::string_view account, Position position);
  // What each account that begins with one of `prefixes` moved, in less out, by
  // position up to `position`; where that was nothing it is left out.
  absl::StatusOr<std::map<std::string, std::map<Position, Amount>>>
  MovesUnderAny(absl::Span<const std::string> prefixes, Position position);

  // The same of each account whose last segment begins with `ending`.
  absl::StatusOr<std::map<std::string, std::map<Position, Amount>>> MovesEnding(
      std::string_view ending, Position position);

  // Accounts by name that begin with `prefix`, with their numbers.
  absl::StatusOr<std::map<std::string, int64_t>> AccountsUnder(
      std::string_view prefix);

  // At most `limit` of the accounts known at the sequence after the name
  // `after`, in byte order.
  absl::StatusOr<std::vector<AccountRow>> ListAccounts(std::string_view after,
                                                       size_t limit);

 private:
  // Balances by account name, and where each is by the account's number.
  struct NumberedBalances {
    std::map<std::string, Amount> balances;
    absl::flat_hash_map<int64_t, Amount*> by_number;
  };

  using Moves = std::map<std::string, std::map<Position, Amount>>;

  // The collection as it is in memory; null where it is not.
  [[nodiscard]] const KnownResources::Collection* KnownOf(
      std::string_view collection) const;
  // Both find accounts by `statement`, whose last two values are where the
  // names, or their last segments, begin that are asked for, and where they
  // end.
  absl::StatusOr<std::map<std::string, Amount>> Balances(
      std::string_view statement, absl::Span<const std::string> prefixes,
      Position position);
  absl::StatusOr<Moves> MovesOf(std::string_view statement,
                                absl::Span<const std::string> prefixes,
                                Position position);
  // Adds what the timelines tell of the accounts that begin with `prefix`.
  absl::Status AddBalances(std::string_view statement, std::string_view prefix,
                           Position position, NumberedBalances& found);
  absl::Status SubtractLater(
      Position position,
      absl::FunctionRef<void(int64_t account, Position at, Amount amount)>
          subtract);

  storage::ReadTransaction& transaction_;
  const journal::BookName book_;
  const journal::Head head_;
  int64_t sequence_;
  std::shared_ptr<const KnownResources> known_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_HISTORY_H_
