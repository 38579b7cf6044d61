// TestPki: a throw-away public key infrastructure for tests: an authority,
// certificates for services and the edge, and a key that signs persons'
// tokens, all made when a test runs, in a directory that goes away with it.
#ifndef EPILEDGER_TESTS_TESTING_TEST_PKI_H_
#define EPILEDGER_TESTS_TESTING_TEST_PKI_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/auth/v1/access.pb.h"
#include "services/clock.h"
#include "services/rpc/tls.h"
#include "services/rpc/token.h"
#include "services/rpc/token_signer.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::testing {

inline constexpr char kIssuer[] = "https://readiness.test";
inline constexpr char kAudience[] = "epiledger-test";

// Who a token is for; what is left out stays out of the token.
struct Person {
  std::string subject = "zhang-san";
  std::string county = "c1";
  std::string facility;
  std::vector<auth::v1::Role> roles;
};

// Stops the test program when OpenSSL or the file system fails. Not
// thread-safe.
class TestPki {
 public:
  TestPki();

  // CA, certificate and key of a service of ours, by the last part of its
  // identity: `funding`, `gateway`, `edge`, or a name that nobody knows. The
  // certificate also names `localhost` and 127.0.0.1, so it serves too.
  [[nodiscard]] rpc::TlsFiles Service(std::string_view name);

  // As Service, but the certificate comes from an authority of the same name
  // that nobody trusts; `ca` is the trusted one.
  [[nodiscard]] rpc::TlsFiles Impostor(std::string_view name);

  // The trusted authority alone, for a client without a certificate.
  [[nodiscard]] rpc::TlsFiles NoCertificate() const;

  // The folder with the public keys of tokens.
  [[nodiscard]] const std::string& token_keys() const { return token_keys_; }

  // Makes a key pair and adds its public key to token_keys() when `trusted`.
  // Returns the path of the private key.
  std::string MakeTokenKey(std::string_view name, bool trusted);

  // Signs with the key made first, for kIssuer and kAudience.
  [[nodiscard]] const rpc::TokenSigner& signer() const { return *signer_; }

  // The private key it signs with.
  [[nodiscard]] std::string token_key() const;

  // Judges tokens of kIssuer and kAudience by `clock`.
  [[nodiscard]] std::shared_ptr<rpc::TokenVerifier> Verifier(
      const Clock* clock) const;

  // A token for `person` that holds for an hour from `now`.
  [[nodiscard]] std::string Token(const Person& person,
                                  absl::Time now = absl::Now()) const;

  // The directory that all of it is in.
  [[nodiscard]] const std::string& directory() const {
    return directory_.path();
  }

 private:
  struct Authority;

  [[nodiscard]] std::string TokenKeyPath(std::string_view name) const;
  rpc::TlsFiles Issue(const Authority& authority, std::string_view name);

  TemporaryDirectory directory_;
  std::shared_ptr<const Authority> trusted_;
  std::shared_ptr<const Authority> foreign_;
  std::string token_keys_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  int issued_ = 0;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_TEST_PKI_H_
