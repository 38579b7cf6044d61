// Everything that a read may ask of a book.
#ifndef EPILEDGER_TESTS_PLANS_QUESTIONS_H_
#define EPILEDGER_TESTS_PLANS_QUESTIONS_H_

#include <initializer_list>

#include "absl/status/status.h"
#include "services/ledger/history.h"

namespace epiledger::plans {

// The first that is no success.
[[nodiscard]] absl::Status FirstOf(
    std::initializer_list<absl::Status> statuses);

// Asks a book as it is, and as it was a few entries ago.
[[nodiscard]] absl::Status AskAll(ledger::Snapshot& snapshot);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_QUESTIONS_H_
