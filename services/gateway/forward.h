// Forwarding: the methods of the services, served under the gateway's address
// and passed on unjudged, byte for byte. They stand in the server's table, so
// that reflection lists them.
#ifndef EPILEDGER_SERVICES_GATEWAY_FORWARD_H_
#define EPILEDGER_SERVICES_GATEWAY_FORWARD_H_

#include <array>
#include <functional>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/source.h"
#include "services/gateway/upstream.h"
#include "services/rpc/messages.h"
#include "services/rpc/raw_method.h"

namespace epiledger::gateway {

using Upstreams = std::array<Upstream*, kSourceCount>;

struct ForwardOptions {
  // Outlive the server.
  Upstreams upstreams;
  std::shared_ptr<const rpc::MessageCatalogue> messages;
  // Called when a service has accepted a write for `county`, an id, before the
  // caller is answered; must not block.
  std::function<void(SourceId source, std::string_view county)> on_write;
};

// Every method of every service behind the gateway. JournalService, which each
// of them has, is routed by the book or the service that the request names;
// what names none goes to the first service, which says what is wrong with it.
// UNIMPLEMENTED, naming the method, when one of them streams.
[[nodiscard]] absl::StatusOr<rpc::RawMethodTable> ForwardingTable(
    const ForwardOptions& options);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FORWARD_H_
