#include "services/supplies/register_rules.h"

#include <algorithm>
#include <string>

#include "services/rpc/error.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;

constexpr int kBandCount = 3;

}  // namespace

Decision DecideCreateStore(const v1::CreateStoreRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string key = PathOf(request.parent()) + request.store_id();
  v1::Store store = request.store();
  store.set_name(NameOf(kStoreName, context.book.county, key));
  if (state.Exists(kStores, key)) return Taken(store.name());
  return EffectsBuilder(context, state).Take(kStores, key, store);
}

absl::Status ValidateUpdateSupplySettings(
    const v1::UpdateSupplySettingsRequest& request) {
  const auto& bands = request.supply_settings().band_days();
  const bool rises =
      std::adjacent_find(bands.begin(), bands.end(),
                         [](int a, int b) { return a >= b; }) == bands.end();
  if (bands.size() == kBandCount && rises) return absl::OkStatus();
  return rpc::InvalidField("supply_settings.band_days", "BAD_BANDS",
                           {{"count", Concat(bands.size())}});
}

Decision DecideUpdateSupplySettings(
    const v1::UpdateSupplySettingsRequest& request,
    const DecisionContext& context, State& state) {
  v1::SupplySettings settings = request.supply_settings();
  settings.set_name(request.name());
  return EffectsBuilder(context, state).Take(kSettings, kSettingsKey, settings);
}

Decision DecideResolveTask(const v1::ResolveTaskRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string key = PathOf(request.name());
  auto task = state.Get<v1::Task>(kTasks, key);
  if (!task.has_value()) return Missing("TASK_NOT_FOUND", request.name());
  if (task->state() == v1::Task::STATE_RESOLVED) {
    return Refuse("TASK_RESOLVED", {{"task", request.name()},
                                    {"resolved_by", task->resolved_by()}});
  }
  task->set_state(v1::Task::STATE_RESOLVED);
  task->set_resolution(request.resolution());
  task->set_resolved_by(context.subject);
  *task->mutable_resolve_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kTasks, key, *task);
}

}  // namespace epiledger::supplies
