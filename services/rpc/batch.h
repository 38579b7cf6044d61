// Batch: a call that carries many requests of another method, each answered as
// if it had come in a call of its own. Each is decided for itself, or, where
// the caller asks for it, all are accepted or none.
//
// By convention the request has `repeated … requests`, and where it can be all
// or none `bool all_or_nothing`. The response is `repeated Result results = 1`,
// one for each request in the same order, where Result is
// `oneof outcome { … response = 1; google.rpc.Status error = 2; }`.
#ifndef EPILEDGER_SERVICES_RPC_BATCH_H_
#define EPILEDGER_SERVICES_RPC_BATCH_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "services/rpc/caller.h"
#include "services/rpc/error.h"
#include "services/rpc/method.h"

namespace epiledger::rpc {

// `requests[3]`: how answers and entries name an element, counted from 0.
[[nodiscard]] std::string BatchPlace(size_t index);

// FAILED_PRECONDITION, naming the method, unless it keeps to the convention.
[[nodiscard]] absl::Status CheckBatch(const Method& method);

// The call that a batch came in.
struct BatchCall {
  CallContext context;
  std::shared_ptr<const google::protobuf::Message> request;
  // An error of an element, as google.rpc.Status bytes.
  std::function<std::string(const Error&)> render;
  // Counts such an error as if it had been the answer.
  std::function<void(const Error&, const absl::Status&)> note;
  Respond end;
};

// Hands the elements of `requests` in order to `method`, and ends `call` when
// the last of them is answered. The call itself succeeds whatever becomes of
// its elements; each refused one counts as a refusal of its own. Of elements
// that are all or none, an error names those it speaks of, `requests[3]`.
// Where answers fill limits::kMaxBatchAnswerBytes, a later one that finds no
// room is ANSWER_LEFT_OUT, whatever it was: the same id asked again tells it.
void RunBatch(const Method& method, BatchCall call);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_BATCH_H_
