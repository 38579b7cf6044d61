#include "services/readiness/bootstrap.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/escaping.h"
#include "openssl/ec.h"
#include "openssl/evp.h"
#include "openssl/pem.h"
#include "services/host/whole_file.h"
#include "services/readiness/api_time.h"
#include "services/rpc/openssl.h"
#include "services/rpc/token_signer.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

constexpr size_t kTokenIdBytes = 16;
constexpr mode_t kSecretMode = 0600;
constexpr mode_t kPublicMode = 0644;

bool IsThere(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// A new P-256 key in PEM; empty when OpenSSL fails.
std::string NewPrivatePem() {
  const rpc::KeyPointer key(EVP_EC_gen("P-256"));
  const rpc::BioPointer memory(BIO_new(BIO_s_mem()));
  if (key == nullptr || memory == nullptr ||
      PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), nullptr, nullptr,
                                    0, nullptr, nullptr) != 1) {
    return "";
  }
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<size_t>(size)};
}

absl::Status EnsureKey(const std::string& path) {
  if (IsThere(path)) return absl::OkStatus();
  const std::string pem = NewPrivatePem();
  if (pem.empty()) return absl::InternalError("cannot make a key");
  return host::WriteWholeFile(path, pem, kSecretMode);
}

rpc::TokenClaims FirstClaims(const BootstrapOptions& options,
                             const Clock& clock) {
  rpc::TokenClaims claims;
  claims.subject = options.subject;
  claims.roles = {auth::v1::ROLE_OPERATOR};
  const std::string random = rpc::RandomBytes(kTokenIdBytes);
  claims.token_id = Concat("bootstrap/", absl::BytesToHexString(random));
  claims.expires = absl::FromUnixSeconds(
      absl::ToUnixSeconds(clock.Now() + options.lifetime));
  return claims;
}

}  // namespace

absl::StatusOr<BootstrapResult> Bootstrap(const BootstrapOptions& options,
                                          const Clock& clock) {
  const std::string done = options.key_file + ".bootstrapped";
  if (IsThere(done) && !options.renew) {
    return absl::FailedPreconditionError(
        Concat("the first operator's token was already written; see ", done));
  }
  absl::Status status = EnsureKey(options.key_file);
  if (!status.ok()) return status;
  const absl::StatusOr<rpc::TokenSigner> signer = rpc::TokenSigner::Create(
      {options.key_file, options.issuer, options.audience});
  if (!signer.ok()) return signer.status();
  const rpc::TokenClaims claims = FirstClaims(options, clock);
  const absl::StatusOr<std::string> token = signer->Sign(claims);
  if (!token.ok()) return token.status();
  status = host::WriteWholeFile(options.public_key_file, signer->public_pem(),
                                kPublicMode);
  if (status.ok()) {
    status = host::WriteWholeFile(options.token_file, *token, kSecretMode);
  }
  if (status.ok()) {
    status = host::WriteWholeFile(
        done, Concat(claims.token_id, " until ", ToText(claims.expires), "\n"),
        kSecretMode);
  }
  if (!status.ok()) return status;
  return BootstrapResult{claims.token_id, claims.expires};
}

}  // namespace epiledger::readiness
