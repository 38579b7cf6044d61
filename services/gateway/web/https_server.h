// HttpsServer: HTTP/1.1 over TLS, asynchronous, on one thread of its own, with
// bounds on connections, sizes and time (limits.h, web). It serves pages, and
// the gateway's methods by gRPC-Web.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/web/web_answer.h"
#include "services/gateway/web/web_service.h"
#include "services/rpc/messages.h"
#include "services/rpc/tls.h"

namespace epiledger::gateway {

struct HttpsOptions {
  // Host, a name or an address, and port; port 0 takes a free one.
  std::string host;
  int port = 0;
  rpc::TlsFiles tls;
  // Refuse connections without a certificate of the CA.
  bool require_client_certificate = false;
  // A proxy stands before the port, and says in `X-Forwarded-For` whom a
  // request comes from.
  bool is_behind_proxy = false;
};

// What is served.
struct WebContent {
  WebHandler pages;
  OpenInside open;
  // The texts of what is refused before a method is asked.
  std::shared_ptr<const rpc::MessageCatalogue> messages;
};

// Threads: all functions may be called from any thread.
class HttpsServer {
 public:
  // Serves at once. Errors as CheckTlsFiles, and UNAVAILABLE when the address
  // cannot be listened on.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<HttpsServer>> Start(
      const HttpsOptions& options, WebContent content);

  // Cuts off what is under way. Every request that was handed to `content` must
  // have been answered, or never be.
  virtual ~HttpsServer() = default;

  [[nodiscard]] virtual int port() const = 0;

  // Takes no new connection; those there are end with their next answer.
  // Returns when that is so.
  virtual void StopTaking() = 0;

  // Takes no new request either, and returns when all answers are out;
  // `give_up` at the latest.
  virtual void Drain(absl::Time give_up) = 0;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_HTTPS_SERVER_H_
