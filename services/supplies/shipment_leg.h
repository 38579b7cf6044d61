// ShipmentLeg: what is on one leg of a shipment's way, as a command takes it
// off bit by bit: there, until the receiving store says what became of it;
// back, until the sending store does.
//
// Lives within one decision.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_LEG_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_LEG_H_

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "epiledger/supplies/v1/shipment.pb.h"
#include "services/book/command.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/shipment_figures.h"

namespace epiledger::supplies {

class ShipmentLeg {
 public:
  using Lots = std::vector<v1::LotQuantity>;
  using Settlement = v1::Shipment::Settlement;

  // `shipment` left; all outlive the leg. What it does happens at `position`.
  ShipmentLeg(v1::Shipment& shipment, Leg leg, int64_t position,
              EffectsBuilder& effects, ledger::State& state);

  // What is left of an item, by its name.
  [[nodiscard]] ledger::Amount LeftOf(const std::string& item) const;
  // A quantity of an item of the shipment in base units; refusals
  // NOT_IN_SHIPMENT, PACK_NOT_FOUND, PACK_AMBIGUOUS.
  [[nodiscard]] Pieces PiecesOf(const v1::Quantity& quantity,
                                const std::string& item,
                                const std::string& field);
  // Takes off `amount` of the item: of `lot`, or of its lots in the shipment's
  // order when empty. Refusals MORE_THAN_SHIPPED, MORE_THAN_REJECTED,
  // RETURNED_TOO_EARLY: they were rejected, and not by then.
  [[nodiscard]] std::variant<Lots, book::Decision> Take(const std::string& item,
                                                        const std::string& lot,
                                                        ledger::Amount amount);

  // Records what became of lots that were taken off. TOO_MANY_SETTLEMENTS, or
  // nothing.
  [[nodiscard]] std::optional<book::Decision> Settle(const Lots& lots,
                                                     Settlement settlement);
  // What is on its way is lost for that reason.
  void Lose(const Lots& lots, std::string_view reason);

 private:
  v1::Shipment& shipment_;
  const Leg leg_;
  const int64_t position_;
  EffectsBuilder& effects_;
  ledger::State& state_;
  [[nodiscard]] book::Decision TooMuch(const std::string& item,
                                       const std::string& lot,
                                       ledger::Amount available,
                                       ledger::Amount told) const;

  // By the name of the lot.
  std::map<std::string, ledger::Amount> left_;
  // Of it, what is left at whatever time.
  std::map<std::string, ledger::Amount> ever_left_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_LEG_H_
