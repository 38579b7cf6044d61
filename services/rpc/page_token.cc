#include "services/rpc/page_token.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "openssl/crypto.h"
#include "services/rpc/error.h"
#include "services/rpc/openssl.h"

namespace epiledger::rpc {
namespace {

constexpr size_t kIncarnationBytes = 16;
constexpr size_t kSequenceBytes = 8;
constexpr size_t kCodeBytes = 16;
constexpr size_t kFixedBytes = kIncarnationBytes + kSequenceBytes + kCodeBytes;

// What all pages of a list have in common.
std::string SameForAllPages(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  for (const char* name : {"page_token", "page_size"}) {
    const auto* field = copy->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) copy->GetReflection()->ClearField(copy.get(), field);
  }
  std::string bytes = request.GetDescriptor()->full_name() + "\n";
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream output(&stream);
    output.SetSerializationDeterministic(true);
    copy->SerializeWithCachedSizes(&output);
  }
  return bytes;
}

std::string SequenceBytes(int64_t sequence) {
  std::string bytes;
  for (size_t i = 0; i < kSequenceBytes; ++i) {
    bytes.push_back(
        static_cast<char>((static_cast<uint64_t>(sequence) >> (8 * i)) & 0xff));
  }
  return bytes;
}

int64_t ReadSequence(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < kSequenceBytes; ++i) {
    value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i]))
             << (8 * i);
  }
  return static_cast<int64_t>(value);
}

bool Equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

PageTokens::PageTokens(std::string key) : key_(std::move(key)) {}

std::string PageTokens::CodeOf(const google::protobuf::Message& request,
                               std::string_view body) const {
  const std::string text =
      Sha256(SameForAllPages(request)).append(body.data(), body.size());
  return HmacSha256(key_, "page token\n" + text).substr(0, kCodeBytes);
}

std::string PageTokens::Make(const google::protobuf::Message& request,
                             const PagePosition& position) const {
  std::string incarnation = position.incarnation;
  incarnation.resize(kIncarnationBytes);
  const std::string body =
      incarnation + SequenceBytes(position.sequence) + position.cursor;
  return absl::WebSafeBase64Escape(body + CodeOf(request, body));
}

absl::StatusOr<PagePosition> PageTokens::Read(
    const google::protobuf::Message& request, std::string_view token,
    std::string_view incarnation) const {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(
          absl::string_view(token.data(), token.size()), &bytes) ||
      bytes.size() < kFixedBytes) {
    return InvalidField("page_token", "PAGE_TOKEN_INVALID");
  }
  const std::string_view body(bytes.data(), bytes.size() - kCodeBytes);
  const std::string_view code(body.data() + body.size(), kCodeBytes);
  if (!Equal(code, CodeOf(request, body))) {
    return InvalidField("page_token", "PAGE_TOKEN_INVALID");
  }
  PagePosition position;
  position.incarnation = body.substr(0, kIncarnationBytes);
  if (position.incarnation != incarnation) return IncarnationChanged();
  position.sequence = ReadSequence(body.substr(kIncarnationBytes));
  position.cursor = body.substr(kIncarnationBytes + kSequenceBytes);
  return position;
}

absl::StatusOr<int> ReadPageSize(int32_t page_size, int standard, int largest) {
  if (page_size < 0) {
    return InvalidField("page_size", "OUT_OF_RANGE",
                        {{"found", std::to_string(page_size)},
                         {"minimum", "0"},
                         {"maximum", std::to_string(largest)}});
  }
  return page_size == 0 ? standard : std::min(page_size, largest);
}

absl::Status IncarnationChanged() {
  Error error;
  error.code = absl::StatusCode::kFailedPrecondition;
  error.reason = "INCARNATION_CHANGED";
  return ToStatus(error);
}

}  // namespace epiledger::rpc
