#include "tests/faults/funding_run.h"

#include <utility>

#include "services/text.h"
#include "tests/faults/book_reader.h"
#include "tests/faults/county_setup.h"
#include "tests/faults/export_check.h"
#include "tests/faults/resending.h"

namespace epiledger::faults {
namespace {

constexpr int kConnections = 4;

}  // namespace

absl::StatusOr<std::unique_ptr<FundingRun>> FundingRun::Begin(
    FundingServer::Options options) {
  std::unique_ptr<FundingRun> run(new FundingRun());
  if (absl::Status s = run->Start(std::move(options)); !s.ok()) return s;
  return run;
}

absl::Status FundingRun::Start(FundingServer::Options options) {
  auto history = ClientHistory::Create(folder_.path());
  if (!history.ok()) return history.status();
  history_ = *std::move(history);
  if (options.store.empty()) {
    options.store = Concat("sqlite:", folder_.path(), "/store");
  }
  auto server = FundingServer::Start(credentials_, std::move(options));
  if (!server.ok()) return server.status();
  server_ = *std::move(server);
  if (absl::Status s = Reconnect(); !s.ok()) return s;
  return MakeCounty(*client_);
}

absl::Status FundingRun::Reconnect() {
  auto client =
      FundingClient::Connect(credentials_, server_->port(), kConnections);
  if (!client.ok()) return client.status();
  client_ = *std::move(client);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> FundingRun::ReplayAll() {
  const auto history = LoadHistory(folder_.path());
  if (!history.ok()) return history.status();
  std::vector<Payment> payments;
  for (const auto& [id, call] : *history) payments.push_back(call.payment);
  const auto replays = SendAgain(*client_, *history_, payments);
  if (!replays.ok()) return replays.status();
  return replays->sent;
}

absl::StatusOr<std::vector<Violation>> FundingRun::Check() {
  const auto history = LoadHistory(folder_.path());
  if (!history.ok()) return history.status();
  const auto reading = ReadBook(*client_);
  if (!reading.ok()) return reading.status();
  return CheckHistory(*history, *reading);
}

absl::StatusOr<std::string> FundingRun::StopAndVerify() {
  const auto history = LoadHistory(folder_.path());
  if (!history.ok()) return history.status();
  const auto reading = ReadBook(*client_);
  if (!reading.ok()) return reading.status();
  const auto exported = VerifyExport(*reading, *history, folder_.path());
  if (!exported.ok()) return exported;
  if (absl::Status s = server_->Stop(); !s.ok()) return s;
  const auto offline = server_->VerifyOffline();
  if (!offline.ok()) return offline;
  return *exported + *offline;
}

}  // namespace epiledger::faults
