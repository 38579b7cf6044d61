// What counts as a shortage, wherever the picture speaks of one.
#ifndef EPILEDGER_SERVICES_GATEWAY_SHORTAGE_H_
#define EPILEDGER_SERVICES_GATEWAY_SHORTAGE_H_

#include <algorithm>

#include "epiledger/supplies/v1/supplies.pb.h"

namespace epiledger::gateway {

// Stock that is out, critical or low.
[[nodiscard]] inline bool IsShortage(const supplies::v1::FacilityStock& stock) {
  using supplies::v1::Supply;
  static constexpr Supply::Band kBands[] = {
      Supply::BAND_OUT, Supply::BAND_CRITICAL, Supply::BAND_LOW};
  return std::ranges::find(kBands, stock.supply().band()) !=
         std::ranges::end(kBands);
}

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_SHORTAGE_H_
