// HttpsServer: HTTP/1.1 over TLS, asynchronous, on one thread of its own, with
// bounds on connections, header size and time (limits.h, web).
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/gateway/web/web_answer.h"
#include "services/rpc/tls.h"

namespace epiledger::gateway {

struct HttpsOptions {
  // Host, a name or an address, and port; port 0 takes a free one.
  std::string host;
  int port = 0;
  rpc::TlsFiles tls;
  // Refuse connections without a certificate of the CA.
  bool require_client_certificate = false;
};

// Threads: all functions may be called from any thread.
class HttpsServer {
 public:
  // Serves at once. Errors as CheckTlsFiles, and UNAVAILABLE when the address
  // cannot be listened on.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<HttpsServer>> Start(
      const HttpsOptions& options, WebHandler handler);

  // Cuts off what is under way. Every request that was handed to `handler` must
  // have been answered, or never be.
  virtual ~HttpsServer() = default;

  [[nodiscard]] virtual int port() const = 0;

  // Takes no new connection, and no new request on those there are. Returns
  // when that is so.
  virtual void StopTaking() = 0;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_
