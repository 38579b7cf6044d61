// What becomes of a requisition by its shipments.
#ifndef EPILEDGER_SERVICES_SUPPLIES_REQUISITION_PROGRESS_H_
#define EPILEDGER_SERVICES_SUPPLIES_REQUISITION_PROGRESS_H_

#include <map>
#include <string>

#include "epiledger/supplies/v1/shipment.pb.h"
#include "services/supplies/effects_builder.h"

namespace epiledger::supplies {

// `shipment`, which is set in `effects`, changed, and by it the store received
// `accepted` by the name of the item: tells the requisition that it answers, if
// any, and closes it when nothing of it is still to come.
void TellRequisition(const v1::Shipment& shipment,
                     const std::map<std::string, ledger::Amount>& accepted,
                     EffectsBuilder& effects);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_REQUISITION_PROGRESS_H_
