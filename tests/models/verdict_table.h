// VerdictTable: what each operation of a model was held against, and how often
// it passed and failed.
#ifndef EPILEDGER_TESTS_MODELS_VERDICT_TABLE_H_
#define EPILEDGER_TESTS_MODELS_VERDICT_TABLE_H_

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace epiledger::models {

// By row: the rules that the documents hold it against.
using RulesOfRows = std::map<std::string, std::vector<std::string>>;
// Of earlier requests that are sent again: answered as before, or refused with
// another body.
[[nodiscard]] const RulesOfRows& RulesOfReplays();
inline constexpr char kReplayOfAccepted[] = "accepted, sent again";
inline constexpr char kReplayOfRefused[] = "refused, sent again";
inline constexpr char kReused[] = "REQUEST_ID_REUSED";

class VerdictTable {
 public:
  // Accepted, though these rules had something to look at.
  void CountAccepted(const std::string& row,
                     const std::set<std::string>& rules) {
    ++operations_;
    for (const std::string& rule : rules) ++cells_[{row, rule}].accepted;
  }
  void CountRefused(const std::string& row, const std::string& reason) {
    ++operations_;
    ++cells_[{row, reason}].refused;
  }
  // Of one operation, what became of one of its lines.
  void CountLine(const std::string& row, const std::string& rule, bool fits) {
    ++(fits ? cells_[{row, rule}].accepted : cells_[{row, rule}].refused);
  }
  [[nodiscard]] int operations() const { return operations_; }
  // One line for each cell: operation, rule, accepted, refused; and how many
  // operations there were.
  void Print(std::ostream& out) const;
  // In words, the cells of these rows that were accepted or refused less than
  // `least` times.
  [[nodiscard]] std::vector<std::string> RarerThan(
      int least, const RulesOfRows& rows) const;

 private:
  struct Cell {
    int accepted = 0;
    int refused = 0;
  };
  int operations_ = 0;
  // By row and rule.
  std::map<std::pair<std::string, std::string>, Cell> cells_;
};

}  // namespace epiledger::models

#endif  // EPILEDGER_TESTS_MODELS_VERDICT_TABLE_H_
