// TokenSigner: makes the tokens that token.h verifies.
#ifndef EPILEDGER_SERVICES_RPC_TOKEN_SIGNER_H_
#define EPILEDGER_SERVICES_RPC_TOKEN_SIGNER_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/rpc/token.h"

namespace epiledger::rpc {

struct TokenSignerOptions {
  // PEM file with a P-256 private key; mode 0600 or less.
  std::string key_file;
  std::string issuer;
  std::string audience;
};

// Thread-safe.
class TokenSigner {
 public:
  // NOT_FOUND when the key file is not there; FAILED_PRECONDITION when others
  // may read it or it holds no P-256 private key.
  [[nodiscard]] static absl::StatusOr<TokenSigner> Create(
      const TokenSignerOptions& options);

  // A token that says `claims`, whose times are cut to whole seconds.
  // INVALID_ARGUMENT when a claim is ill shaped (see token.h) or `expires` or
  // `token_id` is not set.
  [[nodiscard]] absl::StatusOr<std::string> Sign(
      const TokenClaims& claims) const;

  // The id of the key, the `kid` of its tokens.
  [[nodiscard]] const std::string& key_id() const { return key_id_; }

  // The public key in PEM, for verifiers.
  [[nodiscard]] const std::string& public_pem() const { return public_pem_; }

 private:
  TokenSigner() = default;

  std::string issuer_;
  std::string audience_;
  std::string private_pem_;
  std::string public_pem_;
  std::string key_id_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_TOKEN_SIGNER_H_
