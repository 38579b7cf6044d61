// Persons' tokens: ES256 JWTs with the claims `iss`, `aud`, `sub`, `exp`,
// `jti`, and optionally `nbf`, `county`, `facility` and `roles` (a list of role
// names in lower case, such as "finance"). The header's `kid` names the public
// key.
//
// The algorithm is pinned: a token whose header does not say ES256 is refused
// before any key is looked up. An id (`sub`, `county`, `facility`) has the
// shape of names.h. Role names that this version does not know grant nothing.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_TOKEN_H_
#define EPILEDGER_SERVICES_RPC_TOKEN_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/auth/v1/access.pb.h"
#include "services/clock.h"

namespace epiledger::rpc {

// What a token says of its bearer.
struct TokenClaims {
  // Opaque subject id.
  std::string subject;
  // Empty: not bound to a county, for operators of all counties.
  std::string county;
  // Empty: not bound to a facility.
  std::string facility;
  std::vector<auth::v1::Role> roles;
  // Id of the token, for revocation.
  std::string token_id;
  // Valid from `not_before`, inclusive, to `expires`, exclusive.
  absl::Time not_before = absl::InfinitePast();
  absl::Time expires;
};

struct TokenVerifierOptions {
  // A PEM file with one or more public keys, or a folder of such files named
  // `*.pem`. Read again when it changes; when it then cannot be read, the last
  // keys hold.
  std::string keys;
  std::string issuer;
  std::string audience;
  // Not null; must outlive the verifier.
  const Clock* clock = nullptr;
};

class TokenVerifier {
 public:
  // NOT_FOUND when there is no key file; FAILED_PRECONDITION when it has no
  // P-256 public key, or more than limits::kMaxTokenKeys.
  [[nodiscard]] static absl::StatusOr<std::shared_ptr<TokenVerifier>> Create(
      TokenVerifierOptions options);

  virtual ~TokenVerifier() = default;

  // The claims of `token`, or UNAUTHENTICATED with TOKEN_INVALID,
  // TOKEN_TOO_LONG, TOKEN_EXPIRED, TOKEN_NOT_YET_VALID or TOKEN_REVOKED.
  // A token verified before costs a hash; a new one a reading of its key and a
  // signature check, some tenths of a millisecond.
  [[nodiscard]] virtual absl::StatusOr<std::shared_ptr<const TokenClaims>>
  Verify(std::string_view token) = 0;

  // Whether a token that Verify let in still holds, by its id and the end it
  // stated: OK, or UNAUTHENTICATED with TOKEN_EXPIRED or TOKEN_REVOKED. For
  // what goes on longer than a call.
  [[nodiscard]] virtual absl::Status CheckStillHolds(
      std::string_view token_id, absl::Time expires) const = 0;

  // Replaces the set of revoked token ids; it holds from the next Verify on.
  virtual void SetRevoked(absl::flat_hash_set<std::string> token_ids) = 0;
};

// The id of a public key, its `kid`: the first 8 bytes of the SHA-256 of its
// SubjectPublicKeyInfo, in hex. INVALID_ARGUMENT when `pem` is no P-256 key,
// public or private.
[[nodiscard]] absl::StatusOr<std::string> TokenKeyId(std::string_view pem);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_TOKEN_H_
