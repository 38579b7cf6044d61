// How evidence is told, to whoever shows it: dimensions, standings and reasons,
// keyed by the full names of their values.
#ifndef EPILEDGER_SERVICES_RPC_EVIDENCE_MESSAGES_H_
#define EPILEDGER_SERVICES_RPC_EVIDENCE_MESSAGES_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::rpc {

// A reason's figures are the fields of EvidenceReason, `subject` and `time` as
// the reader is to see them.
[[nodiscard]] absl::Span<const MessageText> EvidenceMessages();

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_EVIDENCE_MESSAGES_H_
