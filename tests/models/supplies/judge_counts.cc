// What speaks against a count. A line that is wrong or unsure does not speak
// against the others; where none is left, nothing is recorded.
#include <set>

#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/trial.h"

namespace epiledger::goods {
namespace {

// One line is held against what it names, and against what was expected.
void NoteRules(const Count& asked, const CountLine& line, Verdict& verdict) {
  verdict.rules.insert("ITEM_NOT_FOUND");
  if (!asked.supersedes.empty()) {
    verdict.rules.insert("ALREADY_SUPERSEDED");
    if (line.is_withdrawn) verdict.rules.insert("NOT_COUNTED");
  }
  if (line.pieces.has_value()) verdict.rules.insert("CONFIRM_CHANGE");
  if (line.pieces.has_value()) verdict.rules.insert("CONFIRM_SURPLUS");
}

void JudgeLines(const Notes& notes, const Count& asked, Verdict& verdict) {
  size_t good = 0;
  const std::string* wrong = nullptr;
  std::vector<CountTrial> trials;
  for (const CountLine& line : asked.lines) {
    NoteRules(asked, line, verdict);
    trials.push_back(Try(notes, asked, line));
    if (trials.back().is_good()) ++good;
  }
  for (const CountTrial& trial : trials) {
    if (wrong == nullptr && !trial.wrongs.empty()) {
      wrong = &trial.wrongs.front();
    }
  }
  const size_t needed = asked.all_or_nothing ? asked.lines.size() : 1;
  if (good >= needed) return;
  if (wrong != nullptr) {
    verdict.RefuseIf(true, *wrong);
    return;
  }
  // All that is asked back, in one answer.
  for (const CountTrial& trial : trials) {
    for (const std::string& question : trial.questions) {
      verdict.RejectIf(true, question);
    }
  }
}

}  // namespace

void JudgeForm(const Count& asked, Verdict& verdict) {
  std::set<std::string> listed;
  for (const CountLine& line : asked.lines) {
    verdict.RejectIf(!listed.insert(line.item).second, "LISTED_TWICE");
    const bool says = line.pieces.has_value();
    verdict.RejectIf(!says && !line.is_withdrawn && !line.is_absent,
                     "QUANTITY_MISSING");
    if (line.is_withdrawn) {
      verdict.RejectIf(asked.supersedes.empty(), "WITHDRAW_WITHOUT_SUPERSEDES");
    }
    if (!line.is_absent && !line.is_withdrawn) continue;
    verdict.RejectIf(says || (line.is_absent && line.is_withdrawn) ||
                         (line.is_absent && !asked.supersedes.empty()),
                     "NOT_FOR_THIS_KIND");
  }
  if (asked.supersedes.empty()) return;
  verdict.RejectIf(asked.reason.empty(), "REASON_MISSING");
}

void JudgeOne(const Notes& notes, const Count& asked, Verdict& verdict) {
  if (const NotedCount* old = Find(notes.counts, asked.supersedes)) {
    verdict.RejectIf(old->asked.store != asked.store, "OTHER_STORE");
  }
  if (verdict.RefuseIf(!notes.stores.contains(asked.store),
                       "STORE_NOT_FOUND")) {
    return;
  }
  if (!asked.supersedes.empty()) {
    const NotedCount* old = Find(notes.counts, asked.supersedes);
    if (verdict.RefuseIf(old == nullptr, "COUNT_NOT_FOUND")) return;
  }
  if (!verdict.accepted()) return;
  JudgeLines(notes, asked, verdict);
}

}  // namespace epiledger::goods
