#include "tests/bench/read_bench.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"
#include "tests/bench/payment_filler.h"

namespace epiledger::bench {
namespace {

using funding::v1::CreatePaymentRequest;
using funding::v1::ListAllocationsRequest;

constexpr double kListGoal = 20;
constexpr double kStatementGoal = 5;
constexpr int kLines = 100;
constexpr int kDays = 300;
constexpr absl::CivilDay kFirstPayment(2020, 2, 1);
constexpr char kCounty[] = "counties/990101";

class ReadBench {
 public:
  explicit ReadBench(const ReadOptions& options)
      : options_(options),
        server_({options.engine, Way::kService, 0, options.allocations}),
        stubs_(server_.Connect(1)) {}

  std::vector<Figure> Run() {
    Load();
    Measure({Concat("first list of ", options_.allocations), "ListAllocations",
             1, [this] { List(); }});
    Measure({Concat("list with totals of ", options_.allocations),
             "ListAllocations", options_.lists, [this] { List(); },
             [this] { PayOnce(); }, kListGoal});
    Measure({"summary of the county", "GetCountySummary", options_.summaries,
             [this] { Summary(); }, [this] { PayOnce(); }});
    Measure({Concat("page of a statement of ", options_.entries),
             "ListStatementLines",
             std::min(options_.pages, options_.entries / kLines),
             [this] { Page(); }, [] {}, kStatementGoal});
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ": ", what);
  }

  // Calls of one method; `between` is not counted. The goal is of the time in
  // the service that ninety-nine of a hundred take at most.
  struct Calls {
    std::string what;
    std::string method;
    int count;
    std::function<void()> call;
    std::function<void()> between = [] {};
    std::optional<double> goal = std::nullopt;
  };

  void Measure(const Calls& calls) {
    std::vector<double> round_trips;
    for (int i = 0; i < calls.count; ++i) {
      calls.between();
      const absl::Time start = absl::Now();
      calls.call();
      round_trips.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
    }
    Add(calls.what, server_.TakeTimes(calls.method), calls.goal);
    Add(calls.what + ", round trip", std::move(round_trips), {});
  }

  void Add(const std::string& what, std::vector<double> times,
           std::optional<double> goal) {
    std::sort(times.begin(), times.end());
    figures_.push_back(
        TimeWithin(Named(what + ", p50"), times[times.size() / 2], {}));
    figures_.push_back(TimeWithin(Named(what + ", p99"),
                                  times[times.size() * 99 / 100], goal));
  }

  template <typename Method, typename Request>
  auto Call(Method method, const Request& request) {
    return CallOrDie(*stubs_.front(), method, server_.token(), request);
  }

  // Of many payees, so that none comes near a limit.
  CreatePaymentRequest Payment(int allocation, int day) {
    const int64_t number = server_.NextNumber();
    CreatePaymentRequest request = BenchServer::Payment(allocation, number);
    request.mutable_payment()->set_payee(Concat("示范药房", number % 1'000));
    *request.mutable_payment()->mutable_payment_date() =
        funding::Day(kFirstPayment + day);
    return request;
  }

  void PayOnce() { (void)Call(&FundingStub::CreatePayment, Payment(1, 0)); }

  // One payment of every allocation, and the entries of the first.
  void Load() {
    Fill(server_, options_.allocations + options_.entries, [this](int64_t i) {
      const int64_t entry = i - options_.allocations;
      if (entry < 0) return Payment(static_cast<int>(i), 0);
      return Payment(0, static_cast<int>(kDays * entry / options_.entries));
    });
  }

  void List() {
    ListAllocationsRequest request;
    request.set_parent(kCounty);
    request.set_page_size(kLines);
    request.set_order(ListAllocationsRequest::ORDER_MOST_USED);
    const auto response = Call(&FundingStub::ListAllocations, request);
    if (response.total_size() != options_.allocations) std::abort();
  }

  void Summary() {
    funding::v1::GetCountySummaryRequest request;
    request.set_name(kCounty);
    (void)Call(&FundingStub::GetCountySummary, request);
  }

  // The pages of the statement, one after the other.
  void Page() {
    statement_.set_parent(kCounty);
    statement_.set_page_size(kLines);
    statement_.set_account(Concat(kCounty, "/documents/d0/allocations/1"));
    const auto response = Call(&FundingStub::ListStatementLines, statement_);
    if (response.statement_lines_size() != kLines) std::abort();
    statement_.set_page_token(response.next_page_token());
  }

  const ReadOptions options_;
  BenchServer server_;
  const std::vector<std::unique_ptr<BenchServer::Stub>> stubs_;
  funding::v1::ListStatementLinesRequest statement_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureReads(const ReadOptions& options) {
  return ReadBench(options).Run();
}

}  // namespace epiledger::bench
