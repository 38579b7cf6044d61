// Connection: a browser's connection over TLS, with one end for everything it
// waits for.
//
// All of it runs on the server's thread; it lives as long as something of it is
// under way.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_CONNECTION_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_CONNECTION_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "boost/asio/buffer.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/beast/core.hpp"
#include "boost/beast/ssl.hpp"
#include "services/gateway/web/tls_context.h"
#include "services/rpc/call_gate.h"

namespace epiledger::gateway {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Error = boost::beast::error_code;
  using Stream = boost::beast::ssl_stream<boost::asio::ip::tcp::socket>;
  using Buffers = std::vector<boost::asio::const_buffer>;

  Connection(boost::asio::ip::tcp::socket socket, TlsContext::Shared tls,
             rpc::CallGate::Place place);

  // What the connection is read with.
  [[nodiscard]] Stream& stream() { return stream_; }
  [[nodiscard]] boost::beast::flat_buffer& buffer() { return buffer_; }
  // The browser's, or that of a proxy before it.
  [[nodiscard]] const std::string& address() const { return address_; }

  // The handshake, within limits::kWebRequestTime; `then` unless it fails.
  void Begin(std::function<void()> then);

  // Everything is cut off after `time`, unless it is allowed anew.
  void Allow(absl::Duration time);
  void AllowForever() { timer_.cancel(); }

  // Writes what the caller keeps until `then`, within limits::kWebAnswerTime
  // for each limits::kWebPieceBytes of it. One at a time.
  void Write(const Buffers& buffers, std::function<void(bool ok)> then);

  // Reads ahead while a request is being answered: `gone` is called when the
  // browser has closed the connection.
  void Watch(std::function<void()> gone);
  // Ends it: `then` is called when the browser sends more, at once where it
  // already has, and never when it is gone.
  void EndWatch(std::function<void()> then);

  // Says goodbye, and closes.
  void End();
  // Closes without a word: what is under way fails.
  void Cut();

 private:
  // What is done when Watch has read; belongs to the read under way, so that
  // nothing holds itself when that is given up.
  struct Watched {
    std::function<void()> gone;
    std::function<void()> next;
  };

  void OnWatched(const Watched& watched, const Error& error, size_t bytes);
  // Reads what nobody wants any more: closed while it is on its way, a
  // connection would take the answer with it.
  void Discard();

  // First, so that it goes last.
  const rpc::CallGate::Place place_;
  const TlsContext::Shared tls_;
  Stream stream_;
  boost::asio::steady_timer timer_;
  boost::beast::flat_buffer buffer_;
  std::string address_;
  // Nothing while Watch does not read.
  std::weak_ptr<Watched> watched_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_CONNECTION_H_
