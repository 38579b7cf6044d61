#include "services/rpc/service_set.h"

#include <utility>

namespace epiledger::rpc {
namespace {

absl::Status Wrong(const google::protobuf::MethodDescriptor* method,
                   const char* what) {
  return absl::FailedPreconditionError(method->full_name() + ": " + what);
}

}  // namespace

ServiceSet::ServiceSet(std::shared_ptr<StreamSet> streams)
    : streams_(std::move(streams)) {}

absl::Status ServiceSet::Add(Dispatcher& dispatcher, ServerTables tables) {
  for (Method& method : tables.methods) {
    const absl::Status status = AddUnary(dispatcher, std::move(method));
    if (!status.ok()) return status;
  }
  for (PersonMethod& method : tables.persons) {
    const absl::Status status = AddUnary(dispatcher, std::move(method));
    if (!status.ok()) return status;
  }
  for (StreamMethod& method : tables.streams) {
    const absl::Status status = AddStream(dispatcher, std::move(method));
    if (!status.ok()) return status;
  }
  for (RawMethod& method : tables.raw) {
    const absl::Status status = AddRaw(dispatcher, std::move(method));
    if (!status.ok()) return status;
  }
  return CheckComplete();
}

absl::StatusOr<RawService*> ServiceSet::ServiceOf(
    const MethodDescriptor* method, bool streaming, bool has_handler) {
  if (!methods_.insert(method).second) return Wrong(method, "is there twice");
  if (!has_handler) return Wrong(method, "has no handler");
  if (method->client_streaming() || method->server_streaming() != streaming) {
    return Wrong(method, "is of another kind than its table");
  }
  std::unique_ptr<RawService>& service = services_[method->service()];
  if (service == nullptr) service = std::make_unique<RawService>(streams_);
  return service.get();
}

template <typename AnyMethod>
absl::Status ServiceSet::AddUnary(Dispatcher& dispatcher, AnyMethod method) {
  const MethodDescriptor* const descriptor = method.descriptor;
  const absl::StatusOr<RawService*> service =
      ServiceOf(descriptor, false, method.handler != nullptr);
  if (!service.ok()) return service.status();
  absl::StatusOr<UnaryFunction> function = dispatcher.Unary(std::move(method));
  if (!function.ok()) return function.status();
  (*service)->AddUnary(descriptor, *std::move(function));
  return absl::OkStatus();
}

absl::Status ServiceSet::AddStream(Dispatcher& dispatcher,
                                   StreamMethod method) {
  const MethodDescriptor* const descriptor = method.descriptor;
  const absl::StatusOr<RawService*> service =
      ServiceOf(descriptor, true, method.handler != nullptr);
  if (!service.ok()) return service.status();
  absl::StatusOr<StreamFunction> function =
      dispatcher.Stream(std::move(method));
  if (!function.ok()) return function.status();
  (*service)->AddStream(descriptor, *std::move(function));
  return absl::OkStatus();
}

absl::Status ServiceSet::AddRaw(Dispatcher& dispatcher, RawMethod method) {
  const MethodDescriptor* const descriptor = method.descriptor;
  const bool streaming = descriptor->server_streaming();
  const absl::StatusOr<RawService*> service = ServiceOf(
      descriptor, streaming,
      streaming ? method.stream_handler != nullptr : method.handler != nullptr);
  if (!service.ok()) return service.status();
  if (streaming) {
    (*service)->AddStream(descriptor, dispatcher.RawStream(std::move(method)));
  } else {
    (*service)->AddUnary(descriptor, dispatcher.RawUnary(std::move(method)));
  }
  return absl::OkStatus();
}

absl::Status ServiceSet::CheckComplete() const {
  for (const auto& [service, raw] : services_) {
    for (int i = 0; i < service->method_count(); ++i) {
      if (methods_.count(service->method(i)) == 0) {
        return Wrong(service->method(i), "is in no method table");
      }
    }
  }
  return absl::OkStatus();
}

std::set<std::string> ServiceSet::names() const {
  std::set<std::string> names;
  for (const auto& [service, raw] : services_) {
    names.insert(service->full_name());
  }
  return names;
}

void ServiceSet::Register(grpc::ServerBuilder& builder) {
  for (const auto& [service, raw] : services_) {
    builder.RegisterService(raw.get());
  }
}

}  // namespace epiledger::rpc
