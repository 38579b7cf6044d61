// Baseline B: the least a correct server must do. One SQL transaction a
// request on tables of its own: the request id inserted as a unique key, the
// allocation's purse locked, checked and lowered, the payment inserted. No
// head, no chain, no journal, no past: rows are locked, nothing else.
#ifndef EPILEDGER_TESTS_BENCH_BASELINE_ROW_LOCKS_H_
#define EPILEDGER_TESTS_BENCH_BASELINE_ROW_LOCKS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "services/rpc/method.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"

namespace epiledger::bench {

// Makes the tables, with a purse of `fen` for each of `allocations`.
[[nodiscard]] absl::Status MakeRowLockTables(storage::Database& database,
                                             int allocations, int64_t fen);

// CreatePayment on those tables, on `pool`, whose threads are the connections.
[[nodiscard]] rpc::Handler RowLockPayments(storage::Database& database,
                                           rpc::WorkerPool& pool);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_BASELINE_ROW_LOCKS_H_
