#include "services/gateway/web/web_fixture.h"

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "boost/asio/read.hpp"
#include "gtest/gtest.h"
#include "services/gateway/web/grpc_web.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr char kTrailerFlag = static_cast<char>(0x80);
constexpr absl::Duration kBrowserPatience = absl::Seconds(10);

std::string PercentDecoded(const std::string& text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      decoded += absl::HexStringToBytes(text.substr(i + 1, 2));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::string ValueOf(const std::map<std::string, std::string>& trailers,
                    const std::string& name) {
  const auto found = trailers.find(name);
  return found == trailers.end() ? "" : found->second;
}

}  // namespace

Browser::Browser(const tcp::endpoint& endpoint, const std::string& ca)
    : tls_(asio::ssl::context::tls_client), stream_(io_, tls_) {
  tls_.load_verify_file(ca);
  stream_.set_verify_mode(asio::ssl::verify_peer);
  stream_.set_verify_callback(asio::ssl::host_name_verification("localhost"));
  stream_.lowest_layer().connect(endpoint);
  stream_.handshake(asio::ssl::stream_base::client);
}

bool Browser::Send(const Request& request) {
  boost::beast::error_code error;
  http::write(stream_, request, error);
  return !error;
}

std::optional<Browser::Response> Browser::Receive() {
  http::response_parser<http::string_body> parser;
  parser.body_limit(size_t{64} << 20);
  boost::beast::error_code error;
  http::read(stream_, buffer_, parser, error);
  if (error) return std::nullopt;
  return parser.release();
}

std::string Browser::ReadRaw(size_t bytes) {
  std::string text(bytes, '\0');
  boost::beast::error_code error;
  text.resize(asio::read(stream_, asio::buffer(text), error));
  return text;
}

bool Browser::IsClosed() {
  tcp::socket& socket = stream_.next_layer();
  socket.non_blocking(true);
  const absl::Time end = absl::Now() + kBrowserPatience;
  std::string bytes(1'024, '\0');
  boost::system::error_code error = asio::error::would_block;
  while ((!error || error == asio::error::would_block) && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(5));
    socket.read_some(asio::buffer(bytes), error);
  }
  return error == asio::error::eof || error == asio::error::connection_reset;
}

void Browser::Close() {
  boost::system::error_code ignored;
  stream_.lowest_layer().close(ignored);
}

std::string WebCallAnswer::Status() const {
  return ValueOf(trailers, "grpc-status");
}

std::string WebCallAnswer::Text() const {
  return PercentDecoded(ValueOf(trailers, "grpc-message"));
}

std::string WebCallAnswer::Details() const {
  std::string details;
  EXPECT_TRUE(absl::Base64Unescape(ValueOf(trailers, "grpc-status-details-bin"),
                                   &details));
  return details;
}

std::string WebCallAnswer::Reason() const {
  return ReasonOf(grpc::Status(grpc::StatusCode::UNKNOWN, Text(), Details()));
}

std::string FrameOf(const std::string& message, char flags) {
  std::string frame = FrameHead(message.size()) + message;
  frame.front() = flags;
  return frame;
}

WebCallAnswer ReadFrames(const Browser::Response& response) {
  WebCallAnswer answer;
  answer.http_status = response.result_int();
  if (response[http::field::content_type] != "application/grpc-web+proto") {
    return answer;
  }
  std::string rest = response.body();
  while (rest.size() >= kFrameHeadBytes && answer.trailers.empty()) {
    size_t length = 0;
    for (size_t i = 1; i < kFrameHeadBytes; ++i) {
      length = length << 8 | static_cast<uint8_t>(rest[i]);
    }
    const std::string message = rest.substr(kFrameHeadBytes, length);
    EXPECT_EQ(message.size(), length);
    if (rest.front() != kTrailerFlag) {
      EXPECT_EQ(rest.front(), 0);
      answer.messages.push_back(message);
    } else {
      for (const absl::string_view line :
           absl::StrSplit(message, "\r\n", absl::SkipEmpty())) {
        answer.trailers.insert(std::pair<std::string, std::string>(
            absl::StrSplit(line, absl::MaxSplits(':', 1))));
      }
    }
    rest.erase(0, kFrameHeadBytes + length);
  }
  EXPECT_EQ(rest, "") << "behind the trailers";
  return answer;
}

WebFixture::WebFixture() {
  options.https_port = 0;
  Restart();
}

void WebFixture::Restart() {
  StopGateway();
  StartGateway();
}

tcp::endpoint WebFixture::Endpoint() {
  return {asio::ip::make_address("127.0.0.1"),
          static_cast<uint16_t>(gateway().https_port())};
}

std::unique_ptr<Browser> WebFixture::Connect() {
  return std::make_unique<Browser>(Endpoint(), options.tls.ca);
}

std::string WebFixture::Origin() {
  return Concat("https://localhost:", gateway().https_port());
}

Browser::Request WebFixture::Ask(http::verb method, const std::string& target) {
  Request request(method, target, 11);
  request.set(http::field::host, Concat("localhost:", gateway().https_port()));
  return request;
}

Browser::Request WebFixture::WebCall(const std::string& path,
                                     const std::string& body,
                                     const std::string& token) {
  Request request = Ask(http::verb::post, path);
  request.set(http::field::origin, Origin());
  request.set(http::field::content_type, "application/grpc-web+proto");
  request.set("x-grpc-web", "1");
  if (!token.empty()) {
    request.set(http::field::authorization, Concat("Bearer ", token));
  }
  request.body() = body;
  request.prepare_payload();
  return request;
}

Browser::Response WebFixture::Send(Request request) {
  request.set(http::field::connection, "close");
  const std::unique_ptr<Browser> browser = Connect();
  browser->Send(request);
  std::optional<Response> response = browser->Receive();
  EXPECT_TRUE(response.has_value()) << request.target();
  return response.value_or(Response());
}

Browser::Response WebFixture::Get(const std::string& target,
                                  const std::string& token) {
  Request request = Ask(http::verb::get, target);
  if (!token.empty()) {
    request.set(http::field::authorization, Concat("Bearer ", token));
  }
  return Send(request);
}

WebCallAnswer WebFixture::CallWeb(const std::string& path,
                                  const std::string& message,
                                  const std::string& token) {
  return ReadFrames(Send(WebCall(path, FrameOf(message), token)));
}

}  // namespace epiledger::gateway
