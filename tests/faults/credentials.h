// Credentials: the throw-away keys, certificates and tokens that a service and
// its clients in these tests share.
//
// Threads: made by one; read by any.
#ifndef EPILEDGER_TESTS_FAULTS_CREDENTIALS_H_
#define EPILEDGER_TESTS_FAULTS_CREDENTIALS_H_

#include <string>
#include <vector>

#include "tests/testing/test_pki.h"

namespace epiledger::faults {

// Payments are spread over so many persons: refusals are limited for each.
inline constexpr int kClerks = 64;

class Credentials {
 public:
  // Stops the test program when a key cannot be made.
  Credentials();

  // Flags of `serve` that name a service's keys.
  [[nodiscard]] std::vector<std::string> ServiceFlags(
      const std::string& service) const;

  // How people's calls arrive: through the edge.
  [[nodiscard]] const rpc::TlsFiles& edge() const { return edge_; }
  [[nodiscard]] const std::string& operator_token() const { return operator_; }
  [[nodiscard]] const std::string& auditor_token() const { return auditor_; }
  // Of somebody who pays in another county.
  [[nodiscard]] std::string FinanceToken(const std::string& county) const;
  // Of somebody who may read all of a county.
  [[nodiscard]] std::string HeadquartersToken(const std::string& county) const;
  // Of ClerkSubject(number).
  [[nodiscard]] const std::string& clerk_token(int number) const {
    return clerks_[static_cast<size_t>(number)];
  }

  // 0 ≤ number < kClerks, and back.
  [[nodiscard]] static std::string ClerkSubject(int number);
  [[nodiscard]] static int ClerkNumber(const std::string& subject);

 private:
  testing::TestPki pki_;
  rpc::TlsFiles service_;
  rpc::TlsFiles edge_;
  std::string journal_key_;
  std::string operator_;
  std::string auditor_;
  std::vector<std::string> clerks_;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_CREDENTIALS_H_
