#include "services/rpc/token_signer.h"

#include <utility>

#include "services/rpc/jwt.h"
#include "services/rpc/names.h"
#include "services/rpc/openssl.h"
#include "services/rpc/tls.h"

namespace epiledger::rpc {
namespace {

bool IsWellShaped(const TokenClaims& claims) {
  return IsId(claims.subject) &&
         (claims.county.empty() || IsId(claims.county)) &&
         (claims.facility.empty() || IsId(claims.facility)) &&
         !claims.token_id.empty() && claims.expires < absl::InfiniteFuture() &&
         claims.expires > absl::UnixEpoch();
}

}  // namespace

absl::StatusOr<TokenSigner> TokenSigner::Create(
    const TokenSignerOptions& options) {
  const absl::Status secret = CheckSecretFile(options.key_file);
  if (!secret.ok()) return secret;
  absl::StatusOr<std::string> pem = ReadFile(options.key_file);
  if (!pem.ok()) return pem.status();
  const KeyPointer key = ReadPrivateKey(*pem);
  absl::StatusOr<std::string> key_id = TokenKeyId(*pem);
  if (key == nullptr || !key_id.ok()) {
    return absl::FailedPreconditionError(options.key_file +
                                         " holds no P-256 private key");
  }
  TokenSigner signer;
  signer.issuer_ = options.issuer;
  signer.audience_ = options.audience;
  signer.public_pem_ = PublicPem(key.get());
  signer.private_pem_ = *std::move(pem);
  signer.key_id_ = *std::move(key_id);
  return signer;
}

absl::StatusOr<std::string> TokenSigner::Sign(const TokenClaims& claims) const {
  if (!IsWellShaped(claims)) {
    return absl::InvalidArgumentError(
        "a token needs a subject id, an id of "
        "its own and an end, and ids for county "
        "and facility");
  }
  return WriteJwt(claims, issuer_, audience_, private_pem_, key_id_);
}

}  // namespace epiledger::rpc
