#include "tests/models/supplies/lots.h"

namespace epiledger::goods {

std::string OpeningOf(const std::string& item) { return item + "/opening"; }

std::string FoundOf(const std::string& item) { return item + "/found"; }

std::string LotOf(const MoveLine& line, const Origin& origin) {
  const std::string last_day =
      line.last_day.has_value() ? "d" + std::to_string(*line.last_day) : "-";
  const std::string batch = line.batch.empty() ? "-" : line.batch;
  return line.item + "/" + batch + "/" + last_day + "/" + OriginId(origin);
}

// The documents say that it breaks ties, and not how it is spelled.
std::string OriginId(const Origin& origin) {
  switch (origin.source) {
    case Source::kDonor:
      return "donor-" + origin.who;
    case Source::kOrder:
      return "order-" + origin.who;
    case Source::kUnfunded:
      return "unfunded";
    case Source::kOpening:
      return "opening";
    case Source::kFound:
      return "found";
  }
  return "";
}

}  // namespace epiledger::goods
