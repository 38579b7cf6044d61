#include "services/gateway/web/http_session.h"

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "boost/asio/post.hpp"
#include "services/limits.h"

namespace epiledger::gateway {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

// Nothing but our own files, nothing inline, in nobody's frame.
constexpr char kContentPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

template <typename Parser>
std::string HeaderOf(const Parser& parser, http::field field) {
  const auto value = parser.get()[field];
  return std::string(value.data(), value.size());
}

}  // namespace

HttpSession::HttpSession(boost::asio::ip::tcp::socket socket,
                         TlsContext::Shared tls, const WebService& service,
                         rpc::CallGate::Place place)
    : place_(std::move(place)),
      service_(service),
      tls_(std::move(tls)),
      stream_(std::move(socket), *tls_),
      buffer_(2 * limits::kMaxWebHeaderBytes) {}

void HttpSession::Start() {
  Allow(limits::kWebRequestTime);
  stream_.async_handshake(boost::asio::ssl::stream_base::server,
                          [self = shared_from_this()](const Error& error) {
                            if (!error) self->Read(limits::kWebRequestTime);
                          });
}

void HttpSession::Allow(absl::Duration time) {
  beast::get_lowest_layer(stream_).expires_after(
      absl::ToChronoMilliseconds(time));
}

void HttpSession::Read(absl::Duration time) {
  parser_.emplace();
  parser_->header_limit(limits::kMaxWebHeaderBytes);
  parser_->body_limit(0);
  Allow(time);
  http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](const Error& error, size_t) {
        self->OnHeaders(error);
      });
}

void HttpSession::OnHeaders(const Error& error) {
  if (error == http::error::header_limit ||
      error == http::error::buffer_overflow) {
    return Reject(http::status::request_header_fields_too_large);
  }
  if (error == http::error::body_limit) {
    return Reject(http::status::payload_too_large);
  }
  if (error == http::error::end_of_stream) return End();
  if (error.category() ==
      make_error_code(http::error::bad_version).category()) {
    return Reject(http::status::bad_request);
  }
  if (error || service_.is_stopping) return;
  // Nothing here takes a body.
  if (!parser_->is_done()) return Reject(http::status::payload_too_large);
  Answer();
}

void HttpSession::Answer() {
  WebRequest request;
  request.is_get = parser_->get().method() == http::verb::get;
  const auto target = parser_->get().target();
  request.target.assign(target.data(), target.size());
  request.authorization = HeaderOf(*parser_, http::field::authorization);
  request.accept_language = HeaderOf(*parser_, http::field::accept_language);
  const bool keep = parser_->get().keep_alive();
  Allow(limits::kWebAnswerTime);
  service_.handler(request,
                   [self = shared_from_this(), keep](WebAnswer answer) mutable {
                     const auto executor = self->stream_.get_executor();
                     boost::asio::post(executor, [self = std::move(self), keep,
                                                  answer = std::move(answer)] {
                       self->Write(answer, keep);
                     });
                   });
}

void HttpSession::Reject(http::status status) {
  WebAnswer answer;
  answer.status = static_cast<int>(status);
  answer.content_type = "text/plain; charset=utf-8";
  answer.body = std::string(http::obsolete_reason(status)) + "\n";
  Write(answer, /*keep=*/false);
}

void HttpSession::Write(const WebAnswer& answer, bool keep) {
  keep = keep && !service_.is_stopping;
  response_ = {};
  response_.version(11);
  response_.result(static_cast<unsigned>(answer.status));
  response_.set(http::field::content_type, answer.content_type);
  response_.set(http::field::cache_control,
                answer.may_be_kept ? "no-cache" : "no-store");
  response_.set("Content-Security-Policy", kContentPolicy);
  response_.set("X-Content-Type-Options", "nosniff");
  response_.set("Referrer-Policy", "no-referrer");
  if (response_.result() == http::status::method_not_allowed) {
    response_.set(http::field::allow,
                  std::string(http::to_string(http::verb::get)));
  }
  if (response_.result() == http::status::unauthorized) {
    response_.set(http::field::www_authenticate, "Bearer");
  }
  response_.keep_alive(keep);
  response_.body() = answer.body;
  response_.prepare_payload();
  Allow(limits::kWebAnswerTime);
  http::async_write(
      stream_, response_,
      [self = shared_from_this(), keep](const Error& error, size_t) {
        if (error) return;
        if (keep) {
          self->Read(limits::kWebIdleTime);
        } else {
          self->End();
        }
      });
}

void HttpSession::End() {
  Allow(limits::kWebRequestTime);
  stream_.async_shutdown([self = shared_from_this()](const Error&) {});
}

}  // namespace epiledger::gateway
