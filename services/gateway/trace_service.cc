#include "services/gateway/trace_service.h"

#include <memory>
#include <utility>

#include "epiledger/command/v1/trace_service.pb.h"
#include "services/gateway/funding_trace.h"

namespace epiledger::gateway {

rpc::MethodTable TraceMethods(const Upstreams& upstreams) {
  // As in CommandMethods.
  google::protobuf::LinkMessageReflection<command::v1::TraceFundingRequest>();
  return {{rpc::FindMethod("epiledger.command.v1.TraceService", "TraceFunding"),
           [upstreams](
               const rpc::CallContext& context,
               const std::shared_ptr<const google::protobuf::Message>& request,
               rpc::Respond respond) {
             std::make_shared<FundingTrace>(
                 upstreams, context.deadline,
                 static_cast<const command::v1::TraceFundingRequest&>(*request),
                 std::move(respond))
                 ->Start();
           }}};
}

}  // namespace epiledger::gateway
