// How funding spells what it followed of the supplies service, and reads what
// that spells.
#ifndef EPILEDGER_SERVICES_FUNDING_ARRIVAL_NAMES_H_
#define EPILEDGER_SERVICES_FUNDING_ARRIVAL_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace epiledger::funding {

// The service whose journal tells of them.
inline constexpr char kSuppliesService[] = "supplies";

// Arrival by its id.
inline constexpr std::string_view kArrivals = "arrival";
// LineArrivals by `{commitment}/{line}`.
inline constexpr std::string_view kLineArrivals = "line-arrivals";

inline constexpr std::string_view kArrivalName =
    "counties/{county}/arrivals/{arrival}";
// Of other services.
inline constexpr std::string_view kFacilityName =
    "counties/{county}/facilities/{facility}";
inline constexpr std::string_view kItemName = "counties/{county}/items/{item}";
inline constexpr std::string_view kMovementName =
    "counties/{county}/facilities/{facility}/stores/{store}/movements/"
    "{movement}";

[[nodiscard]] std::string LineArrivalsKey(std::string_view commitment,
                                          int64_t line);

// An account of the supplies service that holds goods of an order's line:
// `{kind}:{facility}/…/{item}/{lot}/order-{commitment}.{line}`.
struct OrderedGoods {
  // `supplier`, `returned` and so on.
  std::string_view kind;
  std::string_view facility;
  std::string_view item;
  std::string_view commitment;
  int64_t line = 0;
};
// Nothing where it holds goods of another origin. The parts are those of
// `account`.
[[nodiscard]] std::optional<OrderedGoods> ParseOrderedGoods(
    std::string_view account);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ARRIVAL_NAMES_H_
