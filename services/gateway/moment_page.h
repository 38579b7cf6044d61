// Pages of a list that the gateway makes of several services' answers: all of
// one list show the same recorded time, which their tokens carry.
#ifndef EPILEDGER_SERVICES_GATEWAY_MOMENT_PAGE_H_
#define EPILEDGER_SERVICES_GATEWAY_MOMENT_PAGE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_field.h"
#include "services/limits.h"
#include "services/rpc/page_token.h"

namespace epiledger::gateway {

// A page that is asked for.
struct MomentPage {
  // The moment all pages show; nothing on the first, unless it is asked about.
  std::optional<absl::Time> moment;
  // Lines before it.
  size_t first = 0;
  // Lines on it at most.
  size_t size = 0;
};

// Reads `page_token` and `page_size` of the request. INVALID_ARGUMENT
// `PAGE_TOKEN_INVALID`, `OUT_OF_RANGE`.
[[nodiscard]] absl::StatusOr<MomentPage> ReadMomentPage(
    const rpc::PageTokens& tokens, const google::protobuf::Message& request,
    const std::string& page_token, int32_t page_size);

// The token for the page of the same list after `first` lines.
[[nodiscard]] std::string MomentToken(const rpc::PageTokens& tokens,
                                      const google::protobuf::Message& request,
                                      absl::Time moment, size_t first);

// Leaves only the page's lines in `lines`, as many as find room in an answer,
// and at least one; returns how many lines there are up to its end.
template <typename Line>
size_t KeepPage(const MomentPage& page,
                google::protobuf::RepeatedPtrField<Line>& lines) {
  const auto all = static_cast<size_t>(lines.size());
  size_t end = std::min(page.first, all);
  size_t bytes = 0;
  while (end < all && end - page.first < page.size &&
         bytes < limits::kMaxPageBytes) {
    bytes += lines[static_cast<int>(end)].ByteSizeLong();
    ++end;
  }
  lines.DeleteSubrange(static_cast<int>(end), static_cast<int>(all - end));
  lines.DeleteSubrange(0, static_cast<int>(std::min(page.first, end)));
  return end;
}

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_MOMENT_PAGE_H_
