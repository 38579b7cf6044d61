#include "services/metrics/exposer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <iterator>
#include <map>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "openssl/crypto.h"
#include "prometheus/collectable.h"
#include "prometheus/exposer.h"
#include "prometheus/metric_family.h"
#include "services/limits.h"
#include "services/rpc/openssl.h"
#include "services/rpc/tls.h"
#include "services/text.h"

namespace epiledger::metrics {
namespace {

constexpr char kUser[] = "prometheus";
// Between knocks at a port that is to close.
constexpr absl::Duration kKnockPause = absl::Milliseconds(10);

prometheus::MetricType TypeOf(Kind kind) {
  static constexpr prometheus::MetricType kTypes[] = {
      prometheus::MetricType::Counter, prometheus::MetricType::Gauge,
      prometheus::MetricType::Histogram};
  return kTypes[static_cast<size_t>(kind)];
}

prometheus::ClientMetric::Histogram HistogramOf(
    const Latencies::Counts& counts) {
  prometheus::ClientMetric::Histogram histogram;
  histogram.sample_sum = counts.seconds;
  for (size_t i = 0; i < counts.classes.size(); ++i) {
    histogram.sample_count += static_cast<uint64_t>(counts.classes[i]);
    // The class without an end is the count of all.
    if (i == Latencies::kBounds.size()) break;
    histogram.bucket.push_back({histogram.sample_count, Latencies::kBounds[i]});
  }
  return histogram;
}

prometheus::ClientMetric MetricOf(const Reading& reading) {
  prometheus::ClientMetric metric;
  const FigureText& text = TextOf(reading.figure);
  if (!text.label.empty()) {
    metric.label.push_back({std::string(text.label), reading.label});
  }
  if (const auto* const counts =
          std::get_if<Latencies::Counts>(&reading.value)) {
    metric.histogram = HistogramOf(*counts);
    return metric;
  }
  // The text shows the one of its type.
  metric.counter.value = metric.gauge.value = std::get<double>(reading.value);
  return metric;
}

class Figures final : public prometheus::Collectable {
 public:
  explicit Figures(Exposer::Read read) : read_(std::move(read)) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    Readings readings;
    {
      const absl::MutexLock lock(&mutex_);
      if (read_) read_(readings);
    }
    std::map<Figure, prometheus::MetricFamily> families;
    for (const Reading& reading : readings.all()) {
      const FigureText& text = TextOf(reading.figure);
      prometheus::MetricFamily& family = families[reading.figure];
      family.name = std::string(text.name);
      family.help = std::string(text.help);
      family.type = TypeOf(text.kind);
      family.metric.push_back(MetricOf(reading));
    }
    std::vector<prometheus::MetricFamily> all;
    all.reserve(families.size());
    for (auto& [figure, family] : families) all.push_back(std::move(family));
    return all;
  }

  void Stop() {
    const absl::MutexLock lock(&mutex_);
    read_ = nullptr;
  }

 private:
  mutable absl::Mutex mutex_;
  Exposer::Read read_ ABSL_GUARDED_BY(mutex_);
};

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  const absl::Status secret = rpc::CheckSecretFile(path);
  if (!secret.ok()) return secret;
  absl::StatusOr<std::string> token = rpc::ReadFile(path);
  if (!token.ok()) return token.status();
  absl::StripAsciiWhitespace(&*token);
  if (token->size() >= limits::kMinScrapeToken) return token;
  return absl::FailedPreconditionError(Concat(path, " holds no token of ",
                                              limits::kMinScrapeToken,
                                              " characters or more"));
}

bool IsSame(const std::string& given, const std::string& token) {
  return given.size() == token.size() &&
         CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

// Comes to a port of loopback and goes again, saying nothing.
void Knock(int port) {
  const int visitor =
      socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (visitor < 0) return;
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  // On loopback the other side has it at once; refused where it has closed.
  (void)connect(visitor, reinterpret_cast<const sockaddr*>(&address),
                sizeof(address));
  (void)close(visitor);
}

class LoopbackExposer final : public Exposer {
 public:
  LoopbackExposer(const ExposerOptions& options, Read read)
      : figures_(std::make_shared<Figures>(std::move(read))),
        exposer_(std::make_unique<prometheus::Exposer>(std::vector<std::string>{
            "listening_ports", Concat("127.0.0.1:", options.port),
            "num_threads", Concat(limits::kScrapeThreads), "request_timeout_ms",
            Concat(absl::ToInt64Milliseconds(limits::kScrapeTime))})) {
    exposer_->RegisterAuth(
        [file = options.token_file](const std::string& user,
                                    const std::string& password) {
          const absl::StatusOr<std::string> token = ReadToken(file);
          return token.ok() && user == kUser && IsSame(password, *token);
        },
        "EpiLedger");
    exposer_->RegisterCollectable(figures_);
  }

  // The library's thread that waits for readers notices its end when one comes,
  // and otherwise within two seconds, for which a restart would wait as well.
  ~LoopbackExposer() override {
    std::atomic<bool> is_closed = false;
    std::thread visitor([&is_closed, at = port()] {
      while (!is_closed) {
        Knock(at);
        absl::SleepFor(kKnockPause);
      }
    });
    exposer_.reset();
    is_closed = true;
    visitor.join();
  }

  int port() const override { return exposer_->GetListeningPorts().at(0); }

  void StopReading() override { figures_->Stop(); }

 private:
  // Before the exposer, which asks it.
  const std::shared_ptr<Figures> figures_;
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Exposer>> Exposer::Start(
    const ExposerOptions& options, Read read) {
  if (options.port < 0) return nullptr;
  const absl::StatusOr<std::string> token = ReadToken(options.token_file);
  if (!token.ok()) return token.status();
  try {
    return std::make_unique<LoopbackExposer>(options, std::move(read));
  } catch (const std::exception& exception) {
    return absl::UnavailableError(
        Concat("cannot show figures on port ", options.port,
               " of 127.0.0.1: ", std::string(exception.what())));
  }
}

}  // namespace epiledger::metrics
