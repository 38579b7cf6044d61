#include "tests/models/supplies/record.h"

#include <set>
#include <utility>
#include <variant>

#include "tests/models/supplies/reserve.h"

namespace epiledger::goods {

Figures Record(const Request& request, int64_t sequence, Notes& notes) {
  RecordRefused(sequence, notes);
  return std::visit(
      [&](const auto& asked) { return RecordOne(asked, sequence, notes); },
      request);
}

void RecordRefused(int64_t sequence, Notes& notes) {
  notes.head = sequence;
  notes.hours.Set(sequence, notes.now);
}

void NoteLine(const LineName& name, Line line, int64_t sequence, Notes& notes) {
  std::set<std::string> late;
  for (const auto& [hour, finding] : line.findings) {
    if (finding.late_surplus() == 0) continue;
    late.insert(finding.count);
    notes.tasks[{kLateSurplus, name.first, name.second, finding.count}].Set(
        sequence, finding.late_surplus());
  }
  for (auto& [task, versions] : notes.tasks) {
    if (task.kind != kLateSurplus || task.store != name.first ||
        task.item != name.second || late.contains(task.source)) {
      continue;
    }
    versions.Set(sequence, std::nullopt);
  }
  notes.lines[name].Set(sequence, std::move(line));
}

void AddTask(const TaskName& task, int64_t amount, int64_t sequence,
             Notes& notes) {
  Versions<std::optional<int64_t>>& versions = notes.tasks[task];
  const auto* known = versions.Now();
  versions.Set(sequence, (known == nullptr ? 0 : known->value_or(0)) + amount);
}

void TellBroken(const LineName& name, int64_t sequence, Notes& notes,
                Figures& told) {
  for (const Broken& broken : BreakHolds(name, sequence, notes)) {
    told[name.second + " broken " + broken.shipment] = broken.pieces;
  }
}

void TellNextCount(const Line& before, const Line& after, int from,
                   const std::string& told_of, Figures& told) {
  const int next = after.CountFrom(from);
  if (next == kEnd) return;
  const Finding& was = before.findings.at(next);
  const Finding& is = after.findings.at(next);
  const std::string name = told_of + " next " + is.count;
  told[name] = 1;
  const auto tell = [&](const char* what, int64_t change) {
    if (change != 0) told[name + what] = change;
  };
  tell(" use", is.use() - was.use());
  tell(" surplus", is.surplus() - was.surplus());
  tell(" opening", is.opening() - was.opening());
}

}  // namespace epiledger::goods
