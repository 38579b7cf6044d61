// TlsContext: the public certificate for HTTPS, read anew every
// limits::kCertificateRefresh, so that a renewed one needs no restart.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_TLS_CONTEXT_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_TLS_CONTEXT_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "boost/asio/ssl/context.hpp"
#include "services/rpc/tls.h"

namespace epiledger::gateway {

// Not thread-safe.
class TlsContext {
 public:
  using Shared = std::shared_ptr<boost::asio::ssl::context>;

  // As CheckTlsFiles. With `require_client_certificate` browsers must have one
  // of the CA.
  [[nodiscard]] static absl::StatusOr<TlsContext> Open(
      rpc::TlsFiles files, bool require_client_certificate);

  // For a new connection. Files that cannot be used any more leave the context
  // as it was.
  [[nodiscard]] Shared Get();

 private:
  TlsContext(rpc::TlsFiles files, bool require_client_certificate,
             Shared context);

  rpc::TlsFiles files_;
  bool require_client_certificate_;
  Shared context_;
  absl::Time read_at_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_TLS_CONTEXT_H_
