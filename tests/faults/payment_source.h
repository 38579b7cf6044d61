// PaymentSource: payments nobody sent before: most from the hot allocation,
// some from others, a few that must be refused.
#ifndef EPILEDGER_TESTS_FAULTS_PAYMENT_SOURCE_H_
#define EPILEDGER_TESTS_FAULTS_PAYMENT_SOURCE_H_

#include <atomic>

#include "tests/faults/history.h"

namespace epiledger::faults {

// Thread-safe.
class PaymentSource {
 public:
  Payment Next();

 private:
  std::atomic<int> made_ = 0;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_PAYMENT_SOURCE_H_
