// What a shipment comes to: its state and the figures of its lines, from what
// was recorded of it. Pure.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_FIGURES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_FIGURES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "epiledger/supplies/v1/shipment.pb.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

// Sets state and figures, but for what is reserved and lapsed.
void SetFigures(v1::Shipment& shipment);

// Leaves what had happened at `position` by its own time, an act in the store
// by the time it was recorded; false when the shipment was not made. What of it
// was reserved then is told as if nothing had lapsed since.
[[nodiscard]] bool ShowAt(int64_t position, v1::Shipment& shipment);

// How a state is called in figures of a refusal: `shipment_picked`.
[[nodiscard]] std::string_view WordOf(v1::Shipment::State state);

// Whether it has not left and is not cancelled.
[[nodiscard]] bool IsWaiting(const v1::Shipment& shipment);
// Whether something of it is on its way.
[[nodiscard]] bool IsInTransit(const v1::Shipment& shipment);

// What of a line is on its way to the receiving store: neither accepted nor
// rejected.
[[nodiscard]] inline ledger::Amount OnItsWay(const v1::Shipment::Line& line) {
  return line.in_transit() - line.returning();
}

// What may be told of a shipment's lots.
enum class Leg {
  // On its way to the receiving store: neither accepted nor rejected.
  kThere,
  // Rejected and not missing, and neither taken back nor written off.
  kBack,
};

// What is on that leg, by the name of the lot.
[[nodiscard]] std::map<std::string, ledger::Amount> OnLeg(
    const v1::Shipment& shipment, Leg leg);
// The least that is on its way back from `position` on: what may be said to
// have come back then, whatever was told of since.
[[nodiscard]] std::map<std::string, ledger::Amount> BackFrom(
    const v1::Shipment& shipment, int64_t position);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_FIGURES_H_
