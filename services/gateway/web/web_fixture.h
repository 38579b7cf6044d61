// WebFixture: the gateway's HTTPS port before three real services, and browsers
// that ask it. For tests.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_WEB_FIXTURE_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_WEB_FIXTURE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/ssl.hpp"
#include "boost/beast/core.hpp"
#include "boost/beast/http.hpp"
#include "services/gateway/gateway_fixture.h"

namespace epiledger::gateway {

// One connection of a browser; the certificate is checked. Not thread-safe.
class Browser {
 public:
  using Request = boost::beast::http::request<boost::beast::http::string_body>;
  using Response =
      boost::beast::http::response<boost::beast::http::string_body>;

  Browser(const boost::asio::ip::tcp::endpoint& endpoint,
          const std::string& ca);

  // False when the connection is closed.
  bool Send(const Request& request);
  // The next answer as a whole; nothing when the connection is closed.
  std::optional<Response> Receive();

  // The next `bytes` of what comes, as they are; fewer when it is closed.
  std::string ReadRaw(size_t bytes);
  // Whether nothing comes any more, now or within some seconds.
  bool IsClosed();
  void Close();

 private:
  boost::asio::io_context io_;
  boost::asio::ssl::context tls_;
  boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream_;
  boost::beast::flat_buffer buffer_;
};

// What a gRPC-Web answer says.
struct WebCallAnswer {
  // Of HTTP.
  int http_status = 0;
  std::vector<std::string> messages;
  // Of the last frame, as they are written.
  std::map<std::string, std::string> trailers;

  [[nodiscard]] std::string Status() const;
  // The message in words, and the details in bytes.
  [[nodiscard]] std::string Text() const;
  [[nodiscard]] std::string Details() const;
  // The reason and one figure of the details; empty where there is none.
  [[nodiscard]] std::string Reason() const;
};

// The frame of a request.
[[nodiscard]] std::string FrameOf(const std::string& message, char flags = 0);

// The frames of an answer's body.
[[nodiscard]] WebCallAnswer ReadFrames(const Browser::Response& response);

class WebFixture : public GatewayFixture {
 protected:
  using Request = Browser::Request;
  using Response = Browser::Response;

  // Starts the gateway anew, with an HTTPS port.
  WebFixture();
  void Restart();

  [[nodiscard]] boost::asio::ip::tcp::endpoint Endpoint();
  [[nodiscard]] std::unique_ptr<Browser> Connect();
  // `https://localhost:8444`
  [[nodiscard]] std::string Origin();

  // A request as a page of this address makes it.
  [[nodiscard]] Request Ask(boost::beast::http::verb method,
                            const std::string& target);
  // A call of `path` with a body as it is.
  [[nodiscard]] Request WebCall(const std::string& path,
                                const std::string& body,
                                const std::string& token = "");

  // One request on a connection of its own.
  Response Send(Request request);
  Response Get(const std::string& target, const std::string& token = "");
  WebCallAnswer CallWeb(const std::string& path, const std::string& message,
                        const std::string& token = "");
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_WEB_FIXTURE_H_
