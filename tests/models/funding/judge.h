// Judge: whether the service must accept a request, by what its documents say:
// the comments of protos/epiledger/funding/v1, DOMAIN rule 6, decisions 15, 19,
// 20 and 23.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_JUDGE_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_JUDGE_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/models/funding/notes.h"
#include "tests/models/funding/requests.h"
#include "tests/models/funding/verdict.h"

namespace epiledger::ladder {

[[nodiscard]] Verdict Judge(const Notes& notes, const Request& request);

// --- The parts of it, one for each request.

void JudgeOne(const Notes& notes, const CreatePurpose& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const CreateFund& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Appropriate& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const IssueDocument& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Pay& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Order& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Arrive& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const PayOrder& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Release& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Refund& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Change& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Close& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Owe& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const PayDebt& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Adjust& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Disburse& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const CarryOver& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Reverse& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const ClosePeriod& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const ReopenPeriod& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const SetLimits& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Approve& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Reject& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Withdraw& asked, Verdict& verdict);

// --- What is malformed, whatever was recorded before.

void JudgeForm(const CreatePurpose& asked, Verdict& verdict);
void JudgeForm(const IssueDocument& asked, Verdict& verdict);
void JudgeForm(const Order& asked, Verdict& verdict);
void JudgeForm(const Arrive& asked, Verdict& verdict);
void JudgeForm(const Invoice& invoice, int64_t fen, Verdict& verdict);
void JudgeForm(const Change& asked, Verdict& verdict);
void JudgeForm(const Release& asked, Verdict& verdict);
void JudgeForm(const CarryOver& asked, Verdict& verdict);
void JudgeForm(const ClosePeriod& asked, Verdict& verdict);
void JudgeForm(const ReopenPeriod& asked, Verdict& verdict);

// --- What several requests have in common.

// Whether what entry `sequence` made is still there; refused where that was
// reversed.
bool JudgeStanding(const Notes& notes, int64_t sequence, Verdict& verdict);
// Whether a name is one of those, and stands; refused with `missing` where it
// is none.
void JudgeNamed(const Notes& notes, const std::map<std::string, int64_t>& all,
                const std::string& name, const char* missing, Verdict& verdict);
// Whether the allocation is there; null, and refused, where it is not.
[[nodiscard]] const NotedAllocation* FindAllocation(const Notes& notes,
                                                    const std::string& name,
                                                    Verdict& verdict);
// Why the allocation's money is not committed or paid on a day, apart from the
// amount and from its beginning.
void JudgeEnd(const NotedAllocation& allocation, int day, Verdict& verdict);
void JudgeClosed(const NotedAllocation& allocation, int day, Verdict& verdict);
// Whether an invoice may be paid, or another part of it.
void JudgeInvoice(const Notes& notes, const std::string& payee,
                  const Invoice& invoice, int64_t fen, Verdict& verdict);

// Whether the treasury still has so much of the allocation from a day on: what
// leaves it there must not be in cash with the recipient.
void JudgeTreasury(const Notes& notes, const NotedAllocation& allocation,
                   int64_t fen, int day, Verdict& verdict);

// What of a payment, a label, had not come back on a day, nor on a later one.
[[nodiscard]] int64_t StillPaidOf(const Notes& notes,
                                  const std::string& payment, int day);
// What of a payment stands ahead of goods that are still to come on a day.
[[nodiscard]] int64_t AheadOf(const Notes& notes, const NotedPayment& payment,
                              int day);
// What can come back of a payment on a day.
[[nodiscard]] int64_t RefundableOn(const Notes& notes,
                                   const NotedPayment& payment, int day,
                                   bool owed_again);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_JUDGE_H_
