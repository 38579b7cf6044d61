#include "services/rpc/method.h"

#include <cstdio>
#include <cstdlib>

namespace epiledger::rpc {

const google::protobuf::MethodDescriptor* FindMethod(std::string_view service,
                                                     std::string_view method) {
  const std::string name = std::string(service) + "." + std::string(method);
  const google::protobuf::MethodDescriptor* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          name);
  if (descriptor == nullptr) {
    (void)std::fprintf(stderr,
                       "a method table names %s, which no proto declares\n",
                       name.c_str());
    std::abort();
  }
  return descriptor;
}

bool IsWrite(const google::protobuf::MethodDescriptor& method) {
  const google::protobuf::Descriptor& request = *method.input_type();
  return request.FindFieldByName("request_id") != nullptr ||
         request.FindFieldByName("requests") != nullptr;
}

}  // namespace epiledger::rpc
