// Lots: what is known of the lots of an item, and in which order they are used:
// first expiring first, then oldest receipt, then origin id.
//
// Lots without a known expiry come after those that have one. Of these
// `opening` is the oldest, for it was there before any receipt, and `found`
// the youngest, for nobody knows when it came.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOTS_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOTS_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "epiledger/supplies/v1/lot.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"

namespace epiledger::supplies {

// A lot's place in the order of use; less is used earlier.
struct OrderOfUse {
  int64_t expiry_day = INT64_MAX;
  int64_t receipt = 0;
  std::string origin;
  std::string lot;

  auto operator<=>(const OrderOfUse&) const = default;
};

[[nodiscard]] OrderOfUse OrderOf(std::string_view lot,
                                 const v1::LotRecord& record);

// The last day a lot may be used, days since 1970-01-01; nothing when it is not
// known.
[[nodiscard]] std::optional<int64_t> ExpiryDayOf(const v1::LotRecord& record);

// Why a lot with that last day is not given out on `day`.
[[nodiscard]] v1::WithheldReason WithheldReasonOf(
    std::optional<int64_t> expiry_day, int64_t day, bool is_quarantined);

// Whether a quarantine lasts at `position`.
[[nodiscard]] bool LastsAt(const v1::LotQuarantine& quarantine,
                           int64_t position);

// Whether every item has this lot, without a record in the books.
[[nodiscard]] bool IsBuiltIn(std::string_view lot);
// The record of a built-in lot.
[[nodiscard]] v1::LotRecord BuiltInLot(std::string_view lot);

// The resource of a lot with key `{item}/{lot}`.
[[nodiscard]] v1::Lot LotResource(std::string_view county, std::string_view key,
                                  const v1::LotRecord& record);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOTS_H_
