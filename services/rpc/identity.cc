#include "services/rpc/identity.h"

#include <array>

namespace epiledger::rpc {
namespace {

constexpr std::string_view kUriPrefix = "spiffe://epiledger/";

constexpr std::array<Identity, 5> kIdentities = {{
    {auth::v1::PEER_UNSPECIFIED, "edge"},
    {auth::v1::PEER_GATEWAY, "gateway"},
    {auth::v1::PEER_FUNDING, "funding"},
    {auth::v1::PEER_SUPPLIES, "supplies"},
    {auth::v1::PEER_READINESS, "readiness"},
}};

}  // namespace

std::optional<Identity> FindIdentity(std::string_view uri) {
  if (uri.substr(0, kUriPrefix.size()) != kUriPrefix) return std::nullopt;
  uri.remove_prefix(kUriPrefix.size());
  for (const Identity& identity : kIdentities) {
    if (identity.name == uri) return identity;
  }
  return std::nullopt;
}

std::string IdentityUri(std::string_view name) {
  return std::string(kUriPrefix).append(name);
}

std::string PeerSubject(const Identity& identity) {
  return std::string("service:").append(identity.name);
}

}  // namespace epiledger::rpc
