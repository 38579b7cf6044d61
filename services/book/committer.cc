#include "services/book/committer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/limits.h"

namespace epiledger::book {

Committer::Committer(int threads, size_t cached_state, const Clock& clock,
                     NewIncarnation new_incarnation)
    : cached_state_(cached_state),
      clock_(clock),
      new_incarnation_(std::move(new_incarnation)) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

Committer::~Committer() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

void Committer::Submit(Queue& queue, Command command) {
  absl::Status no_room;
  {
    const absl::MutexLock lock(&mutex_);
    if (queue.waiting.size() < limits::kMaxQueuedCommands) {
      queue.waiting.push_back(std::move(command));
      ++waiting_;
      Schedule(queue);
      return;
    }
    no_room = NoRoomFor(command.key, queue);
  }
  std::move(command.done)(no_room);
}

void Committer::SubmitTogether(Queue& queue, std::vector<Command> commands) {
  std::vector<absl::Status> no_room;
  {
    const absl::MutexLock lock(&mutex_);
    if (queue.waiting.size() + commands.size() <= limits::kMaxQueuedCommands) {
      commands.front().together = commands.size();
      waiting_ += static_cast<int64_t>(commands.size());
      std::move(commands.begin(), commands.end(),
                std::back_inserter(queue.waiting));
      Schedule(queue);
      return;
    }
    for (const Command& command : commands) {
      no_room.push_back(NoRoomFor(command.key, queue));
    }
  }
  for (size_t i = 0; i < commands.size(); ++i) {
    std::move(commands[i].done)(no_room[i]);
  }
}

int64_t Committer::waiting() const {
  const absl::MutexLock lock(&mutex_);
  return waiting_;
}

void Committer::Schedule(Queue& queue) {
  if (!std::exchange(queue.is_scheduled, true)) ready_.push_back(&queue);
}

// The running batch may be at its COMMIT, or ask what became of it. Its ids are
// gathered once, and only for a full queue.
absl::Status Committer::NoRoomFor(const journal::RequestKey& key,
                                  Queue& queue) {
  if (queue.running != nullptr && !queue.running_ids.has_value()) {
    queue.running_ids = queue.running->Ids();
  }
  const bool is_running =
      queue.running_ids.has_value() && queue.running_ids->contains(key);
  return is_running || queue.state.ids_in_doubt.Contains(key) ? OutcomeUnknown()
                                                              : Overloaded();
}

std::vector<Command> Committer::Drain(Queue& queue) {
  const size_t together = queue.waiting.front().together;
  const size_t count = together > 0 ? together
                                    : std::min(queue.waiting.size(),
                                               limits::kMaxCommandsPerBatch);
  std::vector<Command> commands;
  commands.reserve(count);
  while (commands.size() < count) {
    Command& next = queue.waiting.front();
    // Those that are decided all or none wait for their own transaction.
    if (together == 0 && next.together > 0) break;
    commands.push_back(std::move(next));
    queue.waiting.pop_front();
  }
  waiting_ -= static_cast<int64_t>(commands.size());
  return commands;
}

size_t Committer::Share() const {
  return std::max(cached_state_ / books_in_use_,
                  std::min(cached_state_, limits::kMinCachedState));
}

void Committer::Work() {
  const auto has_work = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !ready_.empty() || is_stopping_;
  };
  for (;;) {
    Queue* queue = nullptr;
    std::vector<Command> commands;
    size_t share = 0;
    {
      const absl::MutexLock lock(&mutex_, absl::Condition(&has_work));
      if (ready_.empty()) return;
      queue = ready_.front();
      ready_.pop_front();
      commands = Drain(*queue);
      if (!std::exchange(queue->is_in_use, true)) ++books_in_use_;
      share = Share();
    }
    Batch batch(queue->state, std::move(commands), clock_, new_incarnation_());
    {
      const absl::MutexLock lock(&mutex_);
      queue->running = &batch;
    }
    batch.Run();
    // What is forgotten is read again: nothing known is never wrong.
    ledger::State& state = queue->state.state;
    if (state.size() > share) state.Forget();
    batch.CountInto(counts_);
    {
      const absl::MutexLock lock(&mutex_);
      queue->running = nullptr;
      queue->running_ids.reset();
      // To the back of the line: one busy book must not starve the others.
      queue->is_scheduled = !queue->waiting.empty();
      if (queue->is_scheduled) ready_.push_back(queue);
    }
    // The book is free again: another thread decides what gathered meanwhile
    // while this one tells what was decided.
    batch.AnswerAll();
  }
}

}  // namespace epiledger::book
