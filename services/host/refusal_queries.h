// What rules refused, read from a book: by list and one by one.
#ifndef EPILEDGER_SERVICES_HOST_REFUSAL_QUERIES_H_
#define EPILEDGER_SERVICES_HOST_REFUSAL_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/journal/v1/refusal.pb.h"
#include "services/host/read_context.h"
#include "services/rpc/messages.h"

namespace epiledger::host {

// Newest first. A page ends early, with a token, when it has looked at
// limits::kMaxEntriesScanned refusals, or opened limits::kMaxRefusalsOpened.
// `messages` has the texts; may be null.
[[nodiscard]] absl::StatusOr<journal::v1::ListRefusalsResponse> ListRefusals(
    const journal::v1::ListRefusalsRequest& request,
    const rpc::MessageCatalogue* messages, ReadContext& context);

// NOT_FOUND: there is no such refusal. INVALID_ARGUMENT: none is named.
[[nodiscard]] absl::StatusOr<journal::v1::Refusal> GetRefusal(
    const journal::v1::GetRefusalRequest& request,
    const rpc::MessageCatalogue* messages, ReadContext& context);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REFUSAL_QUERIES_H_
