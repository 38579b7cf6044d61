#include "services/readiness/bootstrap.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
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
// Between a token's id and its end in the record.
constexpr char kUntil[] = " until ";

// The tokens of the record, oldest first; none when there is no record.
absl::StatusOr<std::vector<BootstrapResult>> ReadRecord(
    const std::string& path) {
  std::vector<BootstrapResult> tokens;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> parts = absl::StrSplit(line, kUntil);
    BootstrapResult token;
    std::string error;
    if (parts.size() != 2 || !absl::ParseTime(absl::RFC3339_full, parts[1],
                                              &token.expires, &error)) {
      return absl::DataLossError(
          Concat(path, " has a line that is no token's: ", line));
    }
    token.token_id = parts[0];
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string RecordText(const std::vector<BootstrapResult>& tokens,
                       absl::Time now) {
  std::string text;
  for (const BootstrapResult& token : tokens) {
    if (token.expires <= now) continue;
    text += Concat(token.token_id, kUntil, ToText(token.expires), "\n");
  }
  return text;
}

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
  const std::string record = BootstrapRecordOf(options.key_file);
  if (IsThere(record) && !options.renew) {
    return absl::FailedPreconditionError(
        Concat("the first operator's token was already written; see ", record));
  }
  absl::StatusOr<std::vector<BootstrapResult>> tokens = ReadRecord(record);
  if (!tokens.ok()) return tokens.status();
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
  tokens->push_back({claims.token_id, claims.expires});
  if (status.ok()) {
    status = host::WriteWholeFile(record, RecordText(*tokens, clock.Now()),
                                  kSecretMode);
  }
  if (!status.ok()) return status;
  return tokens->back();
}

std::string BootstrapRecordOf(const std::string& key_file) {
  return key_file + ".bootstrapped";
}

absl::StatusOr<v1::ListRevocationsResponse> SupersededTokens(
    const std::string& record) {
  const absl::StatusOr<std::vector<BootstrapResult>> tokens =
      ReadRecord(record);
  if (!tokens.ok()) return tokens.status();
  v1::ListRevocationsResponse superseded;
  for (size_t i = 0; i + 1 < tokens->size(); ++i) {
    v1::Revocation& revocation = *superseded.add_revocations();
    revocation.set_token_id((*tokens)[i].token_id);
    *revocation.mutable_expire_time() = ToTimestamp((*tokens)[i].expires);
  }
  return superseded;
}

}  // namespace epiledger::readiness
