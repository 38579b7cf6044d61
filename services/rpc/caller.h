// Caller: who a call comes from, established before any handler runs.
#ifndef EPILEDGER_SERVICES_RPC_CALLER_H_
#define EPILEDGER_SERVICES_RPC_CALLER_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/auth/v1/access.pb.h"

namespace epiledger::rpc {

enum class Language { kEnglish, kChinese };

// A person (subject and roles from a token) or a peer service (from its
// certificate). Plain data; safe to copy.
struct Caller {
  // Opaque subject id; for a peer `service:funding` and the like.
  std::string subject;
  // The county of the token; empty for peers and for operators of all counties.
  std::string county;
  // The facility of the token, an id; empty where the person has none.
  std::string facility;
  std::vector<auth::v1::Role> roles;
  // PEER_UNSPECIFIED for a person.
  auth::v1::Peer peer = auth::v1::PEER_UNSPECIFIED;
  // Id of the token, for revocation; empty for a peer.
  std::string token_id;
  Language language = Language::kEnglish;

  [[nodiscard]] bool HasRole(auth::v1::Role role) const;
  [[nodiscard]] bool IsPeer() const {
    return peer != auth::v1::PEER_UNSPECIFIED;
  }
};

// What a handler knows about its call besides the request.
struct CallContext {
  Caller caller;
  // When the client stops waiting; never InfiniteFuture.
  absl::Time deadline;
  // When the call arrived, by the server's clock.
  absl::Time received;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_CALLER_H_
