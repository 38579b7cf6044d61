// The tables a journal is folded into: accounts, movements, timelines and
// versions of resources. All of it can be rebuilt from the entries.
#ifndef EPILEDGER_SERVICES_LEDGER_TABLES_H_
#define EPILEDGER_SERVICES_LEDGER_TABLES_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "services/limits.h"
#include "services/storage/database.h"
#include "services/storage/migrate.h"

namespace epiledger::ledger {

// The fold's tables; set `ledger`.
[[nodiscard]] absl::Span<const storage::Migration> Migrations();

// Accounts by number; the number is given in order of first use, and
// `first_movement` is that use: before it the account is not known.
inline constexpr std::array<std::string_view, 5> kAccountColumns = {
    "book", "account", "name", "unit", "first_movement"};
inline constexpr storage::Table kAccountTable = {"ledger_account",
                                                 kAccountColumns, 2};

// Movements by number. `*_previous` is the movement before this one of the
// same account at the same position, `*_moved` what that account moved at that
// position up to and including this one: a list per (account, position) that
// costs no index.
inline constexpr std::array<std::string_view, 10> kMovementColumns = {
    "book",
    "movement",
    "source",
    "target",
    "position",
    "amount",
    "source_previous",
    "source_moved",
    "target_previous",
    "target_moved"};
inline constexpr storage::Table kMovementTable = {"ledger_movement",
                                                  kMovementColumns, 2};

// Timelines: the balance at the end of each position of an account.
inline constexpr std::array<std::string_view, 6> kTimelineColumns = {
    "book", "account", "position", "balance", "moved", "last_movement"};
inline constexpr storage::Table kTimelineTable = {"ledger_timeline",
                                                  kTimelineColumns, 3};

// Versions of resources by the entry that made them.
inline constexpr std::array<std::string_view, 5> kResourceColumns = {
    "book", "collection", "name", "sequence", "body"};
inline constexpr storage::Table kResourceTable = {"ledger_resource",
                                                  kResourceColumns, 4};

// A movement's number: its entry's sequence and its place in the entry.
[[nodiscard]] constexpr int64_t MovementNumber(int64_t sequence,
                                               int64_t place) {
  return sequence * limits::kMovementsPerEntry + place;
}
[[nodiscard]] constexpr int64_t SequenceOf(int64_t movement) {
  return movement / limits::kMovementsPerEntry;
}

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_TABLES_H_
