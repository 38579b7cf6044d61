#include "services/rpc/raw_stream.h"

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <utility>

#include "grpcpp/alarm.h"
#include "services/limits.h"
#include "services/steady.h"

namespace epiledger::rpc {

// One operation is under way at a time; `busy_` belongs to it. Reactions and
// senders leave what they want under the lock, and whoever finds the stream
// idle starts the next operation outside of it. A message waits for its turn
// among those of all streams.
class StreamReactor final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                            public std::enable_shared_from_this<StreamReactor> {
 public:
  StreamReactor(grpc::CallbackServerContext* context,
                std::shared_ptr<StreamSet> set)
      : context_(context), set_(std::move(set)) {}

  void Begin() {
    set_->Add(shared_from_this());
    // Weak, because an alarm keeps its function as long as it is there itself.
    alarm_.Set(
        std::chrono::system_clock::now() +
            absl::ToChronoSeconds(limits::kMaxStreamLife),
        [weak = weak_from_this()](bool fired) {
          const std::shared_ptr<StreamReactor> self = weak.lock();
          if (fired && self != nullptr) {
            self->Finish({grpc::StatusCode::UNAVAILABLE,
                          "the stream has lived long enough; reconnect"});
          }
        });
  }

  bool Send(grpc::ByteBuffer message) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      if (finishing_) return false;
      if (queue_.size() >= limits::kMaxStreamBacklog) {
        // Cancelling is the only way past a write that the client does not
        // read. Not finishing means that the context is still there.
        context_->TryCancel();
        return false;
      }
      queue_.push_back(std::move(message));
    }
    Continue();
    return true;
  }

  bool SendNewest(const grpc::ByteBuffer& message) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      if (finishing_) return false;
      if (busy_ && SteadyNow() - write_began_ > limits::kMaxWriteWait) {
        // As in Send.
        context_->TryCancel();
        return false;
      }
      queue_.clear();
      queue_.push_back(message);
    }
    Continue();
    return true;
  }

  void Finish(grpc::Status status) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      if (!finishing_) status_ = std::move(status);
      finishing_ = true;
    }
    Continue();
  }

  void OnEnd(std::function<void()> on_end) ABSL_LOCKS_EXCLUDED(mutex_) {
    bool over = false;
    {
      const absl::MutexLock lock(&mutex_);
      on_end_ = std::move(on_end);
      over = over_;
    }
    if (over) TellEnd();
  }

  void OnWriteDone(bool ok) override {
    {
      const absl::MutexLock lock(&mutex_);
      busy_ = false;
      // Others may share the bytes; this stream is done with them.
      current_.Clear();
    }
    set_->turns_.End(this);
    if (ok) {
      Continue();
    } else {
      Abandon();
    }
  }

  void OnCancel() override {
    Abandon();
    TellEnd();
  }

  void OnDone() override {
    alarm_.Cancel();
    TellEnd();
    set_->Remove(shared_from_this());
  }

 private:
  // The client is gone or too slow: nothing more is written.
  void Abandon() ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      queue_.clear();
    }
    Finish({grpc::StatusCode::CANCELLED, "the client is gone or too slow"});
  }

  void Continue() ABSL_LOCKS_EXCLUDED(mutex_) {
    std::optional<grpc::Status> end;
    bool awaited_turn = false;
    {
      const absl::MutexLock lock(&mutex_);
      if (busy_ || (queue_.empty() && !finishing_)) return;
      if (queue_.empty()) {
        busy_ = true;
        end = status_;
      } else {
        awaited_turn = std::exchange(awaits_turn_, true);
      }
    }
    if (end.has_value()) {
      ServerWriteReactor::Finish(*std::move(end));
    } else if (awaited_turn) {
      set_->turns_.Begin();
    } else {
      set_->turns_.Await(this, [self = shared_from_this()] { self->Write(); });
    }
  }

  // Writes what is the next message by now, if there is one still.
  void Write() ABSL_LOCKS_EXCLUDED(mutex_) {
    bool writes = false;
    {
      const absl::MutexLock lock(&mutex_);
      awaits_turn_ = false;
      writes = !busy_ && !queue_.empty();
      if (writes) {
        busy_ = true;
        current_ = std::move(queue_.front());
        queue_.pop_front();
        write_began_ = SteadyNow();
      }
    }
    if (writes) {
      StartWrite(&current_);
    } else {
      set_->turns_.End(this);
    }
  }

  void TellEnd() ABSL_LOCKS_EXCLUDED(mutex_) {
    std::function<void()> on_end;
    {
      const absl::MutexLock lock(&mutex_);
      over_ = true;
      on_end.swap(on_end_);
    }
    if (on_end) on_end();
  }

  grpc::CallbackServerContext* const context_;
  const std::shared_ptr<StreamSet> set_;
  grpc::Alarm alarm_;

  absl::Mutex mutex_;
  std::deque<grpc::ByteBuffer> queue_ ABSL_GUARDED_BY(mutex_);
  // What is being written; belongs to the operation under way.
  grpc::ByteBuffer current_;
  // When the write of `current_` began, by SteadyNow.
  absl::Duration write_began_ ABSL_GUARDED_BY(mutex_);
  // It is in `turns_`, to write what is first in the queue by then.
  bool awaits_turn_ ABSL_GUARDED_BY(mutex_) = false;
  // An operation is under way; stays true after Finish.
  bool busy_ ABSL_GUARDED_BY(mutex_) = false;
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Status status_ ABSL_GUARDED_BY(mutex_);
  // The end has been told to whoever asked.
  bool over_ ABSL_GUARDED_BY(mutex_) = false;
  std::function<void()> on_end_ ABSL_GUARDED_BY(mutex_);
};

namespace {

// What the handler holds; the reactor itself lives as long as gRPC needs it.
class StreamHandle final : public ByteStream {
 public:
  explicit StreamHandle(std::shared_ptr<StreamReactor> reactor)
      : reactor_(std::move(reactor)) {}
  ~StreamHandle() override {
    reactor_->Finish(
        {grpc::StatusCode::INTERNAL, "the stream was left unfinished"});
  }
  bool Send(grpc::ByteBuffer message) override {
    return reactor_->Send(message);
  }
  bool SendNewest(const grpc::ByteBuffer& message) override {
    return reactor_->SendNewest(message);
  }
  void Finish(grpc::Status status) override {
    reactor_->Finish(std::move(status));
  }
  void OnEnd(std::function<void()> on_end) override {
    reactor_->OnEnd(std::move(on_end));
  }

 private:
  const std::shared_ptr<StreamReactor> reactor_;
};

}  // namespace

void StreamSet::FinishAll(const grpc::Status& status) {
  absl::flat_hash_set<std::shared_ptr<StreamReactor>> open;
  {
    const absl::MutexLock lock(&mutex_);
    closed_ = true;
    status_ = status;
    open = open_;
  }
  for (const auto& stream : open) stream->Finish(status);
}

void StreamSet::Add(const std::shared_ptr<StreamReactor>& stream) {
  grpc::Status status;
  {
    const absl::MutexLock lock(&mutex_);
    open_.insert(stream);
    if (!closed_) return;
    status = status_;
  }
  stream->Finish(status);
}

void StreamSet::Remove(const std::shared_ptr<StreamReactor>& stream) {
  const absl::MutexLock lock(&mutex_);
  open_.erase(stream);
}

OpenedStream OpenStream(grpc::CallbackServerContext* context,
                        std::shared_ptr<StreamSet> set) {
  auto reactor = std::make_shared<StreamReactor>(context, std::move(set));
  reactor->Begin();
  return {reactor.get(), std::make_shared<StreamHandle>(reactor)};
}

}  // namespace epiledger::rpc
