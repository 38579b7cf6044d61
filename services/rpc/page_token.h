// Page tokens: where a list goes on, opaque to clients.
//
// A token belongs to one request (everything but `page_token` and `page_size`),
// one incarnation and one sequence, so that all pages of a list show the same
// moment. It is authenticated with a key of the process, not encrypted: a
// cursor must hold nothing that the list itself does not show.
#ifndef EPILEDGER_SERVICES_RPC_PAGE_TOKEN_H_
#define EPILEDGER_SERVICES_RPC_PAGE_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace epiledger::rpc {

// Where a list goes on.
struct PagePosition {
  // Of the book, 16 bytes.
  std::string incarnation;
  // The moment the list shows.
  int64_t sequence = 0;
  // What the service goes on after; at most limits::kMaxCursorLength bytes.
  std::string cursor;
};

// Thread-safe.
class PageTokens {
 public:
  // `key`: see LoadOrCreateSecret. Replicas that share it read each other's
  // tokens.
  explicit PageTokens(std::string key);

  // A token, URL-safe, for the page after `position` of the list `request`
  // asks for. The request's type stands for the method.
  [[nodiscard]] std::string Make(const google::protobuf::Message& request,
                                 const PagePosition& position) const;

  // What Make put into `token`. INVALID_ARGUMENT `PAGE_TOKEN_INVALID` when it
  // was made for another request, by another key, or changed;
  // FAILED_PRECONDITION `INCARNATION_CHANGED` when the book's `incarnation`
  // is another one by now.
  [[nodiscard]] absl::StatusOr<PagePosition> Read(
      const google::protobuf::Message& request, std::string_view token,
      std::string_view incarnation) const;

 private:
  [[nodiscard]] std::string CodeOf(const google::protobuf::Message& request,
                                   std::string_view body) const;

  const std::string key_;
};

// The page size to use: `standard` for 0, at most `largest`. INVALID_ARGUMENT
// `OUT_OF_RANGE` for a negative one.
[[nodiscard]] absl::StatusOr<int> ReadPageSize(int32_t page_size, int standard,
                                               int largest);

// FAILED_PRECONDITION `INCARNATION_CHANGED`.
[[nodiscard]] absl::Status IncarnationChanged();

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_PAGE_TOKEN_H_
