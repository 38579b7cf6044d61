// Baseline A: what most servers do. The same API, rules, tables, ids, head and
// chain as the service, but every request is a transaction of its own on one
// of `connections` threads, and nothing is kept in memory between requests.
#ifndef EPILEDGER_TESTS_BENCH_BASELINE_PER_REQUEST_H_
#define EPILEDGER_TESTS_BENCH_BASELINE_PER_REQUEST_H_

#include <memory>

#include "services/book/books.h"
#include "services/rpc/method.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"

namespace epiledger::bench {

// CreatePayment decided on `pool`, whose threads are the connections, and
// written to `database`. All must outlive the handler.
[[nodiscard]] rpc::Handler PerRequestPayments(book::Books& books,
                                              storage::Database& database,
                                              rpc::WorkerPool& pool);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_BASELINE_PER_REQUEST_H_
