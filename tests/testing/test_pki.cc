#include "tests/testing/test_pki.h"

#include <sys/stat.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "services/rpc/identity.h"
#include "tests/testing/certificate.h"

namespace epiledger::testing {
namespace {

constexpr char kFirstKey[] = "first";
constexpr char kHostNames[] = "DNS:localhost,IP:127.0.0.1,URI:";

[[noreturn]] void Stop(const std::string& what) {
  static_cast<void>(std::fprintf(stderr, "test PKI: %s\n", what.c_str()));
  std::abort();
}

void WriteFile(const std::string& path, const std::string& content,
               mode_t mode) {
  std::ofstream(path, std::ios::binary) << content;
  if (chmod(path.c_str(), mode) != 0) Stop("cannot write " + path);
}

template <typename T>
T Need(absl::StatusOr<T> value) {
  if (!value.ok()) Stop(value.status().ToString());
  return *std::move(value);
}

}  // namespace

struct TestPki::Authority {
  Authority()
      : key(MakeKey()),
        certificate(MakeCertificate(key.get(), "EpiLedger test authority", "",
                                    nullptr, key.get())) {}

  Key key;
  Certificate certificate;
};

TestPki::TestPki()
    : trusted_(std::make_shared<Authority>()),
      foreign_(std::make_shared<Authority>()),
      token_keys_(directory_.path() + "/token-keys") {
  WriteFile(NoCertificate().ca, Pem(trusted_->certificate.get()), 0644);
  std::filesystem::create_directory(token_keys_);
  signer_ = std::make_unique<rpc::TokenSigner>(Need(rpc::TokenSigner::Create(
      {MakeTokenKey(kFirstKey, true), kIssuer, kAudience})));
}

std::string TestPki::token_key() const { return TokenKeyPath(kFirstKey); }

std::string TestPki::TokenKeyPath(std::string_view name) const {
  return directory_.path() + "/token-" + std::string(name) + ".key";
}

rpc::TlsFiles TestPki::NoCertificate() const {
  return {directory_.path() + "/ca.pem", "", ""};
}

rpc::TlsFiles TestPki::Service(std::string_view name) {
  return Issue(*trusted_, name);
}

rpc::TlsFiles TestPki::Impostor(std::string_view name) {
  return Issue(*foreign_, name);
}

rpc::TlsFiles TestPki::Issue(const Authority& authority,
                             std::string_view name) {
  const Key key = MakeKey();
  const Certificate certificate = MakeCertificate(
      key.get(), std::string(name), kHostNames + rpc::IdentityUri(name),
      authority.certificate.get(), authority.key.get());
  const std::string stem = directory_.path() + "/" + std::string(name) + "-" +
                           std::to_string(++issued_);
  rpc::TlsFiles files = NoCertificate();
  files.certificate = stem + ".pem";
  files.key = stem + ".key";
  WriteFile(files.certificate, Pem(certificate.get()), 0644);
  WriteFile(files.key, PrivatePem(key.get()), 0600);
  return files;
}

std::string TestPki::MakeTokenKey(std::string_view name, bool trusted) {
  const Key key = MakeKey();
  const std::string file_name(name);
  std::string path = TokenKeyPath(name);
  WriteFile(path, PrivatePem(key.get()), 0600);
  if (trusted) {
    WriteFile(token_keys_ + "/" + file_name + ".pem", PublicPem(key.get()),
              0644);
  }
  return path;
}

std::shared_ptr<rpc::TokenVerifier> TestPki::Verifier(
    const Clock* clock) const {
  return Need(
      rpc::TokenVerifier::Create({token_keys_, kIssuer, kAudience, clock}));
}

std::string TestPki::Token(const Person& person, absl::Time now) const {
  static std::atomic<int> tokens = 0;
  rpc::TokenClaims claims;
  claims.subject = person.subject;
  claims.county = person.county;
  claims.facility = person.facility;
  claims.roles = person.roles;
  claims.token_id = "token-" + std::to_string(++tokens);
  claims.not_before = now;
  claims.expires = now + absl::Hours(1);
  return Need(signer_->Sign(claims));
}

}  // namespace epiledger::testing
