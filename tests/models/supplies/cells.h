// Cells: what each operation was held against, and how often it passed and
// failed.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/requests.h"

namespace epiledger::goods {

// The row of the table that a request is counted in, such as `bring back`.
[[nodiscard]] std::string RowOf(const Request& request);

// By row: the rules that the documents hold it against.
using RulesOfRows = std::map<std::string, std::vector<std::string>>;
[[nodiscard]] const RulesOfRows& RulesOfOperations();
// Of what goes from store to store, which no office asks for yet.
[[nodiscard]] const RulesOfRows& RulesOfTransit();
// Of earlier requests that are sent again: answered as before, or refused with
// another body.
[[nodiscard]] const RulesOfRows& RulesOfReplays();
inline constexpr char kReplayOfAccepted[] = "accepted, sent again";
inline constexpr char kReplayOfRefused[] = "refused, sent again";
inline constexpr char kReused[] = "REQUEST_ID_REUSED";
// Of what is kept though it does not fit: accepted is what was posted, refused
// what is contradicted.
inline constexpr char kContradiction[] = "contradicted";

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
  // One line for each cell: operation, rule, accepted, refused.
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

// Counts what was kept though it does not fit, as an answer tells it.
void CountFits(const Request& request, const Figures& told,
               VerdictTable& table);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_
