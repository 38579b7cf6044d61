// BenchServer: a funding service on a fresh store behind a real TLS server,
// with payments decided in one of three ways, and a way to send it payments.
#ifndef EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
#define EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding_service.grpc.pb.h"
#include "services/journal/log.h"
#include "services/rpc/method.h"
#include "services/storage/database.h"
#include "tests/bench/handler_clock.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

// The one book that all is written to.
[[nodiscard]] const journal::BookName& BenchBook();

// How payments are decided: by the service, or by a baseline.
enum class Way { kService, kPerRequest, kRowLocks };
// How statements of a baseline travel to MariaDB. SQLite has no way to go.
enum class Sent { kPrepared, kText };

struct BenchOptions {
  Engine engine = Engine::kSqlite;
  Way way = Way::kService;
  // Of a baseline: its threads, each with a connection of its own.
  int connections = 16;
  int allocations = 1'000;
  Sent sent = Sent::kPrepared;
};

class BenchServer {
 public:
  // Stops the program when anything fails.
  explicit BenchServer(const BenchOptions& options);

  using Stub = funding::v1::FundingService::Stub;
  // Stubs on connections of their own.
  [[nodiscard]] std::vector<std::unique_ptr<Stub>> Connect(int connections);

  // A payment of one yuan out of allocation `allocation`, with the time-ordered
  // id number `number`.
  [[nodiscard]] static funding::v1::CreatePaymentRequest Payment(
      int allocation, int64_t number);

  // Numbers for Payment, never the same.
  [[nodiscard]] int64_t NextNumber() { return next_number_.fetch_add(1); }

  // The token payments are sent with.
  [[nodiscard]] const std::string& token() const { return token_; }
  // One bare commit of the smallest change on this store, in milliseconds:
  // median of `rounds`.
  [[nodiscard]] double BareCommit(int rounds);

  // Milliseconds that each call of a read, such as `ListAllocations`, was in
  // the service since the last time this was asked.
  [[nodiscard]] std::vector<double> TakeTimes(const std::string& method) {
    return handler_clock_.Take(method);
  }

 private:
  void Load(int allocations);
  [[nodiscard]] rpc::MethodTable Methods(const BenchOptions& options);
  // What a baseline writes to.
  [[nodiscard]] storage::Database& BaselineDatabase(
      const BenchOptions& options);

  HandlerClock handler_clock_;
  std::unique_ptr<storage::Database> prepared_;
  ServedStore served_;
  std::string token_;
  std::atomic<int64_t> next_number_ = 0;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
