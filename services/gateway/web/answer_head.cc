#include "services/gateway/web/answer_head.h"

#include "boost/beast/http/status.hpp"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr int kNotModified = 304;

// ECharts and the console's own icons are drawn as `data:` images.
constexpr std::string_view kForEveryAnswer =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

std::string Beginning(int status, std::string_view content_type,
                      Keeping keeping, bool keep) {
  const auto reason = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  std::string_view cache = "no-store";
  if (keeping == Keeping::kWhileCurrent) cache = "no-cache";
  if (keeping == Keeping::kForever) {
    cache = "public, max-age=31536000, immutable";
  }
  return Concat(
      "HTTP/1.1 ", status, " ", std::string_view(reason.data(), reason.size()),
      "\r\nContent-Type: ", content_type, "\r\nCache-Control: ", cache,
      "\r\nConnection: ", keep ? "keep-alive" : "close", "\r\n",
      kForEveryAnswer);
}

}  // namespace

std::string HeadOf(const WebAnswer& answer, bool keep) {
  std::string head =
      Beginning(answer.status, answer.content_type, answer.keeping, keep);
  for (const auto& [name, value] : answer.headers) {
    head += Concat(name, ": ", value, "\r\n");
  }
  // It has no body by its nature.
  if (answer.status != kNotModified) {
    head += Concat("Content-Length: ", answer.body->size(), "\r\n");
  }
  return head + "\r\n";
}

std::string HeadOfStream(std::string_view content_type, bool keep) {
  return Beginning(200, content_type, Keeping::kNever, keep) +
         "Transfer-Encoding: chunked\r\n\r\n";
}

}  // namespace epiledger::gateway
