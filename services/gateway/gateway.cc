#include "services/gateway/gateway.h"

#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"
#include "services/gateway/bulletin_service.h"
#include "services/gateway/command_service.h"
#include "services/gateway/forward.h"
#include "services/gateway/gateway_errors.h"
#include "services/gateway/headquarters_service.h"
#include "services/gateway/patient_use_service.h"
#include "services/gateway/picture_file.h"
#include "services/gateway/trace_service.h"
#include "services/gateway/web/console_files.h"
#include "services/gateway/web/sign_in.h"
#include "services/gateway/web/sign_in_links.h"
#include "services/host/host_messages.h"
#include "services/host/log.h"
#include "services/limits.h"
#include "services/metrics/call_figures.h"
#include "services/metrics/key_figures.h"
#include "services/rpc/names.h"
#include "services/rpc/page_token.h"
#include "services/rpc/secret.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr std::string_view kLoopback[] = {"127.", "localhost:", "[::1]:"};

std::shared_ptr<const rpc::MessageCatalogue> Catalogue() {
  auto catalogue = std::make_shared<rpc::MessageCatalogue>();
  catalogue->Add(host::HostMessages());
  catalogue->Add(GatewayMessages());
  return catalogue;
}

absl::Status CheckAddress(const GatewayOptions& options) {
  if (options.behind_proxy || options.require_client_certificate) {
    return absl::OkStatus();
  }
  for (const std::string_view loopback : kLoopback) {
    if (options.listen.starts_with(loopback)) return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      Concat(options.listen,
             " is not loopback: say --behind-proxy or "
             "--require-client-certificate"));
}

// `::1` of `[::1]:8440`.
std::string HostOf(const std::string& address) {
  std::string host = address.substr(0, address.rfind(':'));
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return host;
}

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      Concat("cannot make the folder ", folder, ": ", error.message()));
}

// What an earlier run left of a county, or nothing.
Parts LoadOrNothing(const std::string& folder, std::string_view county) {
  absl::StatusOr<Parts> parts = LoadPicture(folder, county);
  if (parts.ok()) return *std::move(parts);
  if (!absl::IsNotFound(parts.status())) {
    host::LogError(std::string(parts.status().message()));
  }
  return {};
}

}  // namespace

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(
    const GatewayOptions& options, const Clock& clock) {
  absl::Status status = CheckAddress(options);
  if (status.ok()) status = MakeFolder(options.cache_folder);
  std::unique_ptr<Gateway> gateway(new Gateway());
  gateway->options_ = options;
  gateway->clock_ = &clock;
  if (status.ok()) status = gateway->Connect(options, clock);
  if (status.ok()) status = gateway->BeginFeeds(options, clock);
  if (status.ok()) status = gateway->Serve(options, clock);
  if (status.ok()) status = gateway->ServeBrowsers(options, clock);
  if (!status.ok()) return status;
  return gateway;
}

Gateway::~Gateway() { Drain(absl::ZeroDuration()); }

void Gateway::AddFigures(metrics::Readings& readings) const {
  // It serves what it has whichever service is down.
  readings.AddCount(metrics::Figure::kReady, 1);
  metrics::AddCalls(server_->counts(), readings);
  metrics::AddDisk(options_.cache_folder, readings);
  const absl::Time now = clock_->Now();
  metrics::AddOwnCertificates(options_.tls, now, readings);
  metrics::AddCertificate(options_.edge.certificate, "edge", now, readings);
  metrics::AddCertificate(options_.gateway.certificate, "gateway", now,
                          readings);
  metrics::AddTokenKeys(options_.token_keys, now, readings);
  revocations_->AddFigures(readings);
  const auto ages = feeds_->Ages();
  if (!ages.has_value()) return;
  for (const SourceId source : kSourceIds) {
    readings.AddAge((*ages)[Index(source)], SourceOf(source).name);
  }
}

void Gateway::Drain(absl::Duration grace) {
  const absl::Time end = absl::Now() + grace;
  // What browsers asked for is answered by the server, and then goes out.
  if (web_ != nullptr) web_->StopTaking();
  if (server_ != nullptr) server_->Drain(grace);
  if (web_ != nullptr) web_->Drain(end);
}

Upstreams Gateway::upstreams() const {
  Upstreams upstreams{};
  for (const SourceId source : kSourceIds) {
    upstreams[Index(source)] = upstreams_[Index(source)].get();
  }
  return upstreams;
}

absl::Status Gateway::Connect(const GatewayOptions& options,
                              const Clock& clock) {
  for (const SourceId source : kSourceIds) {
    auto upstream = Upstream::Open({std::string(SourceOf(source).name),
                                    options.services[Index(source)],
                                    options.edge, options.gateway});
    if (!upstream.ok()) return upstream.status();
    upstreams_[Index(source)] = *std::move(upstream);
  }
  auto tokens = rpc::TokenVerifier::Create({.keys = options.token_keys,
                                            .issuer = options.token_issuer,
                                            .audience = options.token_audience,
                                            .clock = &clock});
  if (!tokens.ok()) return tokens.status();
  tokens_ = *std::move(tokens);
  revocations_ = std::make_unique<host::RevocationFollower>(
      host::AskReadiness(
          upstreams_[Index(SourceId::kReadiness)]->gateway_channel()),
      *tokens_, clock, options.cache_folder + "/revocations");
  return absl::OkStatus();
}

absl::Status Gateway::BeginFeeds(const GatewayOptions& options,
                                 const Clock& clock) {
  feeds_ = std::make_unique<Feeds>(
      upstreams(),
      [folder = options.cache_folder](std::string_view county) {
        return LoadOrNothing(folder, county);
      },
      clock);
  std::vector<std::string> counties = options.counties;
  for (std::string& known : ListPictures(options.cache_folder)) {
    counties.push_back(std::move(known));
  }
  for (const std::string& county : counties) {
    if (!rpc::IsId(county)) {
      return absl::InvalidArgumentError(
          Concat("`", county, "` is no id of a county"));
    }
    feeds_->Watch(county);
  }
  saver_ = std::make_unique<PictureSaver>(options.cache_folder, *feeds_);
  watch_ = std::make_unique<OverviewWatch>(*feeds_, *tokens_, clock);
  return absl::OkStatus();
}

absl::Status Gateway::AddOwnMethods(const GatewayOptions& options,
                                    const Clock& clock,
                                    rpc::ServerTables& tables) {
  auto page_key = rpc::LoadOrCreateSecret(options.cache_folder + "/page.key");
  if (!page_key.ok()) return page_key.status();
  pandoc_ = std::make_unique<Pandoc>(options.pandoc);
  workers_ = std::make_unique<rpc::WorkerPool>(limits::kBulletinThreads,
                                               limits::kMaxQueuedBulletins);
  const CommandBackend command{upstreams(), feeds_.get(), &clock};
  BulletinBackend bulletins{command, workers_.get(), pandoc_.get(), {}, {}};
  bulletins.on_write = [feeds = feeds_.get()](std::string_view county) {
    feeds->Wake(SourceId::kReadiness, county);
  };
  bulletins.log = [](std::string_view line) { host::LogError(line); };
  tables.methods = CommandMethods(command);
  const HeadquartersBackend headquarters{
      command, watch_.get(),
      std::make_shared<const rpc::PageTokens>(*std::move(page_key))};
  tables.streams = HeadquartersStreams(headquarters);
  for (rpc::MethodTable table :
       {HeadquartersMethods(headquarters), TraceMethods(upstreams()),
        PatientUseMethods(upstreams())}) {
    tables.methods.insert(tables.methods.end(),
                          std::make_move_iterator(table.begin()),
                          std::make_move_iterator(table.end()));
  }
  tables.persons = BulletinMethods(bulletins);
  return absl::OkStatus();
}

absl::Status Gateway::Serve(const GatewayOptions& options, const Clock& clock) {
  const std::shared_ptr<const rpc::MessageCatalogue> messages = Catalogue();
  rpc::ServerTables tables;
  if (absl::Status status = AddOwnMethods(options, clock, tables);
      !status.ok()) {
    return status;
  }
  auto forwarded = ForwardingTable(
      {upstreams(), messages,
       [feeds = feeds_.get()](SourceId source, std::string_view county) {
         feeds->Wake(source, county);
       }});
  if (!forwarded.ok()) return forwarded.status();
  tables.raw = *std::move(forwarded);

  rpc::ServerOptions server_options;
  server_options.address = options.listen;
  server_options.tls = options.tls;
  server_options.callers = rpc::Callers::kPeople;
  server_options.require_client_certificate =
      options.require_client_certificate;
  server_options.tokens = tokens_;
  server_options.messages = messages;
  server_options.clock = &clock;
  denials_ = std::make_unique<DenialReporter>(
      *upstreams_[Index(SourceId::kReadiness)]);
  server_options.denial_sink = [this](const rpc::Denial& denial) {
    denials_->Report(denial);
  };
  server_options.fault_sink = &host::LogFault;
  server_options.reflection = options.reflection;
  auto server =
      rpc::Server::Start(std::move(server_options), std::move(tables));
  if (!server.ok()) return server.status();
  server_ = *std::move(server);
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Site>> Gateway::MakeSite(
    const GatewayOptions& options, const Clock& clock) {
  std::optional<ConsoleFiles> console;
  if (!options.console_folder.empty()) {
    auto files = ConsoleFiles::Read(options.console_folder);
    if (!files.ok()) return files.status();
    console = *std::move(files);
  }
  std::optional<SignInLinks> links;
  if (!options.sign_in_folder.empty()) {
    auto folder = SignInLinks::Open(options.sign_in_folder, clock);
    if (!folder.ok()) return folder.status();
    links = *std::move(folder);
    sweeps_.emplace(limits::kSignInSweep, [links = *links] { links.Sweep(); });
  }
  return std::make_shared<const Site>(
      [server = server_.get()](const rpc::InsideCall& call,
                               rpc::InsideCalls::Done done) {
        server->CallInside(call, std::move(done));
      },
      std::move(console),
      std::make_unique<SignIn>(std::move(links), Catalogue(), clock));
}

absl::Status Gateway::ServeBrowsers(const GatewayOptions& options,
                                    const Clock& clock) {
  if (options.https_port < 0) return absl::OkStatus();
  HttpsOptions https;
  https.host = HostOf(options.listen);
  https.port = options.https_port;
  https.tls = options.tls;
  https.require_client_certificate = options.require_client_certificate;
  https.is_behind_proxy = options.behind_proxy;
  auto site = MakeSite(options, clock);
  if (!site.ok()) return site.status();
  WebContent content;
  content.pages = [site = *std::move(site)](const WebRequest& request,
                                            WebRespond respond) {
    site->Answer(request, std::move(respond));
  };
  content.open = [server = server_.get()](
                     const rpc::InsideCall& call,
                     std::shared_ptr<rpc::InsideReader> reader) {
    return server->OpenInside(call, std::move(reader));
  };
  content.messages = Catalogue();
  auto web = HttpsServer::Start(https, std::move(content));
  if (!web.ok()) return web.status();
  web_ = *std::move(web);
  return absl::OkStatus();
}

}  // namespace epiledger::gateway
