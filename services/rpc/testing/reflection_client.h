// ReflectionClient: asks a server what it serves.
#ifndef EPILEDGER_SERVICES_RPC_TESTING_REFLECTION_CLIENT_H_
#define EPILEDGER_SERVICES_RPC_TESTING_REFLECTION_CLIENT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/probe/v1/probe.pb.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/sync_stream.h"
#include "services/rpc/channel.h"

namespace epiledger::testing {

class ReflectionClient {
 public:
  explicit ReflectionClient(std::shared_ptr<grpc::Channel> channel)
      : channel_(std::move(channel)) {}

  // Full names of all services; empty when reflection is off.
  [[nodiscard]] std::vector<std::string> Services() const {
    probe::v1::ReflectionRequest request;
    request.set_list_services("*");
    const probe::v1::ReflectionResponse response = Ask(request);
    std::vector<std::string> names;
    for (const auto& service : response.list_services_response().service()) {
      names.push_back(service.name());
    }
    return names;
  }

  // Names of the methods of a service, as its descriptor tells.
  [[nodiscard]] std::vector<std::string> Methods(
      const std::string& service_name) const {
    probe::v1::ReflectionRequest request;
    request.set_file_containing_symbol(service_name);
    std::vector<std::string> names;
    const probe::v1::ReflectionResponse response = Ask(request);
    for (const std::string& bytes :
         response.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      if (!file.ParseFromString(bytes)) continue;
      for (const auto& service : file.service()) {
        if (file.package() + "." + service.name() != service_name) continue;
        for (const auto& method : service.method()) {
          names.push_back(method.name());
        }
      }
    }
    return names;
  }

 private:
  [[nodiscard]] probe::v1::ReflectionResponse Ask(
      const probe::v1::ReflectionRequest& request) const {
    const grpc::internal::RpcMethod method(
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        grpc::internal::RpcMethod::BIDI_STREAMING);
    grpc::ClientContext context;
    rpc::Prepare({}, context);
    using Factory = grpc::internal::ClientReaderWriterFactory<
        probe::v1::ReflectionRequest, probe::v1::ReflectionResponse>;
    const std::unique_ptr<grpc::ClientReaderWriter<
        probe::v1::ReflectionRequest, probe::v1::ReflectionResponse>>
        stream(Factory::Create(channel_.get(), method, &context));
    stream->Write(request);
    stream->WritesDone();
    probe::v1::ReflectionResponse response;
    stream->Read(&response);
    stream->Finish();
    return response;
  }

  const std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_SERVICES_RPC_TESTING_REFLECTION_CLIENT_H_
