// The rules of evidence: how personnel, duty and plans stand by what is
// recorded. The thresholds are those of a form's version. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_EVIDENCE_RULES_H_
#define EPILEDGER_SERVICES_READINESS_EVIDENCE_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/readiness/v1/form.pb.h"
#include "epiledger/type/v1/evidence.pb.h"
#include "services/readiness/evidence_facts.h"

namespace epiledger::readiness {

// Whether whoever owes the form is judged by what is recorded.
[[nodiscard]] bool IsJudged(const v1::FormVersion& version);

// The standing of what is `age` days old: not ready beyond `not_ready`, at risk
// beyond `at_risk`; a limit of 0 is none.
[[nodiscard]] type::v1::Standing StandingOfAge(int64_t age, int64_t at_risk,
                                               int64_t not_ready);

// Personnel, duty and plans, one line each. What is not known is never ready.
// `form` is the form's name. A version without rules leaves all three unknown.
[[nodiscard]] std::vector<type::v1::Evidence> JudgeFacility(
    const EvidenceFacts& facts, const std::string& form,
    const v1::FormVersion& version);

// Of a version to be added: INVALID_ARGUMENT NOT_ASKED, RANGE_TURNED_ROUND,
// LISTED_TWICE.
[[nodiscard]] absl::Status ValidateRules(const v1::FormVersion& version);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_EVIDENCE_RULES_H_
