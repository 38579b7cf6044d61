// OpenLine: a commitment's line while one entry settles, pays or releases it.
//
// Cash and goods of a line meet: on no day does it have money prepaid and
// goods unpaid at once, in whatever order the two were recorded. What is dated
// before something already recorded therefore moves money on later days too.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_OPEN_LINE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_OPEN_LINE_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "epiledger/funding/v1/commitment.pb.h"
#include "services/book/command.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/purse.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// A commitment with the allocation it draws on.
struct OpenCommitment {
  std::string key;
  v1::Commitment commitment;
  v1::Allocation allocation;
  // The day from which it draws on the allocation.
  ledger::Position since;
};

// COMMITMENT_NOT_FOUND; BEFORE_COMMITTED: `position` lies before its date;
// CARRIED_OVER: `posted`, from which on the ledger counts it, before it went on
// in the allocation it draws on now; REVERSED.
[[nodiscard]] std::variant<OpenCommitment, journal::Refusal> FindCommitment(
    const std::string& name, ledger::Position position, ledger::Position posted,
    ledger::State& state);
[[nodiscard]] inline std::variant<OpenCommitment, journal::Refusal>
FindCommitment(const std::string& name, ledger::Position position,
               ledger::State& state) {
  return FindCommitment(name, position, position, state);
}
// LINE_NOT_FOUND.
[[nodiscard]] std::optional<journal::Refusal> CheckLine(
    const OpenCommitment& open, int64_t number);
// Loads what lines `first` to `last` look at, with few statements.
void LoadLines(const OpenCommitment& open, int64_t first, int64_t last,
               ledger::Position position, ledger::State& state);
// The resource FindCommitment looks at.
[[nodiscard]] ledger::Needs NeedsOfLine(const std::string& commitment);

class OpenLine {
 public:
  // Line `number`, from 1, which exists; `open` must outlive it.
  OpenLine(const OpenCommitment& open, int64_t number,
           ledger::Position position, ledger::State& state);

  [[nodiscard]] const v1::Commitment::Line& line() const { return line_; }

  // --- What stands in a stage, with what this entry did.

  // At the end of the day.
  [[nodiscard]] ledger::Amount OnDay(Stage stage) const;
  // What may be moved out of it on the day and on every later one.
  [[nodiscard]] ledger::Amount At(Stage stage) const;
  // The least of two stages together, on the day and on every later one.
  [[nodiscard]] ledger::Amount AtBoth(Stage first, Stage second) const;

  // --- What happens to the line.

  // Goods for `amount`, at most what is held and prepaid together, arrived.
  // Returns what of them is paid on that day.
  ledger::Amount Arrive(ledger::Amount amount, book::Accepted& accepted);
  // `amount` was paid, at most what is held and accrued together. Below zero:
  // it came back, and what had arrived for it is owed again.
  void Pay(ledger::Amount amount, book::Accepted& accepted);
  // So many pieces arrived.
  void Count(int64_t pieces, book::Accepted& accepted);
  // From the allocation: held.
  void Take(ledger::Amount amount, book::Accepted& accepted);
  // From a stage to the allocation.
  void GiveBack(Stage from, ledger::Amount amount, book::Accepted& accepted);

  // `amount` of a stage came along from another allocation; of it `undivided`
  // had come from the undivided rest. The movements are the caller's.
  void Receive(Stage stage, ledger::Amount amount, ledger::Amount undivided);

  [[nodiscard]] Purse& purse() { return purse_; }

 private:
  // By stage.
  using Stages = std::array<ledger::Amount, kStages.size()>;

  void LoadDays();
  [[nodiscard]] CommitmentLine names() const;
  [[nodiscard]] std::string AccountOf(Stage stage) const;
  // From the day on; below zero the other way.
  void Move(Stage from, Stage to, ledger::Position day, ledger::Amount amount,
            book::Accepted& accepted);
  void Change(Stage stage, ledger::Position day, ledger::Amount amount);
  // Settles on later days what the entry brought together or took apart.
  void MeetLater(book::Accepted& accepted);

  const v1::Commitment::Line& line_;
  const std::string commitment_;
  const int64_t number_;
  const std::string allocation_;
  const ledger::Position position_;
  ledger::State& state_;
  Purse purse_;
  // The day and every later one on which a stage changes.
  std::map<ledger::Position, Stages> days_;
  ledger::Amount received_undivided_ = 0;
};

// Books how much of a line's money comes from what is not divided; below zero,
// goes back there.
void AddUndivided(const CommitmentLine& line, ledger::Position position,
                  ledger::Amount amount, book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_OPEN_LINE_H_
