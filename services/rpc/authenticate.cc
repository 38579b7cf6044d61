#include "services/rpc/authenticate.h"

#include <memory>
#include <optional>

#include "absl/strings/match.h"
#include "services/rpc/error.h"
#include "services/rpc/identity.h"

namespace epiledger::rpc {
namespace {

constexpr std::string_view kScheme = "Bearer ";

bool HasScheme(std::string_view value) {
  return value.size() >= kScheme.size() &&
         absl::EqualsIgnoreCase({value.data(), kScheme.size()},
                                {kScheme.data(), kScheme.size()});
}

absl::StatusOr<Caller> Person(std::string_view token, TokenVerifier* tokens) {
  if (tokens == nullptr) return Unauthenticated("TOKEN_INVALID");
  const absl::StatusOr<std::shared_ptr<const TokenClaims>> claims =
      tokens->Verify(token);
  if (!claims.ok()) return claims.status();
  Caller caller;
  caller.subject = (*claims)->subject;
  caller.county = (*claims)->county;
  caller.facility = (*claims)->facility;
  caller.roles = (*claims)->roles;
  caller.token_id = (*claims)->token_id;
  caller.token_expires = (*claims)->expires;
  return caller;
}

}  // namespace

absl::Status Unauthenticated(std::string_view reason) {
  Error error;
  error.code = absl::StatusCode::kUnauthenticated;
  error.reason = reason;
  return ToStatus(error);
}

absl::StatusOr<std::string_view> BearerToken(
    absl::Span<const std::string_view> authorization) {
  if (authorization.empty()) return std::string_view();
  const std::string_view value = authorization.front();
  if (authorization.size() > 1 || !HasScheme(value)) {
    return Unauthenticated("TOKEN_INVALID");
  }
  return value.substr(kScheme.size());
}

absl::StatusOr<Caller> Authenticate(const Credentials& credentials,
                                    Callers callers, TokenVerifier* tokens) {
  std::optional<Identity> identity;
  if (callers == Callers::kServices) {
    identity = FindIdentity(credentials.certificate_uri);
    if (!identity.has_value()) return Unauthenticated("IDENTITY_UNKNOWN");
  }
  const absl::StatusOr<std::string_view> token =
      BearerToken(credentials.authorization);
  if (!token.ok()) return token.status();
  if (!credentials.authorization.empty()) return Person(*token, tokens);

  if (!identity.has_value() || identity->peer == auth::v1::PEER_UNSPECIFIED) {
    return Unauthenticated("TOKEN_REQUIRED");
  }
  Caller caller;
  caller.subject = PeerSubject(*identity);
  caller.peer = identity->peer;
  return caller;
}

}  // namespace epiledger::rpc
