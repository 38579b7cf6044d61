// HttpSession: one connection of a browser, from the handshake to its end.
//
// Lives as long as something of it is under way; all of it runs on the server's
// thread.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_

#include <memory>
#include <optional>

#include "absl/time/time.h"
#include "boost/asio/ip/tcp.hpp"
#include "boost/beast/core.hpp"
#include "boost/beast/http.hpp"
#include "boost/beast/ssl.hpp"
#include "services/gateway/web/tls_context.h"
#include "services/gateway/web/web_answer.h"
#include "services/rpc/call_gate.h"

namespace epiledger::gateway {

// What sessions share; outlives them.
struct WebService {
  WebHandler handler;
  // No request is taken any more.
  bool is_stopping = false;
};

class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(boost::asio::ip::tcp::socket socket, TlsContext::Shared tls,
              const WebService& service, rpc::CallGate::Place place);

  void Start();

 private:
  using Error = boost::beast::error_code;
  using Body = boost::beast::http::string_body;

  // Reads a request's headers within `time`.
  void Read(absl::Duration time);
  void OnHeaders(const Error& error);
  void Answer();
  // A request that cannot be read: said, and the connection ends.
  void Reject(boost::beast::http::status status);
  void Write(const WebAnswer& answer, bool keep);
  void End();
  // Everything that is waited for ends after `time`.
  void Allow(absl::Duration time);

  // First, so that it goes last.
  const rpc::CallGate::Place place_;
  const WebService& service_;
  const TlsContext::Shared tls_;
  boost::beast::ssl_stream<boost::beast::tcp_stream> stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<
      boost::beast::http::request_parser<boost::beast::http::empty_body>>
      parser_;
  boost::beast::http::response<Body> response_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_
