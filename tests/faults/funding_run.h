// FundingRun: a funding service under test with its county, its clients, and
// the history of what these sent and were told.
#ifndef EPILEDGER_TESTS_FAULTS_FUNDING_RUN_H_
#define EPILEDGER_TESTS_FAULTS_FUNDING_RUN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/faults/credentials.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/funding_server.h"
#include "tests/faults/history.h"
#include "tests/faults/payment_source.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::faults {

// Threads: one, see FundingServer.
class FundingRun {
 public:
  // Starts the service and creates the county. An empty store stands for
  // SQLite in a folder of its own.
  static absl::StatusOr<std::unique_ptr<FundingRun>> Begin(
      FundingServer::Options options);

  // New connections to the service, after it was started again.
  absl::Status Reconnect();

  // Sends every payment of the history again; how many.
  absl::StatusOr<int64_t> ReplayAll();
  // What does not fit between the history and the book as it is served now.
  absl::StatusOr<std::vector<Violation>> Check();
  // Verifies an export, with the clients' receipts, by tests/verify_export.py;
  // then stops the service and verifies the store offline. What both print.
  absl::StatusOr<std::string> StopAndVerify();

  [[nodiscard]] const Credentials& credentials() const { return credentials_; }
  [[nodiscard]] FundingServer& server() { return *server_; }
  [[nodiscard]] FundingClient& client() { return *client_; }
  [[nodiscard]] ClientHistory& history() { return *history_; }
  [[nodiscard]] PaymentSource& source() { return source_; }

 private:
  FundingRun() = default;

  absl::Status Start(FundingServer::Options options);

  testing::TemporaryDirectory folder_;
  Credentials credentials_;
  PaymentSource source_;
  std::unique_ptr<ClientHistory> history_;
  std::unique_ptr<FundingServer> server_;
  std::unique_ptr<FundingClient> client_;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_FUNDING_RUN_H_
