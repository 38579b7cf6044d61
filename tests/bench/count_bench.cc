#include "tests/bench/count_bench.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "epiledger/supplies/v1/supplies_service.grpc.pb.h"
#include "services/rpc/channel.h"
#include "services/supplies/supplies_errors.h"
#include "services/supplies/supplies_service.h"
#include "services/text.h"
#include "tests/bench/handler_clock.h"
#include "tests/testing/county.h"

namespace epiledger::bench {
namespace {

using Stub = supplies::v1::SuppliesService::Stub;
using supplies::v1::CreateCountRequest;
using supplies::v1::CreateCountResponse;

constexpr char kCountedCounty[] = "counties/990101";
constexpr double kAtOnceGoal = 1'000;
constexpr double kGoingOnGoal = 100;
constexpr double kItemGoal = 5;
constexpr size_t kCountConnections = 4;
// Each later count of a store finds so many pieces less.
constexpr int64_t kUsed = 3;
constexpr int64_t kStock = 1'000'000;
// The first counts are so long ago that all others come after them.
constexpr absl::Duration kSinceFirst = absl::Hours(48);

double AtPercent(std::vector<double>& times, size_t percent) {
  std::sort(times.begin(), times.end());
  return times[times.size() * percent / 100];
}

// One count on its way.
struct Call {
  CreateCountRequest request;
  CreateCountResponse response;
  grpc::ClientContext context;
  absl::Time sent;
};

class CountBench {
 public:
  explicit CountBench(const CountOptions& options)
      : options_(options),
        served_({options.engine, "supplies", supplies::SuppliesMessages()}),
        first_(absl::Now() - kSinceFirst) {
    testing::CreateCounty(served_.books(), {"supplies", "990101", "ledger"});
    rpc::MethodTable methods = supplies::SuppliesMethods(served_.backend());
    for (rpc::Method& method : methods) {
      if (method.descriptor->name() == "GetItemStock") clock_.Time(method);
    }
    served_.Serve(std::move(methods));
    for (size_t i = 0; i < kCountConnections; ++i) {
      stubs_.push_back(std::make_unique<Stub>(served_.Connect()));
    }
    headquarters_ = TokenOf({auth::v1::ROLE_HEADQUARTERS}, "");
    for (int i = 0; i < options.stores; ++i) {
      clerks_.push_back(TokenOf({auth::v1::ROLE_HOSPITAL}, Concat("f", i)));
    }
    counts_.resize(static_cast<size_t>(options.stores));
  }

  std::vector<Figure> Run() {
    MakeItemsAndStores();
    // The first counts, before anything was used.
    (void)AtOnce(0, options_.stores);
    std::vector<double> times;
    for (int round = 0; round < options_.rounds; ++round) {
      for (const double time : AtOnce(0, options_.stores)) {
        times.push_back(time);
      }
    }
    const std::string what =
        Concat("counts of ", options_.items, " lines, from ", options_.stores);
    Add(TimeWithin(Named(what + " at once, p50"), AtPercent(times, 50), {}));
    Add(TimeWithin(Named(what + " at once, p99"), AtPercent(times, 99),
                   kAtOnceGoal));
    Add(RateAtLeast(Named(what + ", on and on"), GoOn(), kGoingOnGoal));
    OneItem();
    CheckAllStores();
    return std::move(figures_);
  }

 private:
  std::string TokenOf(std::vector<auth::v1::Role> roles,
                      std::string facility) const {
    testing::Person person;
    person.county = "990101";
    person.subject = facility.empty() ? "s-1" : Concat("s-", facility);
    person.facility = std::move(facility);
    person.roles = std::move(roles);
    return served_.TokenOf(person);
  }

  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ": ", what);
  }
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  static std::string StoreName(int store) {
    return Concat(kCountedCounty, "/facilities/f", store, "/stores/s");
  }
  static std::string ItemName(int item) {
    return Concat(kCountedCounty, "/items/i", item);
  }
  static int64_t Found(int64_t count, int item) {
    return kStock + item - count * kUsed;
  }
  std::string NewId() {
    return absl::StrFormat("01900000-0000-7000-8000-%012d", ++next_id_);
  }

  template <typename Request, typename Response>
  Response Ask(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                            const Request&, Response*),
               const Request& request) {
    grpc::ClientContext context;
    rpc::Prepare({headquarters_}, context);
    Response response;
    Check((stubs_[0].get()->*method)(&context, request, &response));
    return response;
  }
  static void Check(const grpc::Status& status) {
    if (status.ok()) return;
    (void)std::fprintf(stderr, "%s\n", status.error_message().c_str());
    std::abort();
  }

  void MakeItemsAndStores() {
    for (int i = 0; i < options_.items; ++i) {
      supplies::v1::CreateItemRequest request;
      request.set_request_id(NewId());
      request.set_parent(kCountedCounty);
      request.set_item_id(Concat("i", i));
      request.mutable_item()->set_display_name(Concat("物资", i));
      request.mutable_item()->set_kind(supplies::v1::Item::KIND_CONSUMABLE);
      request.mutable_item()->set_base_unit("只");
      (void)Ask(&Stub::CreateItem, request);
    }
    for (int i = 0; i < options_.stores; ++i) {
      supplies::v1::CreateStoreRequest request;
      request.set_request_id(NewId());
      request.set_parent(Concat(kCountedCounty, "/facilities/f", i));
      request.set_store_id("s");
      request.mutable_store()->set_display_name("库房");
      request.mutable_store()->set_kind(supplies::v1::Store::KIND_WARD);
      (void)Ask(&Stub::CreateStore, request);
    }
  }

  // The next count of a store, a second after the one before.
  std::unique_ptr<Call> NewCall(int store) {
    const int64_t count = counts_[static_cast<size_t>(store)]++;
    auto call = std::make_unique<Call>();
    call->request.set_request_id(NewId());
    call->request.set_parent(StoreName(store));
    supplies::v1::Count& counted = *call->request.mutable_count();
    counted.mutable_count_time()->set_seconds(
        absl::ToUnixSeconds(first_ + count * absl::Seconds(1)));
    for (int item = 0; item < options_.items; ++item) {
      supplies::v1::CountLine& line = *counted.add_lines();
      line.set_item(ItemName(item));
      line.mutable_quantity()->set_pieces(Found(count, item));
    }
    rpc::Prepare({clerks_[static_cast<size_t>(store)]}, call->context);
    return call;
  }

  // Sends a call, which is to outlive its answer; `done` is told when that
  // came.
  template <typename Done>
  void Send(size_t connection, Call& call, Done done) {
    call.sent = absl::Now();
    stubs_[connection % stubs_.size()]->async()->CreateCount(
        &call.context, &call.request, &call.response,
        [&call, done](const grpc::Status& status) {
          Check(status);
          CheckUse(call.response.count());
          done(absl::ToDoubleMilliseconds(absl::Now() - call.sent));
        });
  }

  // All that is counted is there for the first time, or less than before.
  static void CheckUse(const supplies::v1::Count& count) {
    using Result = supplies::v1::CountResult;
    for (const supplies::v1::CountLine& line : count.lines()) {
      const Result::Outcome outcome = line.result().outcome();
      if (outcome == Result::OUTCOME_OPENING ||
          outcome == Result::OUTCOME_USE) {
        continue;
      }
      (void)std::fprintf(stderr, "%s\n", line.ShortDebugString().c_str());
      std::abort();
    }
  }

  // Counts of so many stores, all at the same time: how long each took.
  std::vector<double> AtOnce(int first, int stores) {
    std::vector<std::unique_ptr<Call>> calls;
    std::vector<double> times(static_cast<size_t>(stores));
    absl::BlockingCounter answered(stores);
    for (int i = 0; i < stores; ++i) {
      calls.push_back(NewCall((first + i) % options_.stores));
    }
    for (size_t i = 0; i < calls.size(); ++i) {
      Send(i, *calls[i], [&times, &answered, i](double ms) {
        times[i] = ms;
        answered.DecrementCount();
      });
    }
    answered.Wait();
    return times;
  }

  // Counts a second, of some stores at once, and of the next ones.
  double GoOn() {
    const absl::Time start = absl::Now();
    int64_t answered = 0;
    int next = 0;
    while (absl::Now() < start + options_.duration) {
      (void)AtOnce(next, options_.in_flight);
      next = (next + options_.in_flight) % options_.stores;
      answered += options_.in_flight;
    }
    return static_cast<double>(answered) /
           absl::ToDoubleSeconds(absl::Now() - start);
  }

  void OneItem() {
    supplies::v1::GetItemStockRequest request;
    for (int i = 0; i < options_.reads; ++i) {
      request.set_name(ItemName(i % options_.items));
      const auto response = Ask(&Stub::GetItemStock, request);
      if (response.stocks_size() != options_.stores) std::abort();
    }
    std::vector<double> times = clock_.Take("GetItemStock");
    const std::string what =
        Concat("one item over ", options_.stores, " stores");
    Add(TimeWithin(Named(what + ", p50"), AtPercent(times, 50), {}));
    Add(TimeWithin(Named(what + ", p99"), AtPercent(times, 99), kItemGoal));
  }

  // What each store shows is what was counted there last.
  void CheckAllStores() {
    for (int store = 0; store < options_.stores; ++store) {
      supplies::v1::ListStockRequest request;
      request.set_parent(StoreName(store));
      request.set_page_size(1'000);
      const auto response = Ask(&Stub::ListStock, request);
      int right = 0;
      for (int item = 0; item < options_.items; ++item) {
        for (const auto& line : response.stock_lines()) {
          if (line.item() != ItemName(item)) continue;
          right += static_cast<int>(
              line.free() ==
              Found(counts_[static_cast<size_t>(store)] - 1, item));
        }
      }
      if (right == options_.items) continue;
      (void)std::fprintf(stderr, "%s: %d of %d lines are right\n",
                         request.parent().c_str(), right, options_.items);
      std::abort();
    }
  }

  const CountOptions options_;
  HandlerClock clock_;
  ServedStore served_;
  const absl::Time first_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  std::string headquarters_;
  // By store: the token of its clerk, and how often it was counted.
  std::vector<std::string> clerks_;
  std::vector<int64_t> counts_;
  int64_t next_id_ = 0;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureCounts(const CountOptions& options) {
  return CountBench(options).Run();
}

}  // namespace epiledger::bench
