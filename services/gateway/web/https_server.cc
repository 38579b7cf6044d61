#include "services/gateway/web/https_server.h"

#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "services/gateway/web/connection.h"
#include "services/gateway/web/http_session.h"
#include "services/gateway/web/web_service.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

class BeastServer final : public HttpsServer {
 public:
  BeastServer(TlsContext tls, bool is_behind_proxy, WebContent content)
      : tls_(std::move(tls)),
        gate_(limits::kMaxWebConnections),
        work_(io_.get_executor()),
        acceptor_(io_),
        pause_(io_) {
    service_.pages = std::move(content.pages);
    service_.open = std::move(content.open);
    service_.messages = std::move(content.messages);
    service_.is_behind_proxy = is_behind_proxy;
  }

  ~BeastServer() override {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Listen(const std::string& host, int port) {
    error_code error;
    tcp::resolver resolver(io_);
    const auto found =
        resolver.resolve(host, Concat(port), tcp::resolver::passive, error);
    if (!error && found.empty()) error = boost::asio::error::host_not_found;
    if (!error) Open(found.begin()->endpoint(), error);
    if (error) {
      return absl::UnavailableError(
          Concat("cannot listen on ", host, ":", port, ": ", error.message()));
    }
    port_ = acceptor_.local_endpoint(error).port();
    Accept();
    thread_ = std::thread([this] { io_.run(); });
    return absl::OkStatus();
  }

  int port() const override { return port_; }

  void StopTaking() override {
    Do([this] {
      service_.is_stopping = true;
      error_code ignored;
      acceptor_.close(ignored);
      pause_.cancel();
    });
  }

  void Drain(absl::Time give_up) override {
    StopTaking();
    Do([this] { service_.is_closed = true; });
    while (service_.answering.inside() > 0 && absl::Now() < give_up) {
      absl::SleepFor(absl::Milliseconds(1));
    }
  }

 private:
  // On the server's thread; returns when it is done.
  void Do(const std::function<void()>& action) {
    std::promise<void> done;
    boost::asio::post(io_, [&] {
      action();
      done.set_value();
    });
    done.get_future().wait();
  }

  void Open(const tcp::endpoint& endpoint, error_code& error) {
    acceptor_.open(endpoint.protocol(), error);
    if (!error) {
      acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    }
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) {
      acceptor_.listen(boost::asio::socket_base::max_listen_connections, error);
    }
  }

  void Accept() {
    acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
      if (service_.is_stopping) return;
      // Out of descriptors, mostly: a port that is deaf from then on would be
      // worse than a pause.
      if (error) return AcceptAfterPause();
      rpc::CallGate::Place place = gate_.Enter();
      if (place != nullptr) {
        auto connection = std::make_shared<Connection>(
            std::move(socket), tls_.Get(), std::move(place));
        std::make_shared<HttpSession>(std::move(connection), service_)->Start();
      }
      Accept();
    });
  }

  void AcceptAfterPause() {
    pause_.expires_after(absl::ToChronoMilliseconds(limits::kWebAcceptPause));
    pause_.async_wait([this](const error_code& error) {
      if (!error && !service_.is_stopping) Accept();
    });
  }

  TlsContext tls_;
  WebService service_;
  rpc::CallGate gate_;
  // After what sessions use: it holds them.
  boost::asio::io_context io_{1};
  // It runs though there is nothing to do.
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type>
      work_;
  tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::thread thread_;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HttpsServer>> HttpsServer::Start(
    const HttpsOptions& options, WebContent content) {
  auto tls = TlsContext::Open(options.tls, options.require_client_certificate);
  if (!tls.ok()) return tls.status();
  auto server = std::make_unique<BeastServer>(
      *std::move(tls), options.is_behind_proxy, std::move(content));
  const absl::Status listening = server->Listen(options.host, options.port);
  if (!listening.ok()) return listening;
  return server;
}

}  // namespace epiledger::gateway
