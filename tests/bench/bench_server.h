// BenchServer: a funding service on a fresh store behind a real TLS server,
// with payments decided in one of three ways, and a way to send it payments.
#ifndef EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
#define EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding_service.grpc.pb.h"
#include "grpcpp/channel.h"
#include "services/book/books.h"
#include "services/clock.h"
#include "services/rpc/page_token.h"
#include "services/rpc/server.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"
#include "services/storage/store_url.h"
#include "tests/bench/handler_clock.h"
#include "tests/testing/temporary_directory.h"
#include "tests/testing/test_pki.h"

namespace epiledger::bench {

// The one book that all is written to.
[[nodiscard]] const journal::BookName& BenchBook();

enum class Engine { kSqlite, kMariadb };
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
  ~BenchServer();

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

  testing::TemporaryDirectory folder_;
  testing::TestPki pki_;
  SystemClock clock_;
  HandlerClock handler_clock_;
  storage::StoreUrl url_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<book::Books> books_;
  std::unique_ptr<storage::Database> prepared_;
  std::unique_ptr<rpc::PageTokens> page_tokens_;
  std::unique_ptr<rpc::WorkerPool> pool_;
  std::unique_ptr<rpc::Server> server_;
  std::string token_;
  std::atomic<int64_t> next_number_ = 0;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_BENCH_SERVER_H_
