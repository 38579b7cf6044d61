// Commands of which all are accepted or none.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "services/book/batch.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {

namespace {

// A figure that speaks of other elements by their places, `requests[0]`: the
// names of what they would have made will be those of others.
std::string WithPlaces(
    const std::string& figure,
    const std::vector<std::pair<std::string, std::string>>& elements) {
  for (const auto& [id, place] : elements) {
    if (figure.ends_with(Concat("/", id))) return place;
  }
  return absl::StrReplaceAll(figure, elements);
}

}  // namespace

static_assert(limits::kMaxListElements <= limits::kMaxCommandsPerBatch,
              "commands that are decided all or none fit into a transaction");

absl::Status Batch::DecideTogether(storage::WriteTransaction& transaction) {
  absl::Status status = ReplayKnown(transaction);
  if (status.ok() && FirstNotAccepted() == nullptr) status = DecideNew();
  if (!status.ok()) return status;
  if (const Slot* const cause = FirstNotAccepted(); cause != nullptr) {
    status = AnswerRefused(*cause);
  }
  return status.ok() ? book_.state.status() : status;
}

absl::Status Batch::ReplayKnown(storage::WriteTransaction& transaction) {
  for (Slot& slot : slots_) {
    const auto found = decided_before_.find(slot.command.key);
    if (found == decided_before_.end()) continue;
    const absl::Status status = Replay(transaction, slot, found->second);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

Batch::Slot* Batch::FirstNotAccepted() {
  for (Slot& slot : slots_) {
    if (!slot.result.has_value()) continue;
    if (!slot.result->ok() || (*slot.result)->refusal.has_value()) {
      return &slot;
    }
  }
  return nullptr;
}

absl::Status Batch::DecideNew() {
  const absl::Status ready = CheckReady(slots_.front().command);
  if (!ready.ok()) {
    // All have one book and one deadline: it is no command's own fault.
    for (Slot& slot : slots_) {
      if (!slot.result.has_value()) slot.result = ready;
    }
    return absl::OkStatus();
  }
  const absl::Status status = DecideInOrder();
  Slot* const last = FirstNotAccepted();
  return status.ok() && last != nullptr ? TakeBackFor(*last) : status;
}

absl::Status Batch::DecideInOrder() {
  for (Slot& slot : slots_) {
    if (slot.result.has_value()) continue;
    const absl::Status status = DecideOne(slot);
    if (!status.ok()) return status;
    if (!book_.state.status().ok()) return book_.state.status();
    if (!slot.result->ok() || (*slot.result)->refusal.has_value()) break;
  }
  return absl::OkStatus();
}

absl::Status Batch::TakeBackFor(Slot& slot) {
  absl::StatusOr<Outcome> outcome = *slot.result;
  if (outcome.ok()) SpeakOfElements(slot, *outcome->refusal);
  ForgetDecisions();
  const absl::Status status = RecordClockJump();
  if (!status.ok()) return status;
  // The refusal is the batch's only entry, and its receipt says so.
  if (outcome.ok()) return Record(slot, *std::move(outcome->refusal));
  slot.result = outcome.status();
  return absl::OkStatus();
}

// Nothing of it has reached the store: the flush comes last.
void Batch::ForgetDecisions() {
  book_.state.Forget();
  head_ = locked_;
  ForgetEntries();
  for (Slot& slot : slots_) {
    slot.is_recorded = false;
    if (!decided_before_.contains(slot.command.key)) slot.result.reset();
  }
}

void Batch::SpeakOfElements(const Slot& refused,
                            journal::Refusal& refusal) const {
  std::vector<std::pair<std::string, std::string>> elements;
  for (const Slot& slot : slots_) {
    if (&slot == &refused) break;
    if (!slot.is_recorded) continue;
    const int64_t sequence = (*slot.result)->receipt.sequence;
    elements.emplace_back(ContextOf(slot.command, sequence).NewId(),
                          slot.command.element);
  }
  for (auto& [name, value] : refusal.metadata) {
    value = WithPlaces(value, elements);
  }
  refusal.metadata["element"] = refused.command.element;
}

absl::Status Batch::AnswerRefused(const Slot& cause) {
  for (Slot& slot : slots_) {
    if (slot.result.has_value()) continue;
    // It may be the refused command once more.
    const absl::StatusOr<bool> is_repeated = Repeat(slot);
    if (!is_repeated.ok()) return is_repeated.status();
    if (!*is_repeated) slot.result = RefusedTogether(cause.command.element);
  }
  return absl::OkStatus();
}

}  // namespace epiledger::book
