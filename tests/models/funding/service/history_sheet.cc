// Sheets of a history: each element alone, or all or none (decision 22).
#include <algorithm>
#include <optional>

#include "services/text.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/record.h"
#include "tests/models/funding/service/history.h"

namespace epiledger::ladder {

const History::Sent* History::SentUnder(const std::string& id) const {
  const auto found =
      std::find_if(sent_.begin(), sent_.end(),
                   [&id](const Sent& sent) { return sent.id == id; });
  return found == sent_.end() ? nullptr : &*found;
}

// Now and then an element was decided before.
std::vector<Element> History::ElementsOf(const Sheet& sheet, Dice& dice) {
  std::vector<Element> elements;
  for (const Request& request : sheet.requests) {
    elements.push_back({NextId(dice), request});
  }
  std::vector<Element> earlier;
  for (const Sent& sent : sent_) {
    if (sent.request.index() == sheet.requests.front().index() &&
        DeciderOf(sent.request) == DeciderOf(sheet.requests.front())) {
      earlier.push_back({sent.id, sent.request});
    }
  }
  if (!earlier.empty() && dice.Chance(25)) {
    elements.insert(elements.begin() + dice.Below(std::ssize(elements) + 1),
                    dice.OneOf(earlier));
  }
  return elements;
}

void History::AskSheet(Dice& dice) {
  const Sheet sheet = Office(notes_, dice).NextSheet();
  if (sheet.requests.empty()) return;
  const std::vector<Element> elements = ElementsOf(sheet, dice);
  const auto answers = clerk_.AskSheet(elements, sheet.is_together);
  if (answers.size() != elements.size()) {
    return Fault("The sheet must have an answer for each request.");
  }
  const std::string how = sheet.is_together ? "together" : "each alone";
  for (size_t i = 0; i < elements.size(); ++i) {
    Tell(elements[i].request, answers[i],
         Concat(how, ", ", elements[i].id, ": ").c_str());
  }
  const auto broken =
      sheet.is_together ? FirstBroken(elements) : std::optional<size_t>();
  const std::string row = RowOfSheet(sheet);
  if (broken.has_value()) {
    table_.CountRefused(row, kBatchRefused);
    HearRefused(elements, answers, *broken);
  } else {
    if (sheet.is_together) table_.CountAccepted(row, {kBatchRefused});
    HearEach(elements, answers, sheet.is_together ? "" : row);
  }
  if (fault_.empty() && dice.Chance(25)) {
    AskAgain(elements, answers, sheet.is_together);
  }
}

// What was decided is answered as before, and the rest is no more decided.
void History::AskAgain(const std::vector<Element>& elements,
                       const std::vector<Answer>& answers, bool is_together) {
  const auto again = clerk_.AskSheet(elements, is_together);
  for (size_t i = 0; i < elements.size() && fault_.empty(); ++i) {
    Tell(elements[i].request, again[i],
         Concat("once more, ", elements[i].id, ": ").c_str());
    if (const Sent* const earlier = SentUnder(elements[i].id)) {
      HearAgain(*earlier, again[i]);
    } else if (again[i] != answers[i]) {
      Fault(Concat("It must be: ", ladder::Tell(answers[i]), "."));
    }
  }
}

// One that was refused earlier refuses the sheet wherever it stands: nothing of
// it is decided. Otherwise the first that is not accepted, each seeing those
// before it.
std::optional<size_t> History::FirstBroken(
    const std::vector<Element>& elements) const {
  for (size_t i = 0; i < elements.size(); ++i) {
    const Sent* const earlier = SentUnder(elements[i].id);
    if (earlier != nullptr && !earlier->answer.is_accepted) return i;
  }
  Notes scratch = notes_;
  int64_t sequence = head_;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (SentUnder(elements[i].id) != nullptr) continue;
    if (!Judge(scratch, elements[i].request).accepted()) return i;
    Record(elements[i].request, ++sequence, scratch);
  }
  return std::nullopt;
}

void History::HearEach(const std::vector<Element>& elements,
                       const std::vector<Answer>& answers,
                       const std::string& row) {
  for (size_t i = 0; i < elements.size() && fault_.empty(); ++i) {
    if (const Sent* const earlier = SentUnder(elements[i].id)) {
      HearAgain(*earlier, answers[i]);
      continue;
    }
    if (!row.empty() && answers[i].is_accepted) {
      table_.CountAccepted(row, {kElement});
    } else if (!row.empty()) {
      table_.CountRefused(row, kElement);
    }
    Hear(elements[i].id, elements[i].request, answers[i]);
  }
}

// Only the one that is broken was decided; the figures of its refusal count
// those before it. The ids of the others stay unused.
void History::HearRefused(const std::vector<Element>& elements,
                          const std::vector<Answer>& answers, size_t broken) {
  Notes before = notes_;
  int64_t sequence = head_;
  for (size_t i = 0; i < elements.size() && fault_.empty(); ++i) {
    if (const Sent* const earlier = SentUnder(elements[i].id)) {
      HearAgain(*earlier, answers[i]);
    } else if (i != broken) {
      HearUnused(elements[i], answers[i]);
      if (i < broken && SentUnder(elements[broken].id) == nullptr) {
        Record(elements[i].request, ++sequence, before);
      }
    }
  }
  if (!fault_.empty() || SentUnder(elements[broken].id) != nullptr) return;
  const auto& [id, request] = elements[broken];
  const Answer& answer = answers[broken];
  Compare(answer, Judge(before, request));
  CheckSequence(answer);
  table_.CountRefused(RowOf(request, before), answer.reason);
  if (answer.sequence == 0) return;
  RecordRefused(answer.sequence, notes_);
  sent_.push_back({id, request, answer});
}

void History::HearUnused(const Element& element, const Answer& answer) {
  if (answer.is_accepted || answer.reason != kBatchRefused ||
      answer.sequence != 0) {
    return Fault(Concat("It must be ", kBatchRefused, ", and undecided."));
  }
  unused_.push_back(element);
}

void History::HearAgain(const Sent& earlier, const Answer& answer) {
  Answer expected = earlier.answer;
  expected.is_replay = true;
  if (answer == expected) return;
  Fault(Concat("It must be: ", ladder::Tell(expected), "."));
}

// An id that a refused sheet left unused may be used by another request.
std::string History::NextId(Dice& dice) {
  if (!unused_.empty() && dice.Chance(30)) {
    const std::string id = unused_.back().id;
    unused_.pop_back();
    return id;
  }
  return Concat("request-", ++requests_);
}

}  // namespace epiledger::ladder
