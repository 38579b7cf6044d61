// Record: notes what the service has accepted.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_RECORD_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/models/funding/notes.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

// The request, which Judge accepts, became entry `sequence`.
void Record(const Request& request, int64_t sequence, Notes& notes);

// A request became entry `sequence`, which is refused.
void RecordRefused(int64_t sequence, Notes& notes);

// --- The parts of it, one for each request.

void RecordOne(const CreatePurpose& done, int64_t sequence, Notes& notes);
void RecordOne(const CreateFund& done, int64_t sequence, Notes& notes);
void RecordOne(const Appropriate& done, int64_t sequence, Notes& notes);
void RecordOne(const IssueDocument& done, int64_t sequence, Notes& notes);
void RecordOne(const Pay& done, int64_t sequence, Notes& notes);
void RecordOne(const Order& done, int64_t sequence, Notes& notes);
void RecordOne(const Arrive& done, int64_t sequence, Notes& notes);
void RecordOne(const PayOrder& done, int64_t sequence, Notes& notes);
void RecordOne(const Release& done, int64_t sequence, Notes& notes);
void RecordOne(const Refund& done, int64_t sequence, Notes& notes);
void RecordOne(const Change& done, int64_t sequence, Notes& notes);
void RecordOne(const Close& done, int64_t sequence, Notes& notes);
void RecordOne(const Owe& done, int64_t sequence, Notes& notes);
void RecordOne(const PayDebt& done, int64_t sequence, Notes& notes);
void RecordOne(const Adjust& done, int64_t sequence, Notes& notes);
void RecordOne(const Disburse& done, int64_t sequence, Notes& notes);
void RecordOne(const CarryOver& done, int64_t sequence, Notes& notes);
void RecordOne(const Reverse& done, int64_t sequence, Notes& notes);
void RecordOne(const ClosePeriod& done, int64_t sequence, Notes& notes);
void RecordOne(const ReopenPeriod& done, int64_t sequence, Notes& notes);
void RecordOne(const SetLimits& done, int64_t sequence, Notes& notes);
void RecordOne(const Approve& done, int64_t sequence, Notes& notes);
void RecordOne(const Reject& done, int64_t sequence, Notes& notes);
void RecordOne(const Withdraw& done, int64_t sequence, Notes& notes);

// `p3` where there are two payments.
[[nodiscard]] std::string NextLabel(const char* letter, size_t count);
// What a payment from the recipient's own account does there; before the notes
// know the payment.
void SpendCash(NotedPayment& payment, Notes& notes);

// The next payment; it gets its label.
void AddPayment(NotedPayment payment, Notes& notes);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_RECORD_H_
