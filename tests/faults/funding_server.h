// FundingServer: the built service as a process of its own, to be killed.
//
// Threads: one, which must live as long as the server: the kernel ends the
// process with the thread that started it.
#ifndef EPILEDGER_TESTS_FAULTS_FUNDING_SERVER_H_
#define EPILEDGER_TESTS_FAULTS_FUNDING_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/faults/credentials.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::faults {

class FundingServer {
 public:
  struct Options {
    // See storage/store_url.h.
    std::string store;
    // Runs the build with planted bugs, with this one; empty: the real build.
    std::string planted_bug;
    // Another service in place of funding, for who measures its start.
    std::string service = "funding";
  };

  // Starts a process and waits until it serves. `credentials` must outlive the
  // server.
  static absl::StatusOr<std::unique_ptr<FundingServer>> Start(
      const Credentials& credentials, Options options);

  FundingServer(const FundingServer&) = delete;
  FundingServer& operator=(const FundingServer&) = delete;
  ~FundingServer();

  // Stops the process where it is, and lets it go on.
  void Freeze();
  void Thaw();
  // Ends the process without a chance to do anything.
  void Kill9();
  // Starts it again on the same store, with a new port.
  absl::Status Restart();
  // SIGTERM. A process that is frozen finds it when it goes on.
  void BeginStop();
  // Waits for the end; INTERNAL when it is not with 0.
  absl::Status AwaitEnd();
  // Both.
  absl::Status Stop();
  // Runs `verify` offline; its output. Only while the process is down on
  // SQLite. INTERNAL, with the output, when it finds something.
  absl::StatusOr<std::string> VerifyOffline() const;

  [[nodiscard]] int port() const { return port_; }
  // −1 while it is down.
  [[nodiscard]] pid_t process() const { return process_; }
  // What the process wrote, all starts together.
  [[nodiscard]] std::string Log() const;

 private:
  FundingServer(const Credentials& credentials, Options options);

  [[nodiscard]] std::string Program() const;
  absl::Status WaitUntilServing(size_t log_begin);

  const Credentials& credentials_;
  const Options options_;
  const testing::TemporaryDirectory folder_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_FUNDING_SERVER_H_
