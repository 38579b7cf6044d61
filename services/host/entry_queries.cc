#include "services/host/entry_queries.h"

#include <algorithm>
#include <string>

#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/page_token.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

void FillEntry(const journal::StoredEntry& stored, const journal::Frame& frame,
               journal::v1::Entry& entry) {
  entry.set_sequence(stored.sequence);
  entry.set_frame(stored.frame);
  entry.set_hash(std::string(journal::View(stored.hash)));
  *entry.mutable_record_time() = ToTimestamp(frame.record_time);
  entry.set_subject(frame.key.subject);
  entry.set_request_id(frame.key.request_id);
  entry.set_method(frame.method);
  entry.set_code(static_cast<int32_t>(frame.code));
  entry.set_reason(frame.reason);
}

}  // namespace

absl::StatusOr<journal::v1::ListEntriesResponse> ListEntries(
    const journal::v1::ListEntriesRequest& request,
    ledger::Snapshot& snapshot) {
  const journal::Head& head = snapshot.head();
  if (request.after_sequence() != 0 && request.incarnation().empty()) {
    return rpc::InvalidField("incarnation", "REQUIRED");
  }
  if (!request.incarnation().empty() &&
      request.incarnation() != journal::View(head.incarnation)) {
    return rpc::IncarnationChanged();
  }
  const absl::StatusOr<int> page_size = rpc::ReadPageSize(
      request.page_size(), limits::kDefaultPageSize, limits::kMaxPageSize);
  if (!page_size.ok()) return page_size.status();
  journal::v1::ListEntriesResponse response;
  // Without a filter a page's entries are known beforehand.
  const int64_t last = std::min(
      head.sequence, request.after_sequence() +
                         (request.refused_only() ? limits::kMaxEntriesScanned
                                                 : int64_t{*page_size}));
  size_t bytes = 0;
  int64_t reached = request.after_sequence();
  const auto full = [&] {
    return response.entries_size() == *page_size ||
           bytes >= limits::kMaxPageBytes;
  };
  const absl::Status status = journal::ReadEntries(
      snapshot.transaction(), head.book, request.after_sequence(), last,
      [&](const journal::StoredEntry& stored) -> absl::Status {
        if (full()) return absl::CancelledError("the page is full");
        reached = stored.sequence;
        const auto frame = journal::DecodeFrame(stored.frame);
        if (!frame.ok()) return frame.status();
        if (request.refused_only() && frame->accepted()) {
          return absl::OkStatus();
        }
        FillEntry(stored, *frame, *response.add_entries());
        bytes += stored.frame.size();
        return absl::OkStatus();
      });
  if (!status.ok() && !full()) return status;
  response.mutable_head()->set_book(snapshot.book().ResourceName());
  response.mutable_head()->set_incarnation(
      std::string(journal::View(head.incarnation)));
  response.mutable_head()->set_sequence(head.sequence);
  if (reached < head.sequence) response.set_next_after_sequence(reached);
  return response;
}

}  // namespace epiledger::host
