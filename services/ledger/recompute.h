// Recomputation: the fold done a second time, by plain means and in memory,
// for the verifier alone. It shares no code with Accounts and Resources.
#ifndef EPILEDGER_SERVICES_LEDGER_RECOMPUTE_H_
#define EPILEDGER_SERVICES_LEDGER_RECOMPUTE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/frame.h"

namespace epiledger::ledger {

class Recomputation {
 public:
  // Takes one entry in order; returns what is wrong with it, for people.
  // `effects` are null where it has none: refused, or unreadable.
  std::vector<std::string> Take(const journal::Frame& frame,
                                const journal::v1::Effects* effects);

  // Rows of the fold in order of their primary keys, as canonical text.
  [[nodiscard]] std::vector<std::string> AccountLines() const;
  [[nodiscard]] std::vector<std::string> MovementLines() const;
  [[nodiscard]] std::vector<std::string> TimelineLines() const;
  [[nodiscard]] std::vector<std::string> ResourceLines() const;
  [[nodiscard]] std::vector<std::string> RequestLines() const;
  [[nodiscard]] const std::vector<std::string>& RefusalLines() const {
    return refusals_;
  }

  [[nodiscard]] std::map<std::string, std::pair<std::string, int64_t>>
  Balances() const;
  // What is no fault, but worth knowing: jumps of the clock, for people.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  [[nodiscard]] int64_t movements() const {
    return static_cast<int64_t>(movements_.size());
  }

 private:
  struct Day {
    int64_t moved = 0;
    int64_t last_movement = 0;
    // Everything up to and including this day.
    int64_t balance = 0;
  };
  struct Account {
    std::string name;
    std::string unit;
    int64_t first_movement;
    std::map<int64_t, Day> days;
  };
  struct Movement {
    int64_t number, source, target, position, amount;
    int64_t source_previous, source_moved, target_previous, target_moved;
    bool aside;
  };

  // The account's place; `number` is of its first movement when it is new.
  size_t AccountOf(const std::string& name, const std::string& unit,
                   int64_t number, std::vector<std::string>& findings);
  void TakeMovement(const journal::v1::Movement& movement, int64_t number,
                    std::vector<std::string>& findings);
  std::pair<int64_t, int64_t> Move(size_t account, int64_t position,
                                   int64_t change, int64_t number);
  void TakeRefusal(const journal::Frame& frame);
  void TakeClockJump(const journal::Frame& frame,
                     const journal::v1::Effects& effects);
  // That an entry which reverses another moves back what that one moved.
  void CheckReversal(int64_t sequence, int64_t reversed,
                     std::vector<std::string>& findings);
  // Adds what an entry moved of each account, by its place; what stands aside
  // is left out.
  void AddMoved(int64_t sequence, std::map<int64_t, int64_t>& sums) const;
  void CheckLimits(const journal::v1::Effects& effects,
                   std::vector<std::string>& findings) const;

  std::vector<Account> accounts_;
  absl::flat_hash_map<std::string, size_t> numbers_;
  std::vector<Movement> movements_;
  std::map<std::tuple<std::string, std::string, int64_t>, std::string>
      resources_;
  std::map<std::pair<std::string, std::string>, int64_t> requests_;
  std::vector<std::string> refusals_;
  // Entries that are reversals, by the entry that they reverse.
  std::map<int64_t, int64_t> reversals_;
  std::set<int64_t> reversing_;
  std::vector<std::string> notes_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_RECOMPUTE_H_
