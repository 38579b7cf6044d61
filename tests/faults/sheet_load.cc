#include "tests/faults/sheet_load.h"

#include <utility>

#include "absl/time/clock.h"

namespace epiledger::faults {
namespace {

constexpr absl::Duration kPausedSheetPoll = absl::Milliseconds(1);

}  // namespace

absl::Status NoteAnswers(const SentSheet& sent, ClientHistory& history) {
  std::vector<ToldAnswer> told;
  for (size_t i = 0; i < sent.sheet.size(); ++i) {
    const Answer& answer = sent.answers[i];
    if (answer.kind != Answer::Kind::kAcknowledged) continue;
    told.push_back({sent.sheet[i].id, answer.acknowledgement});
  }
  return history.NoteAnswers(told);
}

SheetLoad::SheetLoad(FundingClient& client, ClientHistory& history,
                     SheetSource& source)
    : client_(client), history_(history), source_(source) {
  for (int i = 0; i < kSheetWriters; ++i) {
    writers_.emplace_back([this, i] { Write(i); });
  }
}

SheetLoad::~SheetLoad() { Stop(); }

void SheetLoad::Stop() {
  stopping_ = true;
  for (std::thread& writer : writers_) writer.join();
  writers_.clear();
}

void SheetLoad::Write(int writer) {
  while (!stopping_) {
    const absl::StatusOr<bool> decided = SendOne(writer);
    if (!decided.ok()) {
      const absl::MutexLock lock(&mutex_);
      if (status_.ok()) status_ = decided.status();
      return;
    }
    if (!*decided) return;
  }
}

absl::StatusOr<bool> SheetLoad::SendOne(int writer) {
  SentSheet sent{source_.Next(), {}};
  const absl::Status sending = history_.NoteSending(sent.sheet);
  if (!sending.ok()) return sending;
  while (paused_ && !stopping_) absl::SleepFor(kPausedSheetPoll);
  ++in_flight_;
  sent.answers = client_.PayAllOrNone(sent.sheet, writer);
  ++answered_;
  --in_flight_;
  const absl::Status noted = NoteAnswers(sent, history_);
  if (!noted.ok()) return noted;
  const bool decided = StateIn(sent.answers) != SheetState::kAbsent;
  const absl::MutexLock lock(&mutex_);
  (decided ? decided_ : open_).push_back(std::move(sent));
  return decided;
}

std::vector<SentSheet> SheetLoad::decided() const {
  const absl::MutexLock lock(&mutex_);
  return decided_;
}

std::vector<SentSheet> SheetLoad::open() const {
  const absl::MutexLock lock(&mutex_);
  return open_;
}

absl::Status SheetLoad::status() const {
  const absl::MutexLock lock(&mutex_);
  return status_;
}

}  // namespace epiledger::faults
