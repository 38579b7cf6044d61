// Method: one row of a service's method table, from which the server registers
// raw handlers, reflection lists names and the access test walks every rpc.
#ifndef EPILEDGER_SERVICES_RPC_METHOD_H_
#define EPILEDGER_SERVICES_RPC_METHOD_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

// Ends a call: the serialised response, or an error made with error.h. Called
// exactly once, from any thread.
using Respond = absl::AnyInvocable<void(absl::StatusOr<std::string>) &&>;

// Runs a call whose caller is allowed and whose request is well formed. Must
// not block; long work goes to a pool and responds from there.
using Handler = std::function<void(
    const CallContext& context,
    std::shared_ptr<const google::protobuf::Message> request, Respond respond)>;

// One request of a batch, and where its answer goes.
struct BatchElement {
  std::shared_ptr<const google::protobuf::Message> request;
  Respond respond;
};

// Runs the elements of a batch, at least one, so that all are accepted or none.
// Each is answered for itself.
using TogetherHandler = std::function<void(const CallContext& context,
                                           std::vector<BatchElement> elements)>;

struct Method {
  const google::protobuf::MethodDescriptor* descriptor;
  Handler handler;
  // The handler gets one by one the elements of a batch, see batch.h.
  bool is_batch = false;
  // Of a batch that may ask for it.
  TogetherHandler together = nullptr;
};

using MethodTable = std::vector<Method>;

// The descriptor of `Rpc` in the service that `ServiceTag` was generated for,
// for instance
//   FindMethod("epiledger.funding.v1.FundingService", "CreateFund").
// Stops the program when there is none: the table is wrong.
[[nodiscard]] const google::protobuf::MethodDescriptor* FindMethod(
    std::string_view service, std::string_view method);

// Whether calls of it ask for something to be recorded: its request has an id,
// or is a batch of such requests.
[[nodiscard]] bool IsWrite(const google::protobuf::MethodDescriptor& method);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_METHOD_H_
