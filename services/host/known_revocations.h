// KnownRevocations: the revoked tokens that a service has heard of. One that it
// has heard of holds until the token has ended, whatever a later list says:
// nothing revives a token, so a list that lacks it is of a readiness that lost
// it, as when its books were restored from before.
//
// Not thread-safe.
#ifndef EPILEDGER_SERVICES_HOST_KNOWN_REVOCATIONS_H_
#define EPILEDGER_SERVICES_HOST_KNOWN_REVOCATIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/register_service.pb.h"

namespace epiledger::host {

class KnownRevocations {
 public:
  // Takes in what is listed at `now`, and forgets tokens that have ended. Gives
  // the ids that the list before had and this one lacks.
  std::vector<std::string> Take(
      const readiness::v1::ListRevocationsResponse& list, absl::Time now);

  // Adds to `list` what is known, has not ended and is not in it.
  void AddTo(readiness::v1::ListRevocationsResponse& list,
             absl::Time now) const;

  // All that are known, in the order of their ids.
  [[nodiscard]] readiness::v1::ListRevocationsResponse List() const;
  [[nodiscard]] absl::flat_hash_set<std::string> Ids() const;

  // How many the last list lacked.
  [[nodiscard]] int64_t lost() const { return lost_; }

 private:
  struct Known {
    readiness::v1::Revocation revocation;
    bool listed = false;
  };

  void Forget(absl::Time now);

  // By the token's id.
  std::map<std::string, Known> known_;
  int64_t lost_ = 0;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_KNOWN_REVOCATIONS_H_
