#include "services/supplies/register_rules.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;

constexpr int kBandCount = 3;

absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

bool IsReversed(const v1::Item::Standard& standard) {
  return standard.has_valid_from() && standard.has_valid_until() &&
         DayOf(standard.valid_until()) < DayOf(standard.valid_from());
}

}  // namespace

absl::Status ValidateCreateItem(const v1::CreateItemRequest& request) {
  const v1::Item& item = request.item();
  std::set<std::string> packs;
  for (int i = 0; i < item.packs_size(); ++i) {
    const std::string& pack = item.packs(i).pack();
    if (!packs.insert(pack).second) {
      return rpc::InvalidField(Concat("item.packs[", i, "].pack"),
                               "LISTED_TWICE", {{"found", pack}});
    }
  }
  for (int i = 0; i < item.standards_size(); ++i) {
    if (IsReversed(item.standards(i))) {
      return rpc::InvalidField(Concat("item.standards[", i, "].valid_until"),
                               "VALIDITY_REVERSED");
    }
  }
  return absl::OkStatus();
}

Decision DecideCreateItem(const v1::CreateItemRequest& request,
                          const DecisionContext& context, State& state) {
  v1::Item item = request.item();
  item.set_name(
      rpc::MakeName(kItemName, {context.book.county, request.item_id()}));
  if (state.Exists(kItems, request.item_id())) return Taken(item.name());
  return EffectsBuilder(context, state).Take(kItems, request.item_id(), item);
}

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
  *task->mutable_resolve_time() =
      ToTimestamp(absl::ToUnixMicros(context.record_time));
  return EffectsBuilder(context, state).Take(kTasks, key, *task);
}

}  // namespace epiledger::supplies
