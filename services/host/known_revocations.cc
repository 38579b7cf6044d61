#include "services/host/known_revocations.h"

#include <iterator>

#include "services/limits.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

using readiness::v1::ListRevocationsResponse;
using readiness::v1::Revocation;

absl::flat_hash_set<std::string> IdsIn(const ListRevocationsResponse& list) {
  absl::flat_hash_set<std::string> ids;
  for (const Revocation& revocation : list.revocations()) {
    ids.insert(revocation.token_id());
  }
  return ids;
}

bool HasEnded(const Revocation& revocation, absl::Time now) {
  return ToTime(revocation.expire_time()) <= now;
}

}  // namespace

std::vector<std::string> KnownRevocations::Take(
    const ListRevocationsResponse& list, absl::Time now) {
  Forget(now);
  const absl::flat_hash_set<std::string> ids = IdsIn(list);
  std::vector<std::string> missed;
  lost_ = 0;
  for (auto& [id, known] : known_) {
    if (ids.contains(id)) continue;
    // A readiness whose clock is ahead leaves out what is about to end.
    if (HasEnded(known.revocation, now + limits::kTokenClockSkew)) continue;
    ++lost_;
    if (known.listed) missed.push_back(id);
    known.listed = false;
  }
  for (const Revocation& revocation : list.revocations()) {
    known_[revocation.token_id()] = {revocation, true};
  }
  return missed;
}

void KnownRevocations::Forget(absl::Time now) {
  for (auto next = known_.begin(); next != known_.end();) {
    next = HasEnded(next->second.revocation, now) ? known_.erase(next)
                                                  : std::next(next);
  }
}

void KnownRevocations::AddTo(ListRevocationsResponse& list,
                             absl::Time now) const {
  const absl::flat_hash_set<std::string> ids = IdsIn(list);
  for (const auto& [id, known] : known_) {
    if (ids.contains(id) || HasEnded(known.revocation, now)) continue;
    *list.add_revocations() = known.revocation;
  }
}

ListRevocationsResponse KnownRevocations::List() const {
  ListRevocationsResponse list;
  for (const auto& [id, known] : known_) {
    *list.add_revocations() = known.revocation;
  }
  return list;
}

absl::flat_hash_set<std::string> KnownRevocations::Ids() const {
  absl::flat_hash_set<std::string> ids;
  for (const auto& [id, known] : known_) ids.insert(id);
  return ids;
}

}  // namespace epiledger::host
