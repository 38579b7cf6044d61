// ServiceSet: the services a server registers, built from its method tables.
#ifndef EPILEDGER_SERVICES_RPC_SERVICE_SET_H_
#define EPILEDGER_SERVICES_RPC_SERVICE_SET_H_

#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/server_builder.h"
#include "services/rpc/dispatch.h"
#include "services/rpc/raw_service.h"
#include "services/rpc/server.h"

namespace epiledger::rpc {

// Used by one thread while the server is set up. Outlives the server.
class ServiceSet {
 public:
  explicit ServiceSet(std::shared_ptr<StreamSet> streams);

  // Adds the methods of `tables`, run by `dispatcher`. FAILED_PRECONDITION,
  // naming the method: it is there twice, is of another kind than its table, or
  // has no handler; a method of one of the services is in no table; or its
  // access option or request is wrong (see PlanMethod).
  [[nodiscard]] absl::Status Add(Dispatcher& dispatcher, ServerTables tables);

  // The full names of the services.
  [[nodiscard]] std::set<std::string> names() const;

  [[nodiscard]] StreamSet& streams() { return *streams_; }

  void Register(grpc::ServerBuilder& builder);

 private:
  using MethodDescriptor = google::protobuf::MethodDescriptor;

  // The service a method belongs to, once the method is noted as present.
  [[nodiscard]] absl::StatusOr<RawService*> ServiceOf(
      const MethodDescriptor* method, bool streaming, bool has_handler);
  // Of a Method or a PersonMethod.
  template <typename AnyMethod>
  [[nodiscard]] absl::Status AddUnary(Dispatcher& dispatcher, AnyMethod method);
  [[nodiscard]] absl::Status AddStream(Dispatcher& dispatcher,
                                       StreamMethod method);
  [[nodiscard]] absl::Status AddRaw(Dispatcher& dispatcher, RawMethod method);
  [[nodiscard]] absl::Status CheckComplete() const;

  const std::shared_ptr<StreamSet> streams_;
  std::map<const google::protobuf::ServiceDescriptor*,
           std::unique_ptr<RawService>>
      services_;
  std::set<const MethodDescriptor*> methods_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_SERVICE_SET_H_
