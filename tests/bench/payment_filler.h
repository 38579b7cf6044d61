// Fill: makes a book large, as fast as the service takes batches.
#ifndef EPILEDGER_TESTS_BENCH_PAYMENT_FILLER_H_
#define EPILEDGER_TESTS_BENCH_PAYMENT_FILLER_H_

#include <cstdint>
#include <functional>

#include "tests/bench/bench_server.h"

namespace epiledger::bench {

// Sends payments 0 … payments − 1, each as `payment` makes it, which is asked
// by several threads at once. Stops the program when one is not accepted.
void Fill(
    BenchServer& server, int64_t payments,
    const std::function<funding::v1::CreatePaymentRequest(int64_t)>& payment);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PAYMENT_FILLER_H_
