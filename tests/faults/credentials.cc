#include "tests/faults/credentials.h"

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>

#include "services/text.h"
#include "tests/faults/county_names.h"
#include "tests/testing/child_process.h"

namespace epiledger::faults {
namespace {

constexpr char kClerkPrefix[] = "clerk-";

void MakeSigningKey(const std::string& path) {
  const auto made = testing::RunProcess(
      {"openssl", "genpkey", "-algorithm", "ed25519", "-out", path});
  if (made.ok() && chmod(path.c_str(), 0600) == 0) return;
  (void)std::fprintf(stderr, "cannot make a signing key\n");
  std::abort();
}

}  // namespace

Credentials::Credentials()
    : service_(pki_.Service("funding")),
      edge_(pki_.Service("edge")),
      journal_key_(pki_.directory() + "/journal.key") {
  MakeSigningKey(journal_key_);
  operator_ = pki_.Token({"operator", "", "", {auth::v1::ROLE_OPERATOR}});
  auditor_ = pki_.Token({"auditor", kCounty, "", {auth::v1::ROLE_AUDITOR}});
  for (int i = 0; i < kClerks; ++i) {
    clerks_.push_back(
        pki_.Token({ClerkSubject(i), kCounty, "", {auth::v1::ROLE_FINANCE}}));
  }
}

std::vector<std::string> Credentials::ServiceFlags(
    const std::string& service) const {
  std::vector<std::string> flags = {
      "--tls-ca",          service_.ca,
      "--tls-certificate", service_.certificate,
      "--tls-key",         service_.key,
      "--token-keys",      pki_.token_keys(),
      "--token-issuer",    testing::kIssuer,
      "--token-audience",  testing::kAudience,
      "--journal-key",     journal_key_,
      "--page-key",        pki_.directory() + "/page.key"};
  if (service == "readiness") {
    flags.insert(flags.end(), {"--token-key", pki_.token_key()});
  }
  return flags;
}

std::string Credentials::FinanceToken(const std::string& county) const {
  return pki_.Token({"finance", county, "", {auth::v1::ROLE_FINANCE}});
}

std::string Credentials::HeadquartersToken(const std::string& county) const {
  return pki_.Token(
      {"headquarters", county, "", {auth::v1::ROLE_HEADQUARTERS}});
}

std::string Credentials::ClerkSubject(int number) {
  return Concat(kClerkPrefix, number);
}

int Credentials::ClerkNumber(const std::string& subject) {
  return static_cast<int>(
      std::strtol(subject.c_str() + sizeof(kClerkPrefix) - 1, nullptr, 10));
}

}  // namespace epiledger::faults
