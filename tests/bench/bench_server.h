// BenchServer: a funding service on a store behind a real TLS server, with
// payments decided in one of three ways, and ways to send it payments.
#ifndef EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
#define EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding_service.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "services/journal/log.h"
#include "services/rpc/channel.h"
#include "services/rpc/method.h"
#include "services/storage/database.h"
#include "tests/bench/handler_clock.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

// The book of a county, and the county's id. Most benches have county 0 alone.
[[nodiscard]] journal::BookName BenchBook(int county = 0);
[[nodiscard]] std::string CountyId(int county);

// How payments are decided: by the service, or by a baseline.
enum class Way { kService, kPerRequest, kRowLocks };
// How statements of a baseline travel to MariaDB. SQLite has no way to go.
enum class Sent { kPrepared, kText };

struct BenchOptions {
  Engine engine = Engine::kSqlite;
  Way way = Way::kService;
  // Of a baseline: its threads, each with a connection of its own.
  int connections = 16;
  // Of each county.
  int allocations = 1'000;
  Sent sent = Sent::kPrepared;
  // From county 0 on.
  int counties = 1;
  // A store that is there when the server ends; empty: one of its own. What
  // the server loads and is there already is not loaded again.
  std::string store = {};
  // The first of the numbers for payments; those before it are used.
  int64_t first_number = 0;
};

using FundingStub = funding::v1::FundingService::Stub;

// One way in: payments of a county, to a server that has its book.
struct Door {
  // A connection of its own.
  std::function<std::shared_ptr<grpc::Channel>()> connect;
  int county = 0;
  std::string token;
};

// Calls `method` and waits for its answer. Stops the program when it fails.
template <typename Response, typename Request>
Response CallOrDie(FundingStub& stub,
                   grpc::Status (FundingStub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
                   const std::string& token, const Request& request) {
  grpc::ClientContext context;
  rpc::CallSettings settings;
  settings.token = token;
  rpc::Prepare(settings, context);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (status.ok()) return response;
  (void)std::fprintf(stderr, "%s\n", status.error_message().c_str());
  std::abort();
}

class BenchServer {
 public:
  // Stops the program when anything fails.
  explicit BenchServer(const BenchOptions& options);

  using Stub = FundingStub;
  // Stubs on connections of their own.
  [[nodiscard]] std::vector<std::unique_ptr<Stub>> Connect(int connections);
  // A way in for each county.
  [[nodiscard]] std::vector<Door> Doors();

  // A payment of one yuan out of allocation `allocation`, with the time-ordered
  // id number `number`.
  [[nodiscard]] static funding::v1::CreatePaymentRequest Payment(
      int allocation, int64_t number, int county = 0);

  // Numbers for Payment, never the same.
  [[nodiscard]] int64_t NextNumber() { return next_number_.fetch_add(1); }
  [[nodiscard]] std::atomic<int64_t>& numbers() { return next_number_; }

  // The token payments of county 0 are sent with.
  [[nodiscard]] const std::string& token() const { return tokens_.front(); }
  // Entries of county 0's book.
  [[nodiscard]] int64_t Entries();
  // One bare commit of the smallest change on this store, in milliseconds:
  // median of `rounds`.
  [[nodiscard]] double BareCommit(int rounds);

  // Milliseconds that each call of a read, such as `ListAllocations`, was in
  // the service since the last time this was asked.
  [[nodiscard]] std::vector<double> TakeTimes(const std::string& method) {
    return handler_clock_.Take(method);
  }

 private:
  void Load(int county, int allocations);
  [[nodiscard]] rpc::MethodTable Methods(const BenchOptions& options);
  // What a baseline writes to.
  [[nodiscard]] storage::Database& BaselineDatabase(
      const BenchOptions& options);

  HandlerClock handler_clock_;
  std::unique_ptr<storage::Database> prepared_;
  ServedStore served_;
  // By county.
  std::vector<std::string> tokens_;
  std::atomic<int64_t> next_number_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
