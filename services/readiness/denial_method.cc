#include "services/readiness/denial_method.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/host/answer.h"
#include "services/host/denials.h"
#include "services/host/request.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {
namespace {

void RecordDenial(const host::Backend& backend, const rpc::CallContext& context,
                  const v1::RecordDenialRequest& request,
                  rpc::Respond respond) {
  book::Command command =
      host::DenialCommand(request.denial(), request.request_id());
  command.deadline = context.deadline;
  command.done = [respond = std::move(respond)](
                     absl::StatusOr<book::Outcome> outcome) mutable {
    std::move(respond)(host::Answer(std::move(outcome)));
  };
  book::Books& books = *backend.books;
  books.Submit({books.service(), std::string(host::CountyOf(request.parent())),
                "access"},
               std::move(command));
}

}  // namespace

rpc::Method RecordDenialMethod(const host::Backend& backend) {
  return {
      rpc::FindMethod(kRegisterService, "RecordDenial"),
      [backend](const rpc::CallContext& context,
                const std::shared_ptr<const google::protobuf::Message>& request,
                rpc::Respond respond) {
        RecordDenial(backend, context,
                     static_cast<const v1::RecordDenialRequest&>(*request),
                     std::move(respond));
      }};
}

}  // namespace epiledger::readiness
