// How the figures of two differ.
#include <string>

#include "tests/models/funding/figures.h"

namespace epiledger::ladder {

std::string FirstDifference(const Figures& expected, const Figures& found) {
  for (const auto& [name, fen] : expected) {
    const auto other = found.find(name);
    if (other == found.end()) return name + " is missing";
    if (other->second == fen) continue;
    return name + " is " + std::to_string(other->second) + ", and must be " +
           std::to_string(fen);
  }
  for (const auto& [name, fen] : found) {
    if (!expected.contains(name)) return name + " must not be there";
  }
  return "";
}

}  // namespace epiledger::ladder
