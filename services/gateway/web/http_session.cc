#include "services/gateway/web/http_session.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "boost/asio/post.hpp"
#include "services/gateway/web/answer_head.h"
#include "services/gateway/web/grpc_web.h"
#include "services/gateway/web/origin.h"
#include "services/gateway/web/sign_in.h"
#include "services/gateway/web/web_limits.h"
#include "services/limits.h"
#include "services/rpc/arrival.h"
#include "services/rpc/error.h"
#include "services/rpc/status.h"

namespace epiledger::gateway {
namespace {

namespace http = boost::beast::http;

// Since HTTP/1.1 an answer may come in chunks.
constexpr unsigned kChunksSince = 11;

std::string Text(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

absl::Status TooLarge(uint64_t body) {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "REQUEST_TOO_LARGE";
  error.metadata = {{"found", std::to_string(body - kFrameHeadBytes)},
                    {"limit", std::to_string(limits::kMaxRequestBytes)}};
  return rpc::ToStatus(error);
}

}  // namespace

HttpSession::HttpSession(std::shared_ptr<Connection> connection,
                         WebService& service)
    : connection_(std::move(connection)), service_(service) {}

void HttpSession::Start() {
  connection_->Begin(
      [self = shared_from_this()] { self->Read(limits::kWebRequestTime); });
}

void HttpSession::Read(absl::Duration time) {
  parser_.emplace();
  parser_->header_limit(limits::kMaxWebHeaderBytes);
  // Judged when it is known what the body is for.
  parser_->body_limit(std::numeric_limits<uint64_t>::max());
  connection_->Allow(time);
  http::async_read_header(
      connection_->stream(), connection_->buffer(), *parser_,
      [self = shared_from_this()](const Error& error, size_t) {
        self->OnHead(error);
      });
}

void HttpSession::OnHead(const Error& error) {
  if (error == http::error::header_limit ||
      error == http::error::buffer_overflow) {
    return Reject(Status::request_header_fields_too_large);
  }
  if (error == http::error::end_of_stream) return connection_->End();
  if (error.category() ==
      make_error_code(http::error::bad_version).category()) {
    return Reject(Status::bad_request);
  }
  if (error || service_.is_closed) return;
  answering_ = service_.answering.Enter();
  deadline_ = absl::Now() + TimeoutOf(Header("grpc-timeout"));
  if (!IsOwnOrigin(Header("Origin"), Header("Host"))) {
    return Reject(Status::forbidden);
  }
  if (parser_->get().method() == http::verb::post &&
      IsMethodPath(Text(parser_->get().target()))) {
    TakeCall();
  } else {
    TakePage();
  }
}

void HttpSession::ReadBody(size_t limit, void (HttpSession::*then)()) {
  parser_->body_limit(limit);
  connection_->Allow(limits::kWebBodyTime);
  http::async_read(
      connection_->stream(), connection_->buffer(), *parser_,
      [self = shared_from_this(), then](const Error& error, size_t) {
        if (error == http::error::body_limit) {
          return self->Reject(Status::payload_too_large);
        }
        if (!error) (*self.*then)();
      });
}

void HttpSession::TakePage() {
  const size_t limit = Text(parser_->get().target()) == kSignInPath
                           ? limits::kMaxSignInBytes
                           : 0;
  if (parser_->is_done()) return AnswerPage();
  if (parser_->content_length().value_or(0) > limit || limit == 0) {
    return Reject(Status::payload_too_large);
  }
  ReadBody(limit, &HttpSession::AnswerPage);
}

void HttpSession::AnswerPage() {
  WebRequest request;
  request.method = Text(parser_->get().method_string());
  request.target = Text(parser_->get().target());
  request.authorization = Header("Authorization");
  request.accept_language = Header("Accept-Language");
  request.accept_encoding = Header("Accept-Encoding");
  request.content_type = Header("Content-Type");
  request.if_none_match = Header("If-None-Match");
  request.address = Address();
  request.body = std::move(parser_->get().body());
  connection_->Allow(limits::kWebAnswerTime);
  service_.pages(request, [self = shared_from_this(),
                           keep = Keeps()](WebAnswer answer) mutable {
    const auto executor = self->connection_->stream().get_executor();
    boost::asio::post(executor, [self = std::move(self), keep,
                                 answer = std::move(answer)]() mutable {
      self->Write(std::move(answer), keep);
    });
  });
}

void HttpSession::Reject(Status status) {
  WebAnswer answer;
  answer.status = static_cast<int>(status);
  answer.content_type = "text/plain; charset=utf-8";
  answer.body = ToBody(Text(http::obsolete_reason(status)) + "\n");
  Write(std::move(answer), /*keep=*/false);
}

void HttpSession::Write(WebAnswer answer, bool keep) {
  answer_ = std::move(answer);
  head_ = HeadOf(answer_, keep);
  connection_->Write(
      {boost::asio::buffer(head_), boost::asio::buffer(*answer_.body)},
      [self = shared_from_this(), keep](bool ok) {
        if (ok) self->Continue(keep);
      });
}

void HttpSession::TakeCall() {
  if (!IsGrpcWeb(Header("Content-Type"))) {
    return Reject(Status::unsupported_media_type);
  }
  if (parser_->get().version() < kChunksSince) {
    return Reject(Status::http_version_not_supported);
  }
  constexpr uint64_t kLongest = kFrameHeadBytes + limits::kMaxWebMessageBytes;
  const uint64_t length =
      parser_->content_length().value_or(parser_->is_done() ? 0 : kLongest);
  if (length > kLongest) return RefuseCall(TooLarge(length));
  body_ = service_.bodies.Hold(length);
  if (body_ == nullptr) return RefuseCall(rpc::Overloaded());
  ReadBody(kLongest, &HttpSession::AnswerCall);
}

void HttpSession::AnswerCall() {
  absl::StatusOr<std::string> message =
      MessageOf(std::move(parser_->get().body()));
  if (!message.ok()) return RefuseCall(message.status());
  rpc::InsideCall call;
  call.path = Text(parser_->get().target());
  call.authorization = Header("Authorization");
  call.accept_language = Header("Accept-Language");
  call.request = *std::move(message);
  call.deadline = deadline_;
  MakeCall(Keeps())->Begin(service_.open, call);
}

void HttpSession::RefuseCall(const absl::Status& why) {
  const bool keep = Keeps() && parser_->is_done();
  MakeCall(keep)->Refuse(
      rpc::ToGrpcStatus(rpc::FromStatus(why), *service_.messages,
                        rpc::ReadLanguage(Header("Accept-Language"))));
}

std::shared_ptr<GrpcWebCall> HttpSession::MakeCall(bool keep) {
  return std::make_shared<GrpcWebCall>(
      connection_, HeadOfStream(kGrpcWebType, keep),
      [self = shared_from_this(), keep] { self->Continue(keep); });
}

std::string HttpSession::Header(boost::beast::string_view name) const {
  std::string values;
  const auto [first, last] = parser_->get().equal_range(name);
  for (auto it = first; it != last; ++it) {
    if (it != first) values += ", ";
    values += Text(it->value());
  }
  return values;
}

std::string HttpSession::Address() const {
  if (!service_.is_behind_proxy) return connection_->address();
  // What stands last was put there by the proxy, and not by whom it let in.
  const std::string path = Header("X-Forwarded-For");
  return std::string(
      absl::StripAsciiWhitespace(path.substr(path.rfind(',') + 1)));
}

bool HttpSession::Keeps() const {
  return parser_->get().keep_alive() && !service_.is_stopping;
}

void HttpSession::Continue(bool keep) {
  answering_ = nullptr;
  body_ = nullptr;
  answer_ = {};
  if (!keep || service_.is_stopping) return connection_->End();
  connection_->Allow(limits::kWebIdleTime);
  connection_->EndWatch(
      [self = shared_from_this()] { self->Read(limits::kWebIdleTime); });
}

}  // namespace epiledger::gateway
