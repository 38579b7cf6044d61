#include "tests/models/verdict_table.h"

#include <iomanip>
#include <sstream>

namespace epiledger::models {

const RulesOfRows& RulesOfReplays() {
  static const auto* const kRules = new RulesOfRows{
      {kReplayOfAccepted, {kReused}}, {kReplayOfRefused, {kReused}}};
  return *kRules;
}

void VerdictTable::Print(std::ostream& out) const {
  const auto print = [&out](const std::string& row, const std::string& rule,
                            const auto& accepted, const auto& refused) {
    out << std::left << std::setw(28) << row << std::setw(25) << rule
        << std::right << std::setw(9) << accepted << std::setw(9) << refused
        << "\n";
  };
  print("operation", "rule", "accepted", "refused");
  for (const auto& [at, cell] : cells_) {
    print(at.first, at.second, cell.accepted, cell.refused);
  }
  out << operations_ << " operations" << std::endl;
}

std::vector<std::string> VerdictTable::RarerThan(
    int least, const RulesOfRows& rows) const {
  std::vector<std::string> rare;
  for (const auto& [row, rules] : rows) {
    for (const std::string& rule : rules) {
      const auto found = cells_.find({row, rule});
      const Cell cell = found == cells_.end() ? Cell() : found->second;
      if (cell.accepted >= least && cell.refused >= least) continue;
      std::ostringstream text;
      text << row << " x " << rule << ": accepted " << cell.accepted
           << ", refused " << cell.refused;
      rare.push_back(text.str());
    }
  }
  return rare;
}

}  // namespace epiledger::models
