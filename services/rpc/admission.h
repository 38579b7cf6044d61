// Admission: everything that is judged of a call before its handler, in order:
// deadline → identity and token → the caller's refusals → role → parsing →
// resource names → scope → validation.
//
// Thread-safe; nothing blocks.
#ifndef EPILEDGER_SERVICES_RPC_ADMISSION_H_
#define EPILEDGER_SERVICES_RPC_ADMISSION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"
#include "services/rpc/access.h"
#include "services/rpc/arrival.h"
#include "services/rpc/caller.h"
#include "services/rpc/refusal_limit.h"
#include "services/rpc/server.h"
#include "services/rpc/validate.h"

namespace epiledger::rpc {

// A method with what its calls are judged by.
struct PlannedMethod {
  const google::protobuf::MethodDescriptor* descriptor;
  AccessRule rule;
  Validator validator;
  // An empty request, to make others of.
  const google::protobuf::Message* prototype;
  // The field of a write's id; null where it has none.
  const google::protobuf::FieldDescriptor* request_id;
};

// FAILED_PRECONDITION, naming the method, when its access option or a field
// rule of its request is wrong.
[[nodiscard]] absl::StatusOr<PlannedMethod> PlanMethod(
    const google::protobuf::MethodDescriptor* descriptor);

// As far as a call got.
struct Admitted {
  CallContext context;
  std::shared_ptr<google::protobuf::Message> request;
  std::vector<NamedField> names;
  // Of a write that is well formed.
  std::string request_id;
};

class Admission {
 public:
  // `options` outlives the Admission.
  explicit Admission(const ServerOptions& options) : options_(options) {}

  // OK: the call may run. Otherwise the error, and what was found out before.
  //   DEADLINE_EXCEEDED    the deadline has passed
  //   UNAUTHENTICATED      see Authenticate
  //   RESOURCE_EXHAUSTED   `TOO_MANY_REFUSALS`, `REQUEST_TOO_LARGE`
  //   PERMISSION_DENIED    see access.h: a Denial
  //   INVALID_ARGUMENT     `MALFORMED`, or bad fields
  [[nodiscard]] absl::Status Admit(const PlannedMethod& method,
                                   const Arrival& arrival,
                                   const grpc::ByteBuffer& bytes,
                                   Admitted& admitted);

  // Counts an answer that refused or denied something to `caller`.
  void NoteRefusal(const Caller& caller);

  // RESOURCE_EXHAUSTED when `bytes` is over the server's limit.
  [[nodiscard]] absl::Status CheckSize(const grpc::ByteBuffer& bytes) const;

 private:
  [[nodiscard]] absl::Status CheckCaller(const PlannedMethod& method,
                                         const Arrival& arrival,
                                         Caller& caller);
  [[nodiscard]] absl::Status CheckRefusals(const Caller& caller);
  [[nodiscard]] absl::Status ParseRequest(const PlannedMethod& method,
                                          const grpc::ByteBuffer& bytes,
                                          Admitted& admitted) const;
  [[nodiscard]] static absl::Status CheckRequest(const PlannedMethod& method,
                                                 Admitted& admitted);

  const ServerOptions& options_;
  RefusalLimit refusals_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_ADMISSION_H_
