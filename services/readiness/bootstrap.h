// Bootstrap: the first operator's token, made offline, once, on the machine
// that holds the key of tokens. Whoever can read that key could sign any token;
// that it is done only once guards against accidents, not against its owner.
//
// What it leaves, in this order, each file whole or not at all, so that a run
// that was cut short is simply run again:
//   key_file         P-256 private key, mode 0600; made when it is not there
//   public_key_file  its public key, for the services that verify tokens
//   token_file       the token, mode 0600: role operator, no county
//   {key_file}.bootstrapped   the record that it was done: a line for each
//   token
//                    that has not ended, the newest last
//
// The newest token takes the place of those before it: readiness reads the
// record and lists them among the revoked.
#ifndef EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_
#define EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/register_service.pb.h"
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
//   DATA_LOSS            the record cannot be understood
[[nodiscard]] absl::StatusOr<BootstrapResult> Bootstrap(
    const BootstrapOptions& options, const Clock& clock);

// Where bootstraps with this key are recorded.
[[nodiscard]] std::string BootstrapRecordOf(const std::string& key_file);

// The tokens of the record that a newer one took the place of; none when there
// is no record. DATA_LOSS when it cannot be understood.
[[nodiscard]] absl::StatusOr<v1::ListRevocationsResponse> SupersededTokens(
    const std::string& record);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BOOTSTRAP_H_
