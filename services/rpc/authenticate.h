// Authentication: from a call's certificate and token to its Caller.
#ifndef EPILEDGER_SERVICES_RPC_AUTHENTICATE_H_
#define EPILEDGER_SERVICES_RPC_AUTHENTICATE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/rpc/caller.h"
#include "services/rpc/server.h"
#include "services/rpc/token.h"

namespace epiledger::rpc {

// What a call brought to show who it is.
struct Credentials {
  // The URI SAN of the client's certificate; empty when it has none.
  std::string_view certificate_uri;
  // Every value of the metadata `authorization`.
  absl::Span<const std::string_view> authorization;
};

// The bearer token in `authorization`; empty when there is none.
// UNAUTHENTICATED `TOKEN_INVALID` for two values or another scheme.
[[nodiscard]] absl::StatusOr<std::string_view> BearerToken(
    absl::Span<const std::string_view> authorization);

// Who calls (the language aside), or UNAUTHENTICATED:
//   IDENTITY_UNKNOWN  callers are services, and the certificate is of none
//   TOKEN_REQUIRED    there must be a person, and there is no token
//   TOKEN_…           as TokenVerifier::Verify; `tokens` null: TOKEN_INVALID
// A service that brings a token calls for that person.
[[nodiscard]] absl::StatusOr<Caller> Authenticate(
    const Credentials& credentials, Callers callers, TokenVerifier* tokens);

// An UNAUTHENTICATED error with `reason`.
[[nodiscard]] absl::Status Unauthenticated(std::string_view reason);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_AUTHENTICATE_H_
