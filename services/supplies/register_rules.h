// The rules of what a county keeps a list of beside its catalogue: stores,
// settings, tasks. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_SUPPLIES_REGISTER_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_REGISTER_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// Refusals: NAME_TAKEN.
[[nodiscard]] book::Decision DecideCreateStore(
    const v1::CreateStoreRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// INVALID_ARGUMENT: BAD_BANDS.
[[nodiscard]] absl::Status ValidateUpdateSupplySettings(
    const v1::UpdateSupplySettingsRequest& request);
[[nodiscard]] book::Decision DecideUpdateSupplySettings(
    const v1::UpdateSupplySettingsRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: TASK_NOT_FOUND, TASK_RESOLVED.
[[nodiscard]] book::Decision DecideResolveTask(
    const v1::ResolveTaskRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_REGISTER_RULES_H_
