// What of figures cannot be, whatever was recorded.
#include <string_view>

#include "tests/models/supplies/figures.h"

namespace epiledger::goods {
namespace {

int64_t ValueOf(const Figures& figures, const std::string& name) {
  const auto found = figures.find(name);
  return found == figures.end() ? 0 : found->second;
}

// All that came of the item is somewhere.
std::string LossOf(const Figures& figures, const std::string& item) {
  int64_t came = 0;
  int64_t went = ValueOf(figures, item + kOnHand);
  for (const char* const way : kCame) came += ValueOf(figures, item + way);
  for (const char* const way : kWent) went += ValueOf(figures, item + way);
  if (came == went) return "";
  return "of " + item + " " + std::to_string(came) + " came, and " +
         std::to_string(went) + " went or are there";
}

// What a store holds back of an item is there.
std::string PromisedInVain(const Figures& figures, const std::string& line,
                           int64_t reserved) {
  int64_t there = 0;
  const std::string lots = line + " lot ";
  for (auto lot = figures.lower_bound(lots);
       lot != figures.end() && lot->first.starts_with(lots); ++lot) {
    if (!lot->first.ends_with(" withheld")) there += lot->second;
  }
  if (reserved <= there) return "";
  return "of " + line + " " + std::to_string(reserved) +
         " are held back, and " + std::to_string(there) + " are there";
}

}  // namespace

std::string FirstImbalance(const Figures& figures) {
  for (const auto& [name, value] : figures) {
    if (value < 0 && name.find(" lot ") != std::string::npos) {
      return name + " is " + std::to_string(value);
    }
    constexpr std::string_view kReserved = " reserved";
    if (name.ends_with(kReserved) && name.find('/') != std::string::npos) {
      const std::string fault = PromisedInVain(
          figures, name.substr(0, name.size() - kReserved.size()), value);
      if (!fault.empty()) return fault;
    }
    for (const std::string_view last : {" received", " opening", " found"}) {
      if (!name.ends_with(last) || !name.starts_with(kCounty)) continue;
      const std::string loss =
          LossOf(figures, name.substr(0, name.size() - last.size()));
      if (!loss.empty()) return loss;
    }
  }
  return "";
}

}  // namespace epiledger::goods
