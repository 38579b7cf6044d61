// The JSON web token itself: reading one with its signature checked, and
// writing one. What the claims mean here and now is judged in token.h.
#ifndef EPILEDGER_SERVICES_RPC_JWT_H_
#define EPILEDGER_SERVICES_RPC_JWT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rpc/token.h"
#include "services/rpc/token_keys.h"

namespace epiledger::rpc {

// The claims of `token` when it says ES256, its `kid` is in `keys`, the
// signature holds, `iss` and `aud` are these, and `sub`, `jti` and `exp` are
// there and well shaped. UNAUTHENTICATED `TOKEN_INVALID` otherwise. Times and
// revocation are not looked at.
[[nodiscard]] absl::StatusOr<TokenClaims> ReadJwt(std::string_view token,
                                                  const KeyMap& keys,
                                                  std::string_view issuer,
                                                  std::string_view audience);

// The roles that `token` names, those known here; none where it is no token.
// Nothing is checked: a hint of what its bearer wants to see first, never a
// reason to show it.
[[nodiscard]] std::vector<auth::v1::Role> RolesSaid(const std::string& token);

// A token of `claims`, signed by the P-256 private key in `private_pem`, whose
// id is `key_id`. INTERNAL when it cannot be made.
[[nodiscard]] absl::StatusOr<std::string> WriteJwt(const TokenClaims& claims,
                                                   std::string_view issuer,
                                                   std::string_view audience,
                                                   std::string_view private_pem,
                                                   std::string_view key_id);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_JWT_H_
