// Judge: whether the service must accept a request, by what its documents say:
// the comments of protos/epiledger/supplies/v1, DOMAIN rules 7 and 8 and §5,
// decisions 6, 29, 30 and 31.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_JUDGE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_JUDGE_H_

#include "tests/models/supplies/notes.h"
#include "tests/models/supplies/requests.h"
#include "tests/models/supplies/verdict.h"

namespace epiledger::goods {

[[nodiscard]] Verdict Judge(const Notes& notes, const Request& request);

// --- The parts of it, for each request: what is malformed, whatever was
// recorded before; and what else speaks against it.

void JudgeForm(const Move& asked, Verdict& verdict);
void JudgeForm(const Count& asked, Verdict& verdict);

void JudgeForm(const Quarantine& asked, Verdict& verdict);
void JudgeForm(const Release& asked, Verdict& verdict);
void JudgeForm(const MakeShipment& asked, Verdict& verdict);
void JudgeForm(const Pick& asked, Verdict& verdict);
void JudgeForm(const Ship& asked, Verdict& verdict);
void JudgeForm(const CancelShipment& asked, Verdict& verdict);
void JudgeForm(const Arrival& asked, Verdict& verdict);
void JudgeForm(const TakeBack& asked, Verdict& verdict);
void JudgeForm(const Requisition& asked, Verdict& verdict);
void JudgeForm(const Grant& asked, Verdict& verdict);
void JudgeForm(const RejectRequisition& asked, Verdict& verdict);
void JudgeForm(const CancelRequisition& asked, Verdict& verdict);

void JudgeOne(const Notes& notes, const Move& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Count& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Quarantine& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Release& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const MakeShipment& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Pick& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Ship& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const CancelShipment& asked,
              Verdict& verdict);
void JudgeOne(const Notes& notes, const Arrival& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const TakeBack& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Requisition& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const Grant& asked, Verdict& verdict);
void JudgeOne(const Notes& notes, const RejectRequisition& asked,
              Verdict& verdict);
void JudgeOne(const Notes& notes, const CancelRequisition& asked,
              Verdict& verdict);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_JUDGE_H_
