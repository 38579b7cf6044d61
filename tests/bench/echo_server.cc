#include "tests/bench/echo_server.h"

#include <utility>

#include "services/host/host_messages.h"
#include "services/host/log.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

EchoServer::EchoServer(testing::TestPki& pki, const Clock& clock,
                       std::string answer) {
  auto messages = std::make_shared<rpc::MessageCatalogue>();
  messages->Add(host::HostMessages());
  rpc::ServerOptions options;
  options.tls = pki.Service("public");
  options.callers = rpc::Callers::kPeople;
  options.require_client_certificate = false;
  options.tokens = pki.Verifier(&clock);
  options.messages = std::move(messages);
  options.clock = &clock;
  options.fault_sink = host::LogFault;
  const auto bytes = std::make_shared<const std::string>(std::move(answer));
  const rpc::Handler echo =
      [bytes](const rpc::CallContext&,
              const std::shared_ptr<const google::protobuf::Message>&,
              rpc::Respond respond) { std::move(respond)(*bytes); };
  rpc::ServerTables tables;
  for (const char* method : {"GetOverview", "GetFacility"}) {
    tables.methods.push_back(
        {rpc::FindMethod("epiledger.command.v1.CommandService", method), echo});
  }
  server_ = OrDie(rpc::Server::Start(std::move(options), std::move(tables)));
}

}  // namespace epiledger::bench
