#include "services/supplies/tasks.h"

#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {

std::string OpenTask(const LineName& line, const TaskFacts& facts,
                     EffectsBuilder& effects) {
  const std::string id = effects.NewId();
  const std::string key = Join(line.store, id);
  v1::Task task;
  task.set_name(NameOf(kTaskName, effects.county(), key));
  task.set_kind(facts.kind);
  task.set_item(rpc::MakeName(kItemName, {effects.county(), line.item}));
  task.set_source(facts.source);
  *task.mutable_effective_time() = ToTimestamp(facts.position);
  task.set_quantity(facts.quantity);
  *task.mutable_open_time() = RecordTimeOf(effects.context());
  task.set_state(v1::Task::STATE_OPEN);
  effects.Set(kTasks, key, task);
  return id;
}

void UpdateTask(const LineName& line, const std::string& id,
                ledger::Amount quantity, EffectsBuilder& effects) {
  const std::string key = Join(line.store, id);
  auto task = effects.Get<v1::Task>(kTasks, key);
  if (!task.has_value()) return;
  task->set_quantity(quantity);
  if (task->state() == v1::Task::STATE_RESOLVED) {
    task->set_state(v1::Task::STATE_OPEN);
    *task->mutable_open_time() = RecordTimeOf(effects.context());
    task->clear_resolution();
    task->clear_resolved_by();
    task->clear_resolve_time();
  }
  effects.Set(kTasks, key, *task);
}

void CloseTask(const std::string& store, const std::string& id,
               EffectsBuilder& effects) {
  const std::string key = Join(store, id);
  auto task = effects.Get<v1::Task>(kTasks, key);
  if (!task.has_value() || task->state() == v1::Task::STATE_RESOLVED) return;
  task->set_state(v1::Task::STATE_RESOLVED);
  task->set_resolved_by(effects.context().subject);
  *task->mutable_resolve_time() = RecordTimeOf(effects.context());
  effects.Set(kTasks, key, *task);
}

}  // namespace epiledger::supplies
