#include "services/gateway/bulletin_service.h"

#include <memory>
#include <utility>

#include "epiledger/command/v1/bulletin_service.pb.h"
#include "services/gateway/bulletin_making.h"

namespace epiledger::gateway {
namespace {

using command::v1::DraftBulletinRequest;
using command::v1::IssueBulletinRequest;
using google::protobuf::Message;

rpc::PersonHandler DraftHandler(const BulletinBackend& backend) {
  return [backend](const rpc::CallContext& context, const std::string& token,
                   const std::shared_ptr<const Message>& request,
                   rpc::Respond respond) {
    std::make_shared<BulletinMaking>(
        backend, context, token,
        static_cast<const DraftBulletinRequest&>(*request), std::move(respond))
        ->Start();
  };
}

rpc::PersonHandler IssueHandler(const BulletinBackend& backend) {
  return [backend](const rpc::CallContext& context, const std::string& token,
                   const std::shared_ptr<const Message>& request,
                   rpc::Respond respond) {
    std::make_shared<BulletinMaking>(
        backend, context, token,
        static_cast<const IssueBulletinRequest&>(*request), std::move(respond))
        ->Start();
  };
}

}  // namespace

rpc::PersonMethodTable BulletinMethods(const BulletinBackend& backend) {
  // Asked of a request, so that the file that declares the service is linked.
  const std::string& service =
      DraftBulletinRequest::descriptor()->file()->service(0)->full_name();
  return {{rpc::FindMethod(service, "DraftBulletin"), DraftHandler(backend)},
          {rpc::FindMethod(service, "IssueBulletin"), IssueHandler(backend)}};
}

}  // namespace epiledger::gateway
