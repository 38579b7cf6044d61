#include "tests/bench/served_alone.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "absl/time/clock.h"
#include "services/gateway/gateway_fixture.h"
#include "services/rpc/channel.h"
#include "services/text.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {
namespace {

// Promised of a book of a million entries, and of a service that has nothing to
// do.
constexpr double kReadyGoal = 2'000;
constexpr double kIdleGoal = 64;
constexpr absl::Duration kIdle = absl::Seconds(2);

// What a process holds in memory, in megabytes.
double ResidentMegabytes(pid_t process) {
  constexpr double kKibibytesPerMegabyte = 1'000'000.0 / 1'024;
  std::ifstream status(Concat("/proc/", process, "/status"));
  for (std::string word; status >> word;) {
    double kibibytes = 0;
    if (word == "VmRSS:" && status >> kibibytes) {
      return kibibytes / kKibibytesPerMegabyte;
    }
  }
  (void)std::fprintf(stderr, "no memory is told of process %d\n", process);
  std::abort();
}

void AskForSummary(const faults::Credentials& credentials,
                   const gateway::Source& source, int port) {
  rpc::ChannelOptions options;
  options.target = Concat("127.0.0.1:", port);
  options.tls = credentials.edge();
  options.own_connection = true;
  const auto channel = OrDie(rpc::OpenChannel(options));
  gateway::SummaryQuestion question;
  question.name = Concat("counties/", gateway::kCounty);
  const gateway::AnsweredBytes answer =
      gateway::CallBytes(*channel, std::string(source.summary_path),
                         source.make_request(question)->SerializeAsString(),
                         credentials.HeadquartersToken(gateway::kCounty));
  if (answer.status.ok()) return;
  (void)std::fprintf(stderr, "%s\n", answer.status.error_message().c_str());
  std::abort();
}

}  // namespace

ServedAlone ServeAlone(const faults::Credentials& credentials,
                       gateway::SourceId source, const std::string& store) {
  const gateway::Source& asked = gateway::SourceOf(source);
  ServedAlone served;
  const absl::Time start = absl::Now();
  served.server = OrDie(faults::FundingServer::Start(
      credentials, {store, "", std::string(asked.name)}));
  AskForSummary(credentials, asked, served.server->port());
  served.ready = absl::ToDoubleMilliseconds(absl::Now() - start);
  absl::SleepFor(kIdle);
  served.idle = ResidentMegabytes(served.server->process());
  OrDie(served.server->Stop());
  return served;
}

void AddServedAlone(const ServedAlone& served, const std::string& name,
                    bool has_ready_goal, std::vector<Figure>& figures) {
  std::optional<double> ready_goal;
  if (has_ready_goal) ready_goal = kReadyGoal;
  figures.push_back(
      TimeWithin(name + "started, first summary", served.ready, ready_goal));
  figures.push_back(SizeWithin(name + "memory, idle", served.idle, kIdleGoal));
}

}  // namespace epiledger::bench
