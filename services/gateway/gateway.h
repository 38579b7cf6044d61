// Gateway: the one public address, from its connections to the services to its
// port.
#ifndef EPILEDGER_SERVICES_GATEWAY_GATEWAY_H_
#define EPILEDGER_SERVICES_GATEWAY_GATEWAY_H_

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/clock.h"
#include "services/gateway/bulletin/docx.h"
#include "services/gateway/denial_reporter.h"
#include "services/gateway/feeds.h"
#include "services/gateway/overview_watch.h"
#include "services/gateway/picture_saver.h"
#include "services/gateway/source.h"
#include "services/gateway/upstream.h"
#include "services/gateway/web/https_server.h"
#include "services/gateway/web/site.h"
#include "services/host/repeated.h"
#include "services/host/revocations.h"
#include "services/metrics/exposer.h"
#include "services/metrics/readings.h"
#include "services/rpc/server.h"
#include "services/rpc/tls.h"
#include "services/rpc/token.h"
#include "services/rpc/worker_pool.h"

namespace epiledger::gateway {

struct GatewayOptions {
  // Host and port; port 0 takes a free one. Anything but loopback needs one of
  // the two switches below, since the port must not face the world as it is.
  std::string listen = "127.0.0.1:0";
  // A proxy that persons cannot go around stands before the port.
  bool behind_proxy = false;
  // Refuse connections without a certificate of the CA.
  bool require_client_certificate = false;
  // For browsers, on the same host: the console, the page of headquarters, and
  // all methods by gRPC-Web; 0 takes a free one, below 0: none.
  int https_port = -1;
  // The built console; empty: none is served.
  std::string console_folder;
  // Codes of sign-in links, see SignInLinks; empty: there are none.
  std::string sign_in_folder;
  // The program that makes DOCX; where it is not there, none is made.
  std::string pandoc = "/usr/bin/pandoc";

  // CA of all services, certificate and key of the public port.
  rpc::TlsFiles tls;
  // The certificates that calls are forwarded with and that the gateway asks
  // with; their `ca` is that of `tls`.
  rpc::TlsFiles edge;
  rpc::TlsFiles gateway;

  // As in host::ProcessOptions.
  std::string token_keys;
  std::string token_issuer = "epiledger";
  std::string token_audience = "epiledger";

  // Host and port of each service, by source.
  std::array<std::string, kSourceCount> services;
  // A folder for the last pictures and revocations; made when it is not there.
  std::string cache_folder;
  // Ids of counties whose pictures are kept from the start.
  std::vector<std::string> counties;
  bool reflection = false;
  // Where the figures are read; no port unless one is named.
  metrics::ExposerOptions metrics;
};

class Gateway {
 public:
  // Begins the feeds and serves; services that are down do not keep it from
  // starting. Errors name the file, setting or address. `clock` must outlive
  // the gateway.
  static absl::StatusOr<std::unique_ptr<Gateway>> Start(
      const GatewayOptions& options, const Clock& clock);

  // Drains without waiting, and writes the last pictures.
  ~Gateway();

  // Takes no new call, and lets those in flight end within `grace`.
  void Drain(absl::Duration grace);

  [[nodiscard]] int port() const { return server_->port(); }
  // For browsers; 0 where there is none.
  [[nodiscard]] int https_port() const {
    return web_ == nullptr ? 0 : web_->port();
  }
  [[nodiscard]] Feeds& feeds() { return *feeds_; }
  [[nodiscard]] rpc::Server& server() { return *server_; }

  // Adds the figures of calls, feeds, keys and the cache folder. Thread-safe.
  void AddFigures(metrics::Readings& readings) const;

 private:
  Gateway() = default;

  absl::Status Connect(const GatewayOptions& options, const Clock& clock);
  absl::Status BeginFeeds(const GatewayOptions& options, const Clock& clock);
  absl::Status Serve(const GatewayOptions& options, const Clock& clock);
  absl::Status ServeBrowsers(const GatewayOptions& options, const Clock& clock);
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const Site>> MakeSite(
      const GatewayOptions& options, const Clock& clock);
  absl::Status AddOwnMethods(const GatewayOptions& options, const Clock& clock,
                             rpc::ServerTables& tables);
  [[nodiscard]] Upstreams upstreams() const;

  GatewayOptions options_;
  const Clock* clock_ = nullptr;
  // In the order they depend on each other: destroyed from the last.
  std::array<std::unique_ptr<Upstream>, kSourceCount> upstreams_;
  std::shared_ptr<rpc::TokenVerifier> tokens_;
  std::unique_ptr<host::RevocationFollower> revocations_;
  std::unique_ptr<Feeds> feeds_;
  std::unique_ptr<PictureSaver> saver_;
  std::unique_ptr<OverviewWatch> watch_;
  std::unique_ptr<DenialReporter> denials_;
  std::unique_ptr<Pandoc> pandoc_;
  std::unique_ptr<rpc::WorkerPool> workers_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<HttpsServer> web_;
  std::optional<host::Repeated> sweeps_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_GATEWAY_H_
