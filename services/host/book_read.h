// BookRead: one read of a book, from its snapshot to the serialised response.
#ifndef EPILEDGER_SERVICES_HOST_BOOK_READ_H_
#define EPILEDGER_SERVICES_HOST_BOOK_READ_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "services/host/method_set.h"
#include "services/host/read_context.h"
#include "services/journal/types.h"
#include "services/rpc/caller.h"

namespace epiledger::host {

// Runs `read` on a snapshot of `book` that was placed where `request` asks, on
// the axis it may ask on; see ReadContext::Place. Errors are of the catalogue.
// Blocks; not for a gRPC thread.
[[nodiscard]] absl::StatusOr<std::string> ReadBook(
    const Backend& backend, const journal::BookName& book, EffectiveAxis axis,
    const rpc::CallContext& call, const google::protobuf::Message& request,
    absl::FunctionRef<absl::StatusOr<std::string>(ReadContext&)> read);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_BOOK_READ_H_
