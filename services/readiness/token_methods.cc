#include "services/readiness/token_methods.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
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

const v1::Token* TokenIn(const v1::IssueTokenResponse& response) {
  return response.has_token() ? &response.token() : nullptr;
}

const v1::Token* TokenIn(const v1::ApproveSubjectProposalResponse& response) {
  return response.proposal().has_token() ? &response.proposal().token()
                                         : nullptr;
}

// Nothing is signed where a token waits for a second person, or where what was
// approved is none.
template <typename Response>
absl::StatusOr<std::string> Sign(const TokenDesk& desk,
                                 const std::string& answer) {
  Response response;
  response.ParseFromString(answer);
  const v1::Token* const issued = TokenIn(response);
  if (issued == nullptr) return answer;
  absl::StatusOr<std::string> token = desk.Sign(ClaimsOf(*issued));
  if (!token.ok()) return token.status();
  response.set_bearer_token(*std::move(token));
  return response.SerializeAsString();
}

// What one method's answer needs.
struct Completion {
  std::string_view method;
  absl::StatusOr<std::string> (*sign)(const TokenDesk& desk,
                                      const std::string& answer);
  // It may have revoked tokens.
  bool tells;
};

constexpr Completion kCompletions[] = {
    {"IssueToken", &Sign<v1::IssueTokenResponse>, false},
    {"RevokeToken", nullptr, true},
    {"UpdateSubject", nullptr, true},
    {"ApproveSubjectProposal", &Sign<v1::ApproveSubjectProposalResponse>, true},
};

Finish FinishOf(const Completion& completion,
                const std::shared_ptr<TokenDesk>& desk) {
  return
      [desk, &completion](std::string answer) -> absl::StatusOr<std::string> {
        if (completion.tells) desk->NoteRevocation();
        if (completion.sign == nullptr) return answer;
        return completion.sign(*desk, answer);
      };
}

}  // namespace

void CompleteTokenMethods(const std::shared_ptr<TokenDesk>& desk,
                          rpc::MethodTable& methods) {
  for (rpc::Method& method : methods) {
    for (const Completion& completion : kCompletions) {
      if (completion.method != method.descriptor->name()) continue;
      method.handler =
          Finishing(std::move(method.handler), FinishOf(completion, desk));
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
