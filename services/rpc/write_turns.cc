#include "services/rpc/write_turns.h"

#include "services/limits.h"
#include "services/steady.h"

namespace epiledger::rpc {

void WriteTurns::Await(const void* writer, std::function<void()> write) {
  {
    const absl::MutexLock lock(&mutex_);
    waiting_.emplace_back(writer, std::move(write));
  }
  Begin();
}

void WriteTurns::End(const void* writer) {
  {
    const absl::MutexLock lock(&mutex_);
    std::erase_if(writing_,
                  [writer](const Turn& turn) { return turn.writer == writer; });
  }
  Begin();
}

void WriteTurns::Begin() {
  while (const std::function<void()> write = Next()) write();
}

std::function<void()> WriteTurns::Next() {
  const absl::MutexLock lock(&mutex_);
  if (waiting_.empty()) return nullptr;
  const absl::Duration now = SteadyNow();
  if (writing_.size() >= limits::kMaxWritesAtATime) {
    if (now - writing_.front().began < limits::kMaxWriteTurn) return nullptr;
    writing_.pop_front();
  }
  auto [writer, write] = std::move(waiting_.front());
  waiting_.pop_front();
  writing_.push_back({writer, now});
  return std::move(write);
}

}  // namespace epiledger::rpc
