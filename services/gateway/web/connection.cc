#include "services/gateway/web/connection.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "boost/asio/write.hpp"
#include "services/gateway/web/web_limits.h"
#include "services/limits.h"

namespace epiledger::gateway {
namespace {

// Of the next request, which a browser does not send before it has the answer.
constexpr size_t kReadAheadBytes = 1'024;

}  // namespace

Connection::Connection(boost::asio::ip::tcp::socket socket,
                       TlsContext::Shared tls, rpc::CallGate::Place place)
    : place_(std::move(place)),
      tls_(std::move(tls)),
      stream_(std::move(socket), *tls_),
      timer_(stream_.get_executor()),
      buffer_(2 * limits::kMaxWebHeaderBytes) {
  Error ignored;
  auto& tcp = stream_.next_layer();
  // An answer's message and its trailers are written one after the other.
  tcp.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  const auto peer = tcp.remote_endpoint(ignored);
  if (!ignored) address_ = peer.address().to_string();
}

void Connection::Begin(std::function<void()> then) {
  Allow(limits::kWebRequestTime);
  stream_.async_handshake(
      boost::asio::ssl::stream_base::server,
      [self = shared_from_this(), then = std::move(then)](const Error& error) {
        if (!error) then();
      });
}

void Connection::Allow(absl::Duration time) {
  timer_.expires_after(absl::ToChronoMilliseconds(time));
  // Weak: the end of a connection does not wait for its timer.
  timer_.async_wait([weak = weak_from_this()](const Error& error) {
    const std::shared_ptr<Connection> self = weak.lock();
    if (error || self == nullptr) return;
    // Allowed anew in the moment it ended.
    if (self->timer_.expiry() > std::chrono::steady_clock::now()) return;
    self->Cut();
  });
}

void Connection::Write(const Buffers& buffers,
                       std::function<void(bool ok)> then) {
  Allow(limits::kWebAnswerTime);
  boost::asio::async_write(
      stream_, buffers,
      [this, next = limits::kWebPieceBytes](const Error& error,
                                            size_t written) mutable -> size_t {
        if (error) return 0;
        if (written >= next) {
          next = written + limits::kWebPieceBytes;
          Allow(limits::kWebAnswerTime);
        }
        return limits::kWebPieceBytes;
      },
      [self = shared_from_this(), then = std::move(then)](
          const Error& error, size_t) { then(!error); });
}

void Connection::Watch(std::function<void()> gone) {
  const size_t room =
      std::min(kReadAheadBytes, buffer_.max_size() - buffer_.size());
  // It has sent more already: that it goes is seen when it is answered.
  if (room == 0) return;
  const auto watched = std::make_shared<Watched>();
  watched->gone = std::move(gone);
  watched_ = watched;
  stream_.async_read_some(
      buffer_.prepare(room),
      [self = shared_from_this(), watched](const Error& error, size_t bytes) {
        self->OnWatched(*watched, error, bytes);
      });
}

void Connection::OnWatched(const Watched& watched, const Error& error,
                           size_t bytes) {
  watched_.reset();
  buffer_.commit(bytes);
  if (error && watched.gone) watched.gone();
  if (!error && watched.next) watched.next();
}

void Connection::EndWatch(std::function<void()> then) {
  const std::shared_ptr<Watched> watched = watched_.lock();
  if (watched == nullptr) return then();
  watched->gone = nullptr;
  watched->next = std::move(then);
}

void Connection::End() {
  EndWatch([] {});
  Allow(limits::kWebRequestTime);
  stream_.async_shutdown([self = shared_from_this()](const Error&) {
    Error ignored;
    self->stream_.next_layer().shutdown(
        boost::asio::ip::tcp::socket::shutdown_send, ignored);
    self->buffer_.clear();
    self->Discard();
  });
}

void Connection::Cut() {
  Error ignored;
  stream_.next_layer().close(ignored);
}

void Connection::Discard() {
  stream_.next_layer().async_read_some(
      buffer_.prepare(kReadAheadBytes),
      [self = shared_from_this()](const Error& error, size_t) {
        if (!error) self->Discard();
      });
}

}  // namespace epiledger::gateway
