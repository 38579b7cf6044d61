#include "services/readiness/token_methods.h"

#include <functional>
#include <string>
#include <utility>

#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/host/answer.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

// What is done with an accepted answer before it goes out.
using Finish = std::function<absl::StatusOr<std::string>(std::string answer)>;

rpc::Handler Finishing(rpc::Handler handler, Finish finish) {
  return [handler = std::move(handler), finish = std::move(finish)](
             const rpc::CallContext& context,
             std::shared_ptr<const google::protobuf::Message> request,
             rpc::Respond respond) {
    handler(context, std::move(request),
            [finish, respond = std::move(respond)](
                absl::StatusOr<std::string> answer) mutable {
              if (answer.ok()) answer = finish(*std::move(answer));
              std::move(respond)(std::move(answer));
            });
  };
}

rpc::TokenClaims ClaimsOf(const v1::Token& token) {
  rpc::TokenClaims claims;
  if (const auto parts = rpc::MatchName(kTokenName, token.name())) {
    claims.county = std::string(parts->Get("county"));
    claims.subject = std::string(parts->Get("subject"));
  }
  if (!token.facility().empty()) {
    claims.facility = std::string(rpc::LastSegment(token.facility()));
  }
  for (int i = 0; i < token.roles_size(); ++i) {
    claims.roles.push_back(token.roles(i));
  }
  claims.token_id = token.name();
  claims.expires = ToTime(token.expire_time());
  return claims;
}

absl::StatusOr<std::string> Sign(const TokenDesk& desk,
                                 const std::string& answer) {
  v1::IssueTokenResponse response;
  response.ParseFromString(answer);
  absl::StatusOr<std::string> token = desk.Sign(ClaimsOf(response.token()));
  if (!token.ok()) return token.status();
  response.set_bearer_token(*std::move(token));
  return response.SerializeAsString();
}

}  // namespace

void CompleteTokenMethods(const std::shared_ptr<TokenDesk>& desk,
                          rpc::MethodTable& methods) {
  const Finish sign = [desk](const std::string& answer) {
    return Sign(*desk, answer);
  };
  const Finish tell = [desk](std::string answer) {
    desk->NoteRevocation();
    return answer;
  };
  for (rpc::Method& method : methods) {
    const std::string& name = method.descriptor->name();
    if (name == "IssueToken") {
      method.handler = Finishing(std::move(method.handler), sign);
    } else if (name == "RevokeToken" || name == "UpdateSubject") {
      method.handler = Finishing(std::move(method.handler), tell);
    }
  }
}

rpc::Method ListRevocationsMethod(const host::Backend& backend,
                                  const std::shared_ptr<TokenDesk>& desk) {
  const auto handler =
      [backend, desk](const rpc::CallContext& context,
                      const std::shared_ptr<const google::protobuf::Message>&,
                      rpc::Respond respond) {
        backend.readers->Answer(context, std::move(respond),
                                [desk]() -> absl::StatusOr<std::string> {
                                  const auto revocations =
                                      desk->ListRevocations();
                                  if (!revocations.ok()) {
                                    return host::Explain(revocations.status());
                                  }
                                  return revocations->SerializeAsString();
                                });
      };
  return {rpc::FindMethod(kRegisterService, "ListRevocations"), handler};
}

}  // namespace epiledger::readiness
