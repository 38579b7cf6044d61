// Identity: which service a client certificate stands for, by its URI SAN
// `spiffe://epiledger/{name}`.
#ifndef EPILEDGER_SERVICES_RPC_IDENTITY_H_
#define EPILEDGER_SERVICES_RPC_IDENTITY_H_

#include <optional>
#include <string>
#include <string_view>

#include "epiledger/auth/v1/access.pb.h"

namespace epiledger::rpc {

struct Identity {
  // The service that may call as itself; PEER_UNSPECIFIED for `edge`, behind
  // which there must be a person.
  auth::v1::Peer peer;
  // `funding` and the like.
  std::string_view name;
};

// The identity of a certificate with this URI, or nothing when no service of
// ours has it.
[[nodiscard]] std::optional<Identity> FindIdentity(std::string_view uri);

// `spiffe://epiledger/funding` and the like.
[[nodiscard]] std::string IdentityUri(std::string_view name);

// The subject of a service that calls as itself, `service:funding`.
[[nodiscard]] std::string PeerSubject(const Identity& identity);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_IDENTITY_H_
