// FaultProxy: stands between a client and a MariaDB server on 127.0.0.1 and,
// on command, loses a COMMIT or its answer, or ends idle connections as MySQL
// does.
//
// It reads the client's packets of the MySQL protocol (in plain text, not
// compressed) and knows a COMMIT by its text, prepared or sent as a query,
// alone or as the last of several statements. All else is passed on as it is.
//
// Threads: any.
#ifndef EPILEDGER_TESTS_TESTING_FAULT_PROXY_H_
#define EPILEDGER_TESTS_TESTING_FAULT_PROXY_H_

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <thread>

#include "absl/status/statusor.h"

namespace epiledger::testing {

class FaultProxy {
 public:
  // Listens on a free port of 127.0.0.1 in front of `server_port`.
  static absl::StatusOr<std::unique_ptr<FaultProxy>> Start(int server_port);

  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;
  ~FaultProxy();

  [[nodiscard]] int port() const { return port_; }

  // Each of the next `count` COMMITs is not passed on; its connection is
  // closed on both sides.
  void LoseRequests(int count) { requests_.armed = count; }
  // Each of the next `count` COMMITs is passed on; when the server has
  // answered, the connection is closed on both sides without the answer.
  void LoseAnswers(int count) { answers_.armed = count; }

  // Tells every client, in MySQL's own words (error 4031), that it is
  // disconnected because it was idle, and closes its connection on both sides;
  // returns when all are closed. MariaDB closes without a word.
  void EndIdleConnections();

  // From the next fault on, until Reopen, there is no way to the server.
  void CloseAfterFault() { closes_after_fault_ = true; }
  void Reopen() { closes_after_fault_ = closed_ = false; }

  // How often that has been done, and is still to be done.
  [[nodiscard]] int lost_requests() const { return requests_.fired; }
  [[nodiscard]] int lost_answers() const { return answers_.fired; }
  [[nodiscard]] int armed() const { return requests_.armed + answers_.armed; }

  // How many commands clients have sent, a packet each: statements that go
  // together are one.
  [[nodiscard]] int64_t commands() const { return commands_; }

 private:
  friend class ProxiedConnection;

  struct Fault {
    std::atomic<int> armed = 0;
    std::atomic<int> fired = 0;

    // True when it is to happen now.
    bool Fire();
  };

  FaultProxy(int listener, int port, int server_port);
  void Accept();
  // Whether `fault` is to happen now; closes the way if that was asked for.
  bool Strike(Fault& fault);

  const int listener_;
  const int port_;
  const int server_port_;
  Fault requests_;
  Fault answers_;
  std::atomic<int64_t> commands_ = 0;
  std::atomic<bool> closes_after_fault_ = false;
  std::atomic<bool> closed_ = false;
  std::atomic<bool> ending_idle_ = false;
  std::atomic<int> open_ = 0;
  std::atomic<bool> stopping_ = false;
  std::list<std::jthread> connections_;
  std::jthread accepting_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_FAULT_PROXY_H_
