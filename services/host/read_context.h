// ReadContext: what a read knows besides its request: the snapshot, placed at
// the past point the request asks about, and who asks.
#ifndef EPILEDGER_SERVICES_HOST_READ_CONTEXT_H_
#define EPILEDGER_SERVICES_HOST_READ_CONTEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "services/ledger/history.h"
#include "services/rpc/caller.h"
#include "services/rpc/page_token.h"

namespace epiledger::host {

// The effective axes a service's reads may be asked on.
enum class EffectiveAxis { kNone, kDay, kInstant };

class ReadContext {
 public:
  ReadContext(ledger::Snapshot& snapshot, const rpc::CallContext& call,
              const rpc::PageTokens& page_tokens,
              const google::protobuf::Message& request, absl::Time now);

  [[nodiscard]] ledger::Snapshot& snapshot() { return snapshot_; }
  [[nodiscard]] const rpc::Caller& caller() const { return call_.caller; }
  // The server's time, for ages.
  [[nodiscard]] absl::Time now() const { return now_; }
  // The county asked about, an id.
  [[nodiscard]] const std::string& county() const {
    return snapshot_.book().county;
  }
  // The last effective position included; ledger::kEnd when not asked.
  [[nodiscard]] ledger::Position position() const { return position_; }
  // The recorded time asked about; nothing when none was.
  [[nodiscard]] std::optional<absl::Time> recorded_time() const {
    return recorded_time_;
  }
  // The recorded time that this answer speaks of, for what time alone changes:
  // the one asked about, that of the entry asked about, or now.
  absl::StatusOr<absl::Time> TimeShown();
  // The point in the book this answer shows, for `read_at`.
  [[nodiscard]] type::v1::BookToken ReadAt() const;
  // Record time of the entry it shows last; the epoch in an empty book.
  absl::StatusOr<absl::Time> DataTime();

  // --- Pages. A request with page_size and page_token; all pages of a list
  // show the sequence of the first.

  // Lines on a page: 100 unless the request says 1 to 1,000.
  [[nodiscard]] size_t page_size() const { return page_size_; }
  // Where the page begins, as given to NextPageToken; empty on the first.
  [[nodiscard]] const std::string& cursor() const { return cursor_; }
  // The token of the page that begins at `cursor`.
  [[nodiscard]] std::string NextPageToken(std::string_view cursor) const;

  // Reads `as_of`, `after` and `page_token` where the request has them, and
  // places the snapshot. Called by ReadBook before the read.
  //   INVALID_ARGUMENT     AS_OF_AXIS: the request asks on an axis its county
  //                        does not have; NOT_YET_RECORDED: it asks for a
  //                        sequence beyond the head; PAGE_TOKEN_INVALID
  //   FAILED_PRECONDITION  INCARNATION_CHANGED
  //   UNAVAILABLE          NOT_YET_RECORDED: `after` is beyond the head
  [[nodiscard]] absl::Status Place(EffectiveAxis axis);

 private:
  absl::Status PlaceAsOf(const type::v1::AsOf& as_of, EffectiveAxis axis);
  absl::Status CheckAfter(const type::v1::BookToken& token) const;
  absl::Status PlacePage();

  ledger::Snapshot& snapshot_;
  const rpc::CallContext& call_;
  const rpc::PageTokens& page_tokens_;
  const google::protobuf::Message& request_;
  const absl::Time now_;
  ledger::Position position_ = ledger::kEnd;
  std::optional<absl::Time> recorded_time_;
  size_t page_size_ = 0;
  std::string cursor_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_READ_CONTEXT_H_
