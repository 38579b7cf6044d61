// The rules of bulletins. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_READINESS_BULLETIN_RULES_H_
#define EPILEDGER_SERVICES_READINESS_BULLETIN_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// INVALID_ARGUMENT LISTED_TWICE, BULLETIN_TOO_LONG, and REQUIRED for a
// rendering without language or format.
[[nodiscard]] absl::Status ValidateRecordBulletin(
    const v1::RecordBulletinRequest& request);
// INVALID_ARGUMENT DATE_AHEAD. Refusals: BULLETIN_NOT_FOUND.
[[nodiscard]] book::Decision DecideRecordBulletin(
    const v1::RecordBulletinRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BULLETIN_RULES_H_
