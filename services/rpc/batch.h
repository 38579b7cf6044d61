// Batch: a call that carries many requests of another method, each decided and
// answered as if it had come in a call of its own.
//
// By convention the request has `repeated … requests`, and the response is
// `repeated Result results = 1`, one for each request in the same order, where
// Result is `oneof outcome { … response = 1; google.rpc.Status error = 2; }`.
#ifndef EPILEDGER_SERVICES_RPC_BATCH_H_
#define EPILEDGER_SERVICES_RPC_BATCH_H_

#include <memory>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/method.h"
#include "services/rpc/pending_call.h"

namespace epiledger::rpc {

// FAILED_PRECONDITION, naming the method, unless it keeps to the convention.
[[nodiscard]] absl::Status CheckBatch(
    const google::protobuf::MethodDescriptor& method);

// Hands each element of `requests`, in order, to `handler`, and answers `call`
// when the last of them is answered. The call itself succeeds whatever becomes
// of its elements; each refused one counts as a refusal of its own.
void RunBatch(const Handler& handler, std::unique_ptr<PendingCall> call);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_BATCH_H_
