#include "services/gateway/moment_page.h"

#include <utility>

#include "absl/strings/numbers.h"

namespace epiledger::gateway {
namespace {

// Where a service's token has the incarnation of its book: these pages show
// several books, each as it was known at a time.
constexpr size_t kIncarnationSize = 16;

std::string NoIncarnation() { return std::string(kIncarnationSize, '\0'); }

}  // namespace

absl::StatusOr<MomentPage> ReadMomentPage(
    const rpc::PageTokens& tokens, const google::protobuf::Message& request,
    const std::string& page_token, int32_t page_size) {
  const absl::StatusOr<int> size = rpc::ReadPageSize(
      page_size, limits::kDefaultPageSize, limits::kMaxPageSize);
  if (!size.ok()) return size.status();
  MomentPage page;
  page.size = static_cast<size_t>(*size);
  if (page_token.empty()) return page;
  const auto position = tokens.Read(request, page_token, NoIncarnation());
  if (!position.ok()) return position.status();
  page.moment = absl::FromUnixMicros(position->sequence);
  if (!absl::SimpleAtoi(position->cursor, &page.first)) {
    return absl::InternalError("a page token of ours has no place");
  }
  return page;
}

std::string MomentToken(const rpc::PageTokens& tokens,
                        const google::protobuf::Message& request,
                        absl::Time moment, size_t first) {
  return tokens.Make(request, {NoIncarnation(), absl::ToUnixMicros(moment),
                               std::to_string(first)});
}

}  // namespace epiledger::gateway
