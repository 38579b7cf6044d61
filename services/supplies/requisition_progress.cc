#include "services/supplies/requisition_progress.h"

#include <algorithm>

#include "epiledger/supplies/v1/requisition.pb.h"
#include "services/supplies/decisions.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

void TellRequisition(const v1::Shipment& shipment,
                     const std::map<std::string, ledger::Amount>& accepted,
                     EffectsBuilder& effects) {
  if (shipment.requisition().empty()) return;
  const std::string key = PathOf(shipment.requisition());
  auto requisition = effects.Get<v1::Requisition>(kRequisitions, key);
  if (!requisition.has_value()) return;
  for (v1::Requisition::Line& line : *requisition->mutable_lines()) {
    const auto found = accepted.find(line.item());
    if (found != accepted.end()) {
      line.set_received(line.received() + found->second);
    }
  }
  const auto& shipments = requisition->decision().shipments();
  const bool is_over = std::all_of(
      shipments.begin(), shipments.end(), [&](const std::string& name) {
        const auto other = effects.Get<v1::Shipment>(kShipments, PathOf(name))
                               .value_or(v1::Shipment());
        return !IsWaiting(other) && !IsInTransit(other);
      });
  if (is_over) {
    requisition->set_state(v1::Requisition::STATE_CLOSED);
    *requisition->mutable_close_time() = RecordTimeOf(effects.context());
  }
  effects.Set(kRequisitions, key, *requisition);
}

}  // namespace epiledger::supplies
