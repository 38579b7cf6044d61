// A server that does nothing, from the first test of a program to the last:
// gRPC 1.51 ends its threads for callbacks with the last server there is, and
// now and then ends the program as well when the next one starts meanwhile.
#include <memory>

#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

namespace epiledger::testing {
namespace {

class KeptCallbacks final : public ::testing::Environment {
 public:
  void SetUp() override {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials());
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
  }
  void TearDown() override { server_->Shutdown(); }

 private:
  grpc::CallbackGenericService service_;
  std::unique_ptr<grpc::Server> server_;
};

// GoogleTest owns it.
[[maybe_unused]] const ::testing::Environment* const kKept =
    ::testing::AddGlobalTestEnvironment(new KeptCallbacks);

}  // namespace
}  // namespace epiledger::testing
