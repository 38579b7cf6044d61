// What evidence says, in words with their figures, and the rules it is judged
// by.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_EVIDENCE_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_EVIDENCE_TEXT_H_

#include <string>

#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// An epiledger.type.v1.EvidenceReason: `n95: 2.1 days of supply of 7.0`.
[[nodiscard]] std::string FormatReason(const google::protobuf::Message& reason,
                                       const ValueContext& context);

// An epiledger.supplies.v1.EssentialLine: `n95: ready with 7.0 days of supply,
// at risk with 3.0`.
[[nodiscard]] std::string FormatEssentialLine(
    const google::protobuf::Message& line, const ValueContext& context);

// An epiledger.readiness.v1.FindingRule: `major: at risk while open, not ready
// when overdue`.
[[nodiscard]] std::string FormatFindingRule(
    const google::protobuf::Message& rule, const ValueContext& context);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_EVIDENCE_TEXT_H_
