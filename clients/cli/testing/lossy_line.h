// LossyLine: a server between the command line and the gateway, that passes
// calls on as they are and, on command, loses a request or an answer. For
// tests.
#ifndef EPILEDGER_CLIENTS_CLI_TESTING_LOSSY_LINE_H_
#define EPILEDGER_CLIENTS_CLI_TESTING_LOSSY_LINE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/channel.h"
#include "services/clock.h"
#include "services/rpc/raw_method.h"
#include "services/rpc/server.h"
#include "tests/testing/test_pki.h"

namespace epiledger::cli {

class LossyLine {
 public:
  // In front of the gateway at `target`, with a certificate of `pki`.
  LossyLine(testing::TestPki& pki, const Clock& clock,
            const std::string& target);
  ~LossyLine();

  // Each of the next so many writes is not passed on; the caller hears
  // UNAVAILABLE without a word of explanation.
  std::atomic<int> requests_to_lose = 0;
  // Each of the next so many writes is passed on, and its answer is lost.
  std::atomic<int> answers_to_lose = 0;
  // The next so many writes are neither passed on nor answered.
  std::atomic<int> calls_to_hold = 0;

  // Called with the number of each write, from 1, before anything becomes of
  // it. Set before the first call.
  std::function<void(int)> on_write;

  // Calls of writes that came in.
  [[nodiscard]] int writes() const { return writes_; }
  // Waits until `count` calls are held; false after ten seconds.
  [[nodiscard]] bool AwaitHeld(size_t count);

  [[nodiscard]] std::string address() const;

 private:
  void Handle(const rpc::RawCall& call, const grpc::ByteBuffer& request,
              rpc::RawRespond respond);
  void Pass(const rpc::RawCall& call, const grpc::ByteBuffer& request,
            rpc::RawRespond respond, bool loses_answer);

  std::shared_ptr<grpc::Channel> channel_;
  std::atomic<int> writes_ = 0;
  absl::Mutex mutex_;
  std::vector<rpc::RawRespond> held_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TESTING_LOSSY_LINE_H_
