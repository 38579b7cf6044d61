// What counts do, and what is told of them.
#include <cstdlib>

#include "tests/models/supplies/record.h"
#include "tests/models/supplies/trial.h"

namespace epiledger::goods {
namespace {

// What an item's line is told of at the head of a count's answer.
void TellLine(const CountTrial& trial, const CountLine& line, bool is_known,
              Figures& told) {
  const auto tell = [&](const std::string& what, int64_t figure) {
    if (figure != 0) told[line.item + what] = figure;
  };
  tell(" outcome", static_cast<int64_t>(trial.outcome));
  if (trial.outcome == Outcome::kNotCounted || !is_known) return;
  tell(" total", line.pieces.value_or(0));
  tell(" expected", trial.expected);
  tell(" needed", trial.needed);
  if (!trial.repeats.empty()) told[line.item + " repeats " + trial.repeats] = 1;
}

void TellFinding(const Finding& finding, const std::string& item,
                 Figures& told) {
  const auto tell = [&](const std::string& what, int64_t figure) {
    if (figure != 0) told[item + what] = figure;
  };
  tell(" use", finding.use());
  tell(" surplus", finding.surplus());
  tell(" opening", finding.opening());
  tell(" reason", finding.surplus_reason);
  for (const Pieces& pieces : finding.booked) {
    told[item + " lot " + pieces.lot] = std::abs(pieces.amount);
  }
}

void Close(const TaskName& task, int64_t sequence, Notes& notes) {
  const auto found = notes.tasks.find(task);
  if (found != notes.tasks.end()) found->second.Set(sequence, std::nullopt);
}

// The line of those counts is gone, and what was open of it.
void NoteTakenBack(const CountTrial& trial, const LineName& name,
                   const std::string& label, int64_t sequence, Notes& notes) {
  for (const std::string& gone : trial.takes_back) {
    NotedCount::Result& result = notes.counts.at(gone).results.at(name.second);
    result.superseded_by = label;
    result.superseded_sequence = sequence;
    for (const int kind :
         {kContradictedCount, kUnexplainedSurplus, kLateSurplus}) {
      Close({kind, name.first, name.second, gone}, sequence, notes);
    }
  }
}

void OpenTask(const CountTrial& trial, const CountLine& line, int hour,
              const LineName& name, const std::string& label, int64_t sequence,
              Notes& notes) {
  if (trial.outcome == Outcome::kContradicted) {
    notes.tasks[{kContradictedCount, name.first, name.second, label}].Set(
        sequence, line.pieces.value_or(0));
  }
  if (trial.outcome != Outcome::kSurplus) return;
  const Finding& finding = trial.after->findings.at(hour);
  if (finding.surplus_reason != kUnexplained) return;
  notes.tasks[{kUnexplainedSurplus, name.first, name.second, label}].Set(
      sequence, finding.own_surplus);
}

bool IsBooked(Outcome outcome) { return outcome <= Outcome::kSurplus; }

}  // namespace

Figures RecordOne(const Count& asked, int64_t sequence, Notes& notes) {
  const std::string label = "c" + std::to_string(notes.counts.size() + 1);
  Figures told;
  NotedCount noted = {sequence, asked, {}};
  for (const CountLine& line : asked.lines) {
    const LineName name = {asked.store, line.item};
    CountTrial trial = Try(notes, asked, line);
    if (!trial.wrongs.empty()) {
      trial.outcome = Outcome::kRejected;
    } else if (!trial.questions.empty()) {
      trial.outcome = Outcome::kUnconfirmed;
    }
    noted.results[line.item] = {trial.outcome, trial.repeats, {}};
    TellLine(trial, line, notes.items.contains(line.item), told);
    NoteTakenBack(trial, name, label, sequence, notes);
    OpenTask(trial, line, asked.hour, name, label, sequence, notes);
    if (!trial.after.has_value()) continue;
    if (IsBooked(trial.outcome)) {
      Finding& finding = trial.after->findings.at(asked.hour);
      finding.count = label;
      TellFinding(finding, line.item, told);
      TellNextCount(notes.LineOf(name), *trial.after, asked.hour + 1, line.item,
                    told);
    }
    NoteLine(name, *trial.after, sequence, notes);
    TellBroken(name, sequence, notes, told);
  }
  notes.counts[label] = std::move(noted);
  return told;
}

}  // namespace epiledger::goods
