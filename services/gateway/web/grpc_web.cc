#include "services/gateway/web/grpc_web.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

// Flags of a frame.
constexpr char kMessage = 0;
constexpr char kCompressed = 1;
constexpr char kTrailers = static_cast<char>(0x80);

constexpr size_t kTimeoutDigits = 8;

struct TimeoutUnit {
  char letter;
  absl::Duration length;
};

std::string Head(char flags, size_t size) {
  std::string head(1, flags);
  for (const int shift : {24, 16, 8, 0}) {
    head.push_back(static_cast<char>(size >> shift));
  }
  return head;
}

size_t LengthIn(std::string_view head) {
  size_t length = 0;
  for (const char byte : head.substr(1, kFrameHeadBytes - 1)) {
    length = length << 8 | static_cast<uint8_t>(byte);
  }
  return length;
}

absl::Status Unreadable(absl::StatusCode code, std::string_view reason) {
  rpc::Error error;
  error.code = code;
  error.reason = reason;
  return rpc::ToStatus(error);
}

// As gRPC writes `grpc-message`: what is not printable ASCII, and `%`, by its
// bytes.
std::string PercentEncoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '%') {
      encoded.push_back(c);
      continue;
    }
    const auto byte = static_cast<uint8_t>(c);
    encoded.push_back('%');
    encoded.push_back(kDigits[byte >> 4]);
    encoded.push_back(kDigits[byte & 0xf]);
  }
  return encoded;
}

// Binary metadata, without padding as gRPC writes it.
std::string Base64(std::string_view bytes) {
  std::string text = absl::Base64Escape(ToAbsl(bytes));
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  return text;
}

bool IsNamePart(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' ||
           c == '_';
  });
}

}  // namespace

bool IsGrpcWeb(std::string_view content_type) {
  const absl::string_view type = absl::StripTrailingAsciiWhitespace(
      ToAbsl(content_type.substr(0, content_type.find(';'))));
  return absl::EqualsIgnoreCase(type, ToAbsl(kGrpcWebType)) ||
         absl::EqualsIgnoreCase(type, "application/grpc-web");
}

bool IsMethodPath(std::string_view target) {
  if (!target.starts_with('/')) return false;
  target.remove_prefix(1);
  const size_t slash = target.find('/');
  return slash != std::string_view::npos &&
         target.substr(0, slash).find('.') != std::string_view::npos &&
         IsNamePart(target.substr(0, slash)) &&
         IsNamePart(target.substr(slash + 1));
}

absl::StatusOr<std::string> MessageOf(std::string body) {
  constexpr auto kMalformed = absl::StatusCode::kInvalidArgument;
  if (body.size() < kFrameHeadBytes) {
    return Unreadable(kMalformed, "FRAME_MALFORMED");
  }
  if (body.front() == kCompressed) {
    return Unreadable(absl::StatusCode::kUnimplemented, "FRAME_COMPRESSED");
  }
  if (body.front() != kMessage ||
      LengthIn(body) != body.size() - kFrameHeadBytes) {
    return Unreadable(kMalformed, "FRAME_MALFORMED");
  }
  body.erase(0, kFrameHeadBytes);
  return body;
}

std::string FrameHead(size_t size) { return Head(kMessage, size); }

std::string TrailerFrame(const grpc::Status& status) {
  std::string trailers =
      Concat("grpc-status:", static_cast<int>(status.error_code()), "\r\n");
  if (!status.error_message().empty()) {
    trailers +=
        Concat("grpc-message:", PercentEncoded(status.error_message()), "\r\n");
  }
  if (!status.error_details().empty()) {
    trailers += Concat(
        "grpc-status-details-bin:", Base64(status.error_details()), "\r\n");
  }
  return Head(kTrailers, trailers.size()) + trailers;
}

absl::Duration TimeoutOf(std::string_view grpc_timeout) {
  static const TimeoutUnit kUnits[] = {
      {'H', absl::Hours(1)},        {'M', absl::Minutes(1)},
      {'S', absl::Seconds(1)},      {'m', absl::Milliseconds(1)},
      {'u', absl::Microseconds(1)}, {'n', absl::Nanoseconds(1)},
  };
  if (grpc_timeout.empty() || grpc_timeout.size() > kTimeoutDigits + 1) {
    return absl::InfiniteDuration();
  }
  const std::string_view digits =
      grpc_timeout.substr(0, grpc_timeout.size() - 1);
  uint32_t count = 0;
  if (!std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit) ||
      !absl::SimpleAtoi(ToAbsl(digits), &count)) {
    return absl::InfiniteDuration();
  }
  for (const TimeoutUnit& unit : kUnits) {
    if (unit.letter == grpc_timeout.back()) return count * unit.length;
  }
  return absl::InfiniteDuration();
}

}  // namespace epiledger::gateway
