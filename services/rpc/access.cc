#include "services/rpc/access.h"

#include <algorithm>

#include "services/rpc/error.h"
#include "services/rpc/roles.h"

namespace epiledger::rpc {
namespace {

bool HasPeer(const auth::v1::Access& access, auth::v1::Peer peer) {
  return std::find(access.peers().begin(), access.peers().end(), peer) !=
         access.peers().end();
}

bool LetsIn(const auth::v1::Access& access, auth::v1::Role role) {
  return std::find(access.roles().begin(), access.roles().end(), role) !=
         access.roles().end();
}

// True for an operator of the whole deployment, where operators are let in.
bool IsOperatorOfAll(const auth::v1::Access& access, const Caller& caller) {
  return caller.county.empty() && caller.HasRole(auth::v1::ROLE_OPERATOR) &&
         LetsIn(access, auth::v1::ROLE_OPERATOR);
}

// True when `id` of every resource is `wanted`, and something is wanted.
bool AllAre(absl::Span<const NamedField> fields, std::string NamedResource::*id,
            const std::string& wanted) {
  if (wanted.empty()) return false;
  for (const NamedField& field : fields) {
    for (const NamedResource& resource : field.resources) {
      if (resource.*id != wanted) return false;
    }
  }
  return true;
}

MaybeReason DenyByCounty(const Caller& caller,
                         absl::Span<const NamedField> fields) {
  if (AllAre(fields, &NamedResource::county, caller.county)) {
    return std::nullopt;
  }
  return "COUNTY_NOT_ALLOWED";
}

MaybeReason DenyByFacility(const auth::v1::Access& access, const Caller& caller,
                           absl::Span<const NamedField> fields) {
  if (IsFreeOfFacility(access, caller)) return std::nullopt;
  const bool all_named =
      std::none_of(fields.begin(), fields.end(),
                   [](const NamedField& field) { return field.left_empty; });
  if (all_named && AllAre(fields, &NamedResource::facility, caller.facility)) {
    return std::nullopt;
  }
  return "FACILITY_NOT_ALLOWED";
}

}  // namespace

bool IsFreeOfFacility(const auth::v1::Access& access, const Caller& caller) {
  return std::any_of(caller.roles.begin(), caller.roles.end(),
                     [&](auth::v1::Role role) {
                       return LetsIn(access, role) && !IsFacilityBound(role);
                     });
}

MaybeReason DenyByRole(const auth::v1::Access& access, const Caller& caller) {
  if (caller.IsPeer()) {
    if (HasPeer(access, caller.peer)) return std::nullopt;
    return "PEER_NOT_ALLOWED";
  }
  if (access.roles().empty()) return "PEERS_ONLY";
  for (const auth::v1::Role role : caller.roles) {
    if (LetsIn(access, role)) return std::nullopt;
  }
  return "ROLE_NOT_ALLOWED";
}

MaybeReason DenyByScope(const auth::v1::Access& access, const Caller& caller,
                        absl::Span<const NamedField> fields) {
  if (caller.IsPeer()) return std::nullopt;
  if (access.scope() == auth::v1::SCOPE_DEPLOYMENT) {
    if (caller.county.empty()) return std::nullopt;
    return "COUNTY_NOT_ALLOWED";
  }
  if (IsOperatorOfAll(access, caller)) return std::nullopt;
  MaybeReason reason = DenyByCounty(caller, fields);
  if (!reason.has_value() && access.scope() == auth::v1::SCOPE_FACILITY) {
    reason = DenyByFacility(access, caller, fields);
  }
  return reason;
}

absl::Status Denied(std::string_view reason, const Caller& caller) {
  Error error;
  error.code = absl::StatusCode::kPermissionDenied;
  error.reason = reason;
  error.metadata = {{"subject", caller.subject}};
  return ToStatus(error);
}

}  // namespace epiledger::rpc
