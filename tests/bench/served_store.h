// ServedStore: a service on a store behind a real TLS server, in this process.
//
// Threads: one at a time, but for Connect() and the parts.
#ifndef EPILEDGER_TESTS_BENCH_SERVED_STORE_H_
#define EPILEDGER_TESTS_BENCH_SERVED_STORE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "grpcpp/channel.h"
#include "services/book/books.h"
#include "services/clock.h"
#include "services/host/method_set.h"
#include "services/rpc/messages.h"
#include "services/rpc/page_token.h"
#include "services/rpc/server.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"
#include "services/storage/store_url.h"
#include "tests/testing/temporary_directory.h"
#include "tests/testing/test_pki.h"

namespace epiledger::bench {

enum class Engine { kSqlite, kMariadb };

// Stops the program when `status` is not OK: a benchmark has no use for half a
// set-up.
void OrDie(const absl::Status& status);
template <typename T>
T OrDie(absl::StatusOr<T> value) {
  OrDie(value.status());
  return *std::move(value);
}

// The URL of an empty store of `service`; on SQLite it is to be in `folder`.
[[nodiscard]] std::string NewStoreUrl(Engine engine, const std::string& service,
                                      const std::string& folder);

struct ServedOptions {
  Engine engine = Engine::kSqlite;
  // As `funding`; its books are called so.
  std::string service;
  absl::Span<const rpc::MessageText> messages;
  // Of a store that is there when this ends; empty: of one of its own.
  std::string url = {};
  // Of the store, and threads of the pool that reads.
  int connections = 8;
  int threads = 2;
};

class ServedStore {
 public:
  // Opens the store; nothing is served yet.
  explicit ServedStore(const ServedOptions& options);
  ~ServedStore();

  // Serves these methods from now on.
  void Serve(rpc::MethodTable methods);

  // A connection of its own to the server, as the gateway forwards calls.
  [[nodiscard]] std::shared_ptr<grpc::Channel> Connect();
  [[nodiscard]] std::string TokenOf(const testing::Person& person) const {
    return pki_.Token(person);
  }

  [[nodiscard]] host::Backend backend() {
    return {books_.get(), pool_.get(), page_tokens_.get()};
  }
  [[nodiscard]] book::Books& books() { return *books_; }
  [[nodiscard]] rpc::WorkerPool& pool() { return *pool_; }
  [[nodiscard]] const storage::StoreUrl& url() const { return url_; }

 private:
  const ServedOptions options_;
  testing::TemporaryDirectory folder_;
  testing::TestPki pki_;
  SystemClock clock_;
  storage::StoreUrl url_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<book::Books> books_;
  std::unique_ptr<rpc::PageTokens> page_tokens_;
  std::unique_ptr<rpc::WorkerPool> pool_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_SERVED_STORE_H_
