#include "tests/bench/picture_growth_bench.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "services/text.h"
#include "tests/bench/middle.h"
#include "tests/bench/picture_grower.h"
#include "tests/bench/picture_watcher.h"
#include "tests/bench/served_alone.h"
#include "tests/faults/credentials.h"

namespace epiledger::bench {
namespace {

using gateway::SourceId;

// No more than so many times what it was with the fewest entries.
constexpr double kStays = 1.25;
constexpr int64_t kPromised = 1'000'000;

double Milliseconds(absl::Duration time) {
  return std::max(0.0, absl::ToDoubleMilliseconds(time));
}

class PictureGrowthBench {
 public:
  explicit PictureGrowthBench(const PictureGrowthOptions& options)
      : options_(options),
        county_(options.engine, options.size),
        grower_(county_) {}

  std::vector<Figure> Run() {
    for (int64_t size = options_.fewest; size <= options_.largest; size *= 10) {
      size_ = size;
      grower_.GrowTo(size);
      county_.SignInAgain();
      MeasureWrites();
    }
    ServeOthersAlone();
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ", 10^",
                  std::lround(std::log10(static_cast<double>(size_))),
                  " entries each: ", what);
  }

  // A time that is to stay what it was with the fewest entries.
  void AddStaying(const std::string& what, std::vector<double> times) {
    const double time = Middle(std::move(times));
    const auto [first, is_first] = first_.emplace(what, time);
    figures_.push_back(
        is_first ? TimeWithin(Named(what), time, {})
                 : TimeGrown(Named(what), time, first->second, kStays));
  }

  void MeasureWrites() {
    PictureWatcher watcher(county_);
    std::vector<double> overviews;
    MeasureWrites("a payment", SourceId::kFunding, watcher, overviews,
                  [this] { return grower_.Pay(); });
    MeasureWrites("a report", SourceId::kReadiness, watcher, overviews,
                  [this] { return grower_.Report(); });
    MeasureWrites("a count", SourceId::kSupplies, watcher, overviews,
                  [this] { return grower_.Count(); });
    AddStaying(
        "overview of " + Concat(options_.size.facilities) + " facilities, p50",
        std::move(overviews));
  }

  // One after the other, through the gateway; an overview is asked for when a
  // watcher has seen the write, so that what it shows is new each time.
  void MeasureWrites(const std::string& what, SourceId source,
                     PictureWatcher& watcher, std::vector<double>& overviews,
                     const std::function<type::v1::Receipt()>& write) {
    std::vector<double> written;
    std::vector<double> seen;
    for (int i = 0; i < options_.writes; ++i) {
      const absl::Time begin = absl::Now();
      const type::v1::Receipt receipt = write();
      const absl::Time answered = absl::Now();
      written.push_back(Milliseconds(answered - begin));
      seen.push_back(
          Milliseconds(watcher.SeenAt(source, receipt.sequence()) - answered));
      const absl::Time asked = absl::Now();
      (void)county_.OverviewBytes();
      overviews.push_back(Milliseconds(absl::Now() - asked));
    }
    AddStaying(what + ", p50", std::move(written));
    AddStaying(what + " seen by a watcher, p50", std::move(seen));
  }

  // What funding costs to start is measured with a larger book, see
  // GrowthBench. The county's clock stands still from now on.
  void ServeOthersAlone() {
    county_.fixture().StopGateway();
    const faults::Credentials credentials;
    for (const SourceId source : {SourceId::kSupplies, SourceId::kReadiness}) {
      county_.fixture().StopService(source);
      AddServedAlone(
          ServeAlone(credentials, source, county_.store(source)),
          Named(Concat(std::string(gateway::SourceOf(source).name), ", ")),
          size_ <= kPromised, figures_);
    }
  }

  const PictureGrowthOptions options_;
  PictureCounty county_;
  PictureGrower grower_;
  int64_t size_ = 0;
  // Times with the fewest entries, by what was measured.
  std::map<std::string, double> first_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasurePictureGrowth(const PictureGrowthOptions& options) {
  return PictureGrowthBench(options).Run();
}

}  // namespace epiledger::bench
