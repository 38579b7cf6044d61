#include "services/readiness/token_methods.h"

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

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

rpc::Respond Finishing(rpc::Respond respond, const Finish& finish) {
  return [finish, respond = std::move(respond)](
             absl::StatusOr<std::string> answer) mutable {
    if (answer.ok()) answer = finish(*std::move(answer));
    std::move(respond)(std::move(answer));
  };
}

// The same of each answer that a method gives, alone, in a batch, and in one of
// which all or none are accepted.
void FinishAnswers(const Finish& finish, rpc::Method& method) {
  method.handler = [handler = std::move(method.handler), finish](
                       const rpc::CallContext& context,
                       std::shared_ptr<const google::protobuf::Message> request,
                       rpc::Respond respond) {
    handler(context, std::move(request), Finishing(std::move(respond), finish));
  };
  if (method.together == nullptr) return;
  method.together = [together = std::move(method.together), finish](
                        const rpc::CallContext& context,
                        std::vector<rpc::BatchElement> elements) {
    for (rpc::BatchElement& element : elements) {
      element.respond = Finishing(std::move(element.respond), finish);
    }
    together(context, std::move(elements));
  };
}

// What a method decides on; of a batch, each of its elements.
const google::protobuf::Descriptor& RequestOf(const rpc::Method& method) {
  const google::protobuf::Descriptor& request =
      *method.descriptor->input_type();
  return method.is_batch ? *request.FindFieldByName("requests")->message_type()
                         : request;
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
absl::StatusOr<std::string> Sign(TokenDesk& desk, const std::string& answer) {
  Response response;
  response.ParseFromString(answer);
  const v1::Token* const issued = TokenIn(response);
  if (issued == nullptr) return answer;
  absl::StatusOr<std::string> token = desk.Sign(ClaimsOf(*issued));
  if (!token.ok()) return token.status();
  response.set_bearer_token(*std::move(token));
  return response.SerializeAsString();
}

// What the answer to a request needs.
struct Completion {
  const google::protobuf::Descriptor* request;
  absl::StatusOr<std::string> (*sign)(TokenDesk& desk,
                                      const std::string& answer);
  // It may have revoked tokens.
  bool tells;
};

std::array<Completion, 4> Completions() {
  return {{
      {v1::IssueTokenRequest::descriptor(), &Sign<v1::IssueTokenResponse>,
       false},
      {v1::RevokeTokenRequest::descriptor(), nullptr, true},
      {v1::UpdateSubjectRequest::descriptor(), nullptr, true},
      {v1::ApproveSubjectProposalRequest::descriptor(),
       &Sign<v1::ApproveSubjectProposalResponse>, true},
  }};
}

Finish FinishOf(const Completion& completion,
                const std::shared_ptr<TokenDesk>& desk) {
  return [desk, completion](std::string answer) -> absl::StatusOr<std::string> {
    if (completion.tells) desk->NoteRevocation();
    if (completion.sign == nullptr) return answer;
    return completion.sign(*desk, answer);
  };
}

}  // namespace

void CompleteTokenMethods(const std::shared_ptr<TokenDesk>& desk,
                          rpc::MethodTable& methods) {
  for (rpc::Method& method : methods) {
    for (const Completion& completion : Completions()) {
      if (completion.request != &RequestOf(method)) continue;
      FinishAnswers(FinishOf(completion, desk), method);
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
