// Tasks: what does not fit, kept in the open until a person resolves it.
#ifndef EPILEDGER_SERVICES_SUPPLIES_TASKS_H_
#define EPILEDGER_SERVICES_SUPPLIES_TASKS_H_

#include <cstdint>
#include <string>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

struct TaskFacts {
  v1::Task::Kind kind;
  // The name of the count or movement.
  std::string source;
  int64_t position;
  ledger::Amount quantity;
};

// Opens a task about a line and returns its id within the store.
std::string OpenTask(const LineName& line, const TaskFacts& facts,
                     EffectsBuilder& effects);

// Sets how much task `id` is about; opens it again when it was resolved.
void UpdateTask(const LineName& line, const std::string& id,
                ledger::Amount quantity, EffectsBuilder& effects);

// Resolves task `id`, for its cause is gone; nothing when it is resolved.
void CloseTask(const std::string& store, const std::string& id,
               EffectsBuilder& effects);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_TASKS_H_
