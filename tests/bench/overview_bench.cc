#include "tests/bench/overview_bench.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "epiledger/command/v1/command_service.pb.h"
#include "services/rpc/channel.h"
#include "services/text.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/middle.h"
#include "tests/bench/picture_watcher.h"

namespace epiledger::bench {
namespace {

using gateway::SourceId;

constexpr double kOverEcho = 0.7;
constexpr double kVisibleGoal = 100;
// Others write meanwhile, one after the other with this pause.
constexpr absl::Duration kOthersPause = absl::Milliseconds(100);

class OverviewBench {
 public:
  explicit OverviewBench(const OverviewOptions& options)
      : options_(options), county_(options.engine, options.size) {}

  std::vector<Figure> Run() {
    Add(TimeWithin(Named("gateway ready with the county"),
                   1'000 * county_.ready_seconds(), {}));
    AgainstEcho();
    Visible();
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ": ", what);
  }
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  // --- Overviews a second.

  void AgainstEcho() {
    const std::string bytes = county_.OverviewBytes();
    EchoServer echo(county_.fixture().pki(), county_.fixture().clock(), bytes);
    std::vector<double> overviews;
    std::vector<double> echoes;
    for (int round = 0; round < options_.rounds; ++round) {
      overviews.push_back(Rate(county_.fixture().gateway().port(), bytes));
      echoes.push_back(Rate(echo.port(), bytes));
    }
    Add(RateOver(
        Named(absl::StrFormat("overviews of %d facilities, %d kB, %d clients",
                              options_.size.facilities, bytes.size() / 1'000,
                              options_.clients)),
        Middle(overviews), Middle(echoes), kOverEcho));
  }

  // Answers a second that clients get at a port. Times in an overview change
  // its size by a little.
  double Rate(int port, const std::string& bytes) {
    std::atomic<int64_t> answered = 0;
    std::vector<std::thread> clients;
    const absl::Time begin = absl::Now();
    for (int i = 0; i < options_.clients; ++i) {
      clients.emplace_back([&, channel = ConnectTo(port)] {
        while (absl::Now() < begin + options_.duration) {
          const size_t size = Overview(*channel);
          if (size < bytes.size() * 9 / 10) std::abort();
          ++answered;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    return static_cast<double>(answered) /
           absl::ToDoubleSeconds(absl::Now() - begin);
  }

  std::shared_ptr<grpc::Channel> ConnectTo(int port) {
    rpc::ChannelOptions people;
    people.target = Concat("127.0.0.1:", port);
    people.tls = county_.fixture().pki().NoCertificate();
    people.own_connection = true;
    return OrDie(rpc::OpenChannel(people));
  }

  size_t Overview(grpc::Channel& channel) {
    command::v1::GetOverviewRequest request;
    request.set_name("counties/990101");
    const gateway::AnsweredBytes answer =
        gateway::CallBytes(channel, Concat(gateway::kCommand, "GetOverview"),
                           request.SerializeAsString(), county_.headquarters());
    if (!answer.status.ok()) {
      (void)std::fprintf(stderr, "%s\n", answer.status.error_message().c_str());
      std::abort();
    }
    return answer.bytes.size();
  }

  // --- Writes until they are seen.

  void Visible() {
    PictureWatcher watcher(county_);
    std::atomic<bool> is_over = false;
    // The first half of the facilities is ours, the others' are the rest.
    std::thread others([&] {
      const int half = options_.size.facilities / 2;
      for (int i = 0; !is_over; ++i) {
        if (i % 2 == 0) {
          (void)county_.Pay();
        } else {
          (void)county_.Count(half + i / 2 % half);
        }
        absl::SleepFor(kOthersPause);
      }
    });
    Visible("a payment", SourceId::kFunding, watcher,
            [this](int) { return county_.Pay(); });
    Visible("a report", SourceId::kReadiness, watcher,
            [this](int i) { return county_.Report(i); });
    Visible("a count of all lines", SourceId::kSupplies, watcher,
            [this](int i) { return county_.Count(i); });
    is_over = true;
    others.join();
  }

  // How long from a write's answer until a watcher has it.
  void Visible(const std::string& what, SourceId source,
               PictureWatcher& watcher,
               const std::function<type::v1::Receipt(int)>& write) {
    std::vector<double> times;
    const int writes = std::min(options_.writes, options_.size.facilities / 2);
    for (int i = 0; i < writes; ++i) {
      const type::v1::Receipt receipt = write(i);
      const absl::Time written = absl::Now();
      const absl::Time seen = watcher.SeenAt(source, receipt.sequence());
      times.push_back(
          std::max(0.0, absl::ToDoubleMilliseconds(seen - written)));
    }
    std::sort(times.begin(), times.end());
    Add(TimeWithin(Named(what + " seen by a watcher, p50"),
                   times[times.size() / 2], {}));
    Add(TimeWithin(Named(what + " seen by a watcher, p99"),
                   times[times.size() * 99 / 100], kVisibleGoal));
  }

  const OverviewOptions options_;
  PictureCounty county_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureOverview(const OverviewOptions& options) {
  return OverviewBench(options).Run();
}

}  // namespace epiledger::bench
