// What all connections of the HTTPS port share.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_WEB_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_WEB_SERVICE_H_

#include <functional>
#include <memory>

#include "services/gateway/web/byte_room.h"
#include "services/gateway/web/web_answer.h"
#include "services/gateway/web/web_limits.h"
#include "services/rpc/call_gate.h"
#include "services/rpc/inside_calls.h"
#include "services/rpc/inside_stream.h"
#include "services/rpc/messages.h"

namespace epiledger::gateway {

// Calls one of the gateway's own methods; see rpc::InsideCalls::Open.
using OpenInside = std::function<std::shared_ptr<rpc::InsideStream>(
    const rpc::InsideCall& call, std::shared_ptr<rpc::InsideReader> reader)>;

// Outlives the connections. Belongs to the server's thread, but for the counts.
struct WebService {
  // Pages, and whatever is no method.
  WebHandler pages;
  // Methods, by gRPC-Web.
  OpenInside open;
  // The texts of what is refused before a method is asked.
  std::shared_ptr<const rpc::MessageCatalogue> messages;
  // Whom requests come from is what a proxy says.
  bool is_behind_proxy = false;

  // Bodies that were not answered yet.
  ByteRoom bodies{limits::kMaxWebBodyBytes};
  // Requests whose answer is not out yet.
  rpc::CallGate answering{limits::kMaxWebConnections};
  // A connection ends with its answer.
  bool is_stopping = false;
  // No request is taken any more.
  bool is_closed = false;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_WEB_SERVICE_H_
