// Use per patient: days of a facility's history of an item beside its daily
// reports. Pure arithmetic: what is known was decided by the two services.
#ifndef EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_H_
#define EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_H_

#include "epiledger/command/v1/patient_use.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/supplies/v1/need_service.pb.h"

namespace epiledger::gateway {

// The days of `history`; reports of other days are not looked at. Says not of
// which facility.
[[nodiscard]] command::v1::PatientUse MatchPatients(
    const supplies::v1::GetStockHistoryResponse& history,
    const readiness::v1::ListReportsResponse& reports);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_H_
