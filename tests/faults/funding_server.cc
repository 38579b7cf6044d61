#include "tests/faults/funding_server.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/text.h"
#include "tests/testing/child_process.h"

namespace epiledger::faults {
namespace {

constexpr absl::Duration kStartTimeout = absl::Seconds(30);
constexpr absl::Duration kServerPoll = absl::Milliseconds(5);
constexpr std::string_view kServes = "serves on port ";

std::string LogPath(const std::string& folder) { return folder + "/log"; }

}  // namespace

FundingServer::FundingServer(const Credentials& credentials, Options options)
    : credentials_(credentials), options_(std::move(options)) {}

FundingServer::~FundingServer() { Kill9(); }

absl::StatusOr<std::unique_ptr<FundingServer>> FundingServer::Start(
    const Credentials& credentials, Options options) {
  std::unique_ptr<FundingServer> server(
      new FundingServer(credentials, std::move(options)));
  if (absl::Status s = server->Restart(); !s.ok()) return s;
  return server;
}

std::string FundingServer::Program() const {
  if (options_.planted_bug.empty())
    return testing::ProgramFolder() + "/" + options_.service;
  return testing::ProgramFolder() + "/../test-bin/funding_planted";
}

absl::Status FundingServer::Restart() {
  Kill9();
  std::vector<std::string> arguments;
  if (!options_.planted_bug.empty()) {
    arguments = {"env", "EPILEDGER_PLANTED_BUG=" + options_.planted_bug};
  }
  arguments.insert(arguments.end(),
                   {Program(), "serve", "--store", options_.store, "--listen",
                    "127.0.0.1:0"});
  const std::vector<std::string> flags =
      credentials_.ServiceFlags(options_.service);
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  const size_t log_begin = Log().size();
  const auto process =
      testing::StartProcess(arguments, LogPath(folder_.path()));
  if (!process.ok()) return process.status();
  process_ = *process;
  return WaitUntilServing(log_begin);
}

absl::Status FundingServer::WaitUntilServing(size_t log_begin) {
  const absl::Time give_up = absl::Now() + kStartTimeout;
  while (absl::Now() < give_up) {
    const std::string log = Log();
    const size_t place = log.find(kServes, log_begin);
    if (place != std::string::npos && log.back() == '\n') {
      port_ = static_cast<int>(
          std::strtol(log.c_str() + place + kServes.size(), nullptr, 10));
      return absl::OkStatus();
    }
    if (waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = -1;
      return absl::InternalError(options_.service + " did not start: " + Log());
    }
    absl::SleepFor(kServerPoll);
  }
  return absl::InternalError(options_.service + " does not serve: " + Log());
}

void FundingServer::Freeze() { kill(process_, SIGSTOP); }
void FundingServer::Thaw() { kill(process_, SIGCONT); }

void FundingServer::Kill9() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  testing::WaitForProcess(process_);
  process_ = -1;
}

void FundingServer::BeginStop() {
  if (process_ >= 0) kill(process_, SIGTERM);
}

absl::Status FundingServer::AwaitEnd() {
  if (process_ < 0) return absl::InternalError("funding is down already");
  const bool ended_well = testing::WaitForProcess(process_);
  process_ = -1;
  if (ended_well) return absl::OkStatus();
  return absl::InternalError("funding did not stop as it should: " + Log());
}

absl::Status FundingServer::Stop() {
  BeginStop();
  return AwaitEnd();
}

absl::StatusOr<std::string> FundingServer::VerifyOffline() const {
  return testing::RunProcess({Program(), "verify", "--store", options_.store});
}

std::string FundingServer::Log() const {
  std::ostringstream text;
  text << std::ifstream(LogPath(folder_.path())).rdbuf();
  return text.str();
}

}  // namespace epiledger::faults
