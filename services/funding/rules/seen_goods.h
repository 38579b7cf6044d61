// SeenGoods: what an entry of the supplies service says of goods that were
// ordered, told by what it moved.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_SEEN_GOODS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_SEEN_GOODS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "epiledger/funding/v1/arrival.pb.h"
#include "epiledger/journal/v1/entry.pb.h"

namespace epiledger::funding {

// Of one order's line, for what comes at once is of one origin.
struct SeenGoods {
  v1::Arrival::Kind kind = v1::Arrival::KIND_UNSPECIFIED;
  // Ids.
  std::string commitment;
  std::string item;
  std::string facility;
  int64_t line = 0;
  int64_t quantity = 0;
  absl::Time time;
  // The resource's full name.
  std::string source;
};

// Nothing where the entry neither brought such goods nor sent some back.
[[nodiscard]] std::optional<SeenGoods> SeeGoods(
    const journal::v1::Effects& effects);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_SEEN_GOODS_H_
