#include "services/rpc/inside_calls.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/client_callback.h"
#include "services/rpc/bytes.h"

namespace epiledger::rpc {
namespace {

// gRPC stops the process over metadata of other characters.
bool IsMetadata(char c) { return c >= ' ' && c <= '~'; }

void AddMetadata(const std::string& key, std::string value,
                 grpc::ClientContext& context) {
  if (value.empty()) return;
  std::replace_if(
      value.begin(), value.end(), [](char c) { return !IsMetadata(c); }, '?');
  context.AddMetadata(key, value);
}

void Prepare(const InsideCall& call, grpc::ClientContext& context) {
  AddMetadata("authorization", call.authorization, context);
  AddMetadata("accept-language", call.accept_language, context);
  if (call.deadline != absl::InfiniteFuture()) {
    context.set_deadline(absl::ToChronoTime(call.deadline));
  }
}

grpc::Status Ended() {
  return {grpc::StatusCode::UNAVAILABLE, "the server has stopped"};
}

// gRPC may still answer what is ready sooner than it looks at its clock.
grpc::Status TooLate() {
  return {grpc::StatusCode::DEADLINE_EXCEEDED, "Deadline Exceeded"};
}

bool IsTooLate(const InsideCall& call) { return call.deadline <= absl::Now(); }

InsideAnswer Unasked(const grpc::Status& why) {
  return {static_cast<absl::StatusCode>(why.error_code()), why.error_message(),
          ""};
}

// As much as the server sends.
grpc::ChannelArguments WithoutLimits() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return arguments;
}

}  // namespace

struct InsideCalls::Pending {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  Done done;
};

// Reads ahead of nobody: one read is under way or one message is out, never
// both. Reads begin outside of gRPC's reactions, which a hold allows; it ends
// with the last read, or when nobody will ask for another.
class InsideCalls::OpenCall final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
      public InsideStream,
      public std::enable_shared_from_this<OpenCall> {
 public:
  OpenCall(const InsideCall& call, std::shared_ptr<InsideReader> reader,
           InsideCalls& calls)
      : request_(ToBuffer(call.request)),
        reader_(std::move(reader)),
        calls_(calls) {
    Prepare(call, context_);
  }

  void Begin(const InsideCall& call) {
    if (IsTooLate(call)) return EndUnasked(TooLate());
    if (!calls_.Enter(shared_from_this())) return EndUnasked(Ended());
    calls_.stub_.PrepareBidiStreamingCall(&context_, call.path,
                                          grpc::StubOptions(), this);
    AddHold();
    StartWriteLast(&request_, grpc::WriteOptions());
    StartRead(&message_);
    StartCall();
  }

  void Next() override ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      if (!is_held_ || is_reading_) return;
      is_reading_ = true;
    }
    StartRead(&message_);
  }

  void Cancel() override ABSL_LOCKS_EXCLUDED(mutex_) {
    context_.TryCancel();
    {
      const absl::MutexLock lock(&mutex_);
      is_cancelled_ = true;
      if (is_reading_ || !std::exchange(is_held_, false)) return;
    }
    RemoveHold();
  }

  void OnReadDone(bool ok) override ABSL_LOCKS_EXCLUDED(mutex_) {
    bool is_last = false;
    {
      const absl::MutexLock lock(&mutex_);
      is_reading_ = false;
      is_last = !ok || is_cancelled_;
      if (is_last) is_held_ = false;
    }
    if (is_last) return RemoveHold();
    grpc::ByteBuffer message;
    message.Swap(&message_);
    reader_->OnMessage(std::move(message));
  }

  void OnDone(const grpc::Status& status) override {
    const std::shared_ptr<OpenCall> last = shared_from_this();
    std::exchange(reader_, nullptr)->OnEnd(status);
    calls_.Leave(last);
  }

 private:
  void EndUnasked(const grpc::Status& why) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const absl::MutexLock lock(&mutex_);
      is_held_ = false;
    }
    std::exchange(reader_, nullptr)->OnEnd(why);
  }

  grpc::ClientContext context_;
  const grpc::ByteBuffer request_;
  // Belongs to the read under way.
  grpc::ByteBuffer message_;
  // Belongs to gRPC's reactions; null after the last.
  std::shared_ptr<InsideReader> reader_;
  InsideCalls& calls_;

  absl::Mutex mutex_;
  bool is_reading_ ABSL_GUARDED_BY(mutex_) = true;
  bool is_cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  // The hold of gRPC's reactor is there.
  bool is_held_ ABSL_GUARDED_BY(mutex_) = true;
};

InsideCalls::InsideCalls(grpc::Server& server)
    : stub_(server.InProcessChannel(WithoutLimits())) {}

void InsideCalls::Call(const InsideCall& call, Done done) {
  if (IsTooLate(call)) return std::move(done)(Unasked(TooLate()));
  if (!Enter(nullptr)) return std::move(done)(Unasked(Ended()));
  auto pending = std::make_shared<Pending>();
  Prepare(call, pending->context);
  pending->request = ToBuffer(call.request);
  pending->done = std::move(done);
  Pending& started = *pending;
  stub_.UnaryCall(
      &started.context, call.path, grpc::StubOptions(), &started.request,
      &started.response,
      [this, pending = std::move(pending)](const grpc::Status& status) {
        InsideAnswer answer;
        answer.code = static_cast<absl::StatusCode>(status.error_code());
        answer.message = status.error_message();
        if (status.ok()) answer.response = ToBytes(pending->response);
        std::move(pending->done)(std::move(answer));
        --pending_;
      });
}

std::shared_ptr<InsideStream> InsideCalls::Open(
    const InsideCall& call, std::shared_ptr<InsideReader> reader) {
  auto open = std::make_shared<OpenCall>(call, std::move(reader), *this);
  open->Begin(call);
  return open;
}

void InsideCalls::EndAll() {
  absl::flat_hash_set<std::shared_ptr<OpenCall>> open;
  {
    const absl::MutexLock lock(&mutex_);
    is_ended_ = true;
    open = open_;
  }
  for (const auto& call : open) call->Cancel();
}

bool InsideCalls::Enter(const std::shared_ptr<OpenCall>& call) {
  const absl::MutexLock lock(&mutex_);
  if (is_ended_) return false;
  ++pending_;
  if (call != nullptr) open_.insert(call);
  return true;
}

void InsideCalls::Leave(const std::shared_ptr<OpenCall>& call) {
  {
    const absl::MutexLock lock(&mutex_);
    open_.erase(call);
  }
  --pending_;
}

}  // namespace epiledger::rpc
