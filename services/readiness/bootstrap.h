// Bootstrap: the first operator's token, made offline, once, on the machine
// that holds the key of tokens. Whoever can read that key could sign any token;
// that it is done only once guards against accidents, not against its owner.
//
// What it leaves, in this order, each file whole or not at all, so that a run
// that was cut short is simply run again:
//   key_file         P-256 private key, mode 0600; made when it is not there
//   public_key_file  its public key, for the services that verify tokens
//   token_file       the token, mode 0600: role operator, no county
//   {key_file}.bootstrapped   says that it was done, and the token's id and end
#ifndef EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_
#define EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/clock.h"
#include "services/limits.h"

namespace epiledger::readiness {

struct BootstrapOptions {
  std::string key_file;
  std::string public_key_file;
  std::string token_file;
  std::string issuer;
  std::string audience;
  // Opaque subject id of the first operator.
  std::string subject = "first-operator";
  absl::Duration lifetime = limits::kFirstTokenLifetime;
  // Writes another token although it was done; the key stays.
  bool renew = false;
};

struct BootstrapResult {
  std::string token_id;
  absl::Time expires;
};

//   FAILED_PRECONDITION  it was done before, and `renew` is not set; or the key
//                        file may be read by others or holds no such key
//   UNAVAILABLE          a file cannot be written
//   INVALID_ARGUMENT     `subject` is no id
[[nodiscard]] absl::StatusOr<BootstrapResult> Bootstrap(
    const BootstrapOptions& options, const Clock& clock);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_
