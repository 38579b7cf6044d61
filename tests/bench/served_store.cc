#include "tests/bench/served_store.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "services/host/host_messages.h"
#include "services/host/log.h"
#include "services/rpc/channel.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::bench {
namespace {

// As deploy/mariadb says, where the tests' own server has less: with a small
// log of its own a server that writes gigabytes stands still now and then.
constexpr char kAsDeployed[] =
    "SET GLOBAL innodb_buffer_pool_size = 1073741824, "
    "GLOBAL innodb_log_file_size = 1073741824";

constexpr size_t kQueue = 100'000;

std::string UrlOf(const ServedOptions& options, const std::string& folder) {
  if (!options.url.empty()) return options.url;
  return NewStoreUrl(options.engine, options.service, folder);
}

}  // namespace

void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  (void)std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::abort();
}

std::string NewStoreUrl(Engine engine, const std::string& service,
                        const std::string& folder) {
  if (engine == Engine::kSqlite) return Concat("sqlite:", folder, "/", service);
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  OrDie(server.Administer(kAsDeployed).status());
  return server.SocketUrl(OrDie(server.NewSchema()));
}

ServedStore::ServedStore(const ServedOptions& options)
    : options_(options),
      url_(OrDie(storage::ParseStoreUrl(UrlOf(options, folder_.path())))) {
  storage::StoreOptions store;
  store.max_connections = options.connections;
  store_ = OrDie(storage::Store::Open(url_, store));
  books_ =
      OrDie(book::Books::Open(*store_, clock_, {.service = options.service}));
  page_tokens_ = std::make_unique<rpc::PageTokens>("bench bench bench bench!");
  pool_ = std::make_unique<rpc::WorkerPool>(options.threads, kQueue);
}

ServedStore::~ServedStore() {
  if (server_ != nullptr) server_->Drain(absl::Seconds(5));
}

void ServedStore::Serve(rpc::MethodTable methods) {
  auto messages = std::make_shared<rpc::MessageCatalogue>();
  messages->Add(host::HostMessages());
  messages->Add(options_.messages);
  rpc::ServerOptions server;
  server.tls = pki_.Service(options_.service);
  server.tokens = pki_.Verifier(&clock_);
  server.messages = std::move(messages);
  server.clock = &clock_;
  server.fault_sink = host::LogFault;
  rpc::ServerTables tables;
  tables.methods = std::move(methods);
  server_ = OrDie(rpc::Server::Start(std::move(server), std::move(tables)));
}

std::shared_ptr<grpc::Channel> ServedStore::Connect() {
  rpc::ChannelOptions options;
  options.target = Concat("127.0.0.1:", server_->port());
  options.tls = pki_.Service("edge");
  options.own_connection = true;
  return OrDie(rpc::OpenChannel(options));
}

}  // namespace epiledger::bench
