#include "services/host/refusal_queries.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "services/host/listing.h"
#include "services/host/spoken_names.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

using journal::v1::ListRefusalsRequest;

absl::Time AsTime(const google::protobuf::Timestamp& proto) {
  return absl::FromUnixSeconds(proto.seconds()) +
         absl::Nanoseconds(proto.nanos());
}

// The last entry recorded before `time`.
absl::StatusOr<int64_t> LastBefore(const google::protobuf::Timestamp& time,
                                   ledger::Snapshot& snapshot) {
  return journal::SequenceAt(snapshot.transaction(), snapshot.head().book,
                             AsTime(time) - absl::Microseconds(1));
}

// Where the page's refusals are, by the times asked for and the token.
absl::StatusOr<journal::RefusalRange> RangeOf(
    const ListRefusalsRequest& request, ReadContext& context) {
  ledger::Snapshot& snapshot = context.snapshot();
  journal::RefusalRange range;
  range.before = snapshot.sequence() + 1;
  if (request.has_recorded_before()) {
    const auto last = LastBefore(request.recorded_before(), snapshot);
    if (!last.ok()) return last.status();
    range.before = std::min(range.before, *last + 1);
  }
  if (request.has_recorded_from()) {
    const auto last = LastBefore(request.recorded_from(), snapshot);
    if (!last.ok()) return last.status();
    range.after = *last;
  }
  int64_t reached = 0;
  if (absl::SimpleAtoi(context.cursor(), &reached)) {
    range.before = std::min(range.before, reached);
  }
  range.limit = request.about().empty() ? limits::kMaxEntriesScanned
                                        : limits::kMaxRefusalsOpened;
  return range;
}

// `method` in full, or its last part.
bool IsMethod(std::string_view method, std::string_view asked) {
  return method == asked || method.substr(method.rfind('.') + 1) == asked;
}

bool IsAsked(const journal::RefusedEntry& entry,
             const ListRefusalsRequest& request) {
  const auto fits = [](std::string_view found, std::string_view asked) {
    return asked.empty() || found == asked;
  };
  return fits(entry.reason, request.reason()) &&
         fits(entry.subject, request.subject()) &&
         (request.method().empty() || IsMethod(entry.method, request.method()));
}

bool SpeaksOf(const journal::v1::Refusal& refusal, const std::string& name) {
  const auto& names = refusal.names();
  const auto& figures = refusal.figures();
  return std::find(names.begin(), names.end(), name) != names.end() ||
         std::any_of(figures.begin(), figures.end(),
                     [&name](const journal::v1::Figure& figure) {
                       return figure.value() == name;
                     });
}

// Without the request itself.
journal::v1::Refusal ToRefusal(const journal::Frame& frame,
                               const rpc::MessageCatalogue* messages,
                               rpc::Language language) {
  journal::v1::Refusal refusal;
  refusal.set_sequence(frame.sequence);
  *refusal.mutable_record_time() = ToTimestamp(frame.record_time);
  refusal.set_subject(frame.key.subject);
  refusal.set_request_id(frame.key.request_id);
  refusal.set_method(frame.method);
  refusal.set_code(static_cast<int32_t>(frame.code));
  refusal.set_reason(frame.reason);
  refusal.set_text(
      messages == nullptr
          ? frame.reason
          : messages->Render(frame.reason, frame.metadata, language));
  for (const auto& [name, value] : frame.metadata) {
    journal::v1::Figure& figure = *refusal.add_figures();
    figure.set_name(name);
    figure.set_value(value);
    if (messages != nullptr) {
      figure.set_format(std::string(messages->FormatOf(frame.reason, name)));
    }
  }
  for (const std::string& name : SpokenNames(frame.event_type, frame.event)) {
    refusal.add_names(name);
  }
  return refusal;
}

absl::StatusOr<journal::Frame> FrameAt(ledger::Snapshot& snapshot,
                                       int64_t sequence) {
  const auto entry = journal::ReadEntry(snapshot.transaction(),
                                        snapshot.head().book, sequence);
  if (!entry.ok()) return entry.status();
  return journal::DecodeFrame(entry->frame);
}

// The refusals of the page, by the table alone; `last` is the last one looked
// at, 0 when nothing is left beyond.
absl::StatusOr<std::vector<int64_t>> Candidates(
    const ListRefusalsRequest& request, const journal::RefusalRange& range,
    ledger::Snapshot& snapshot, int64_t& last) {
  std::vector<int64_t> found;
  int64_t looked_at = 0;
  const absl::Status status =
      journal::ReadRefusals(snapshot.transaction(), snapshot.head().book, range,
                            [&](const journal::RefusedEntry& entry) {
                              ++looked_at;
                              last = entry.sequence;
                              if (IsAsked(entry, request))
                                found.push_back(entry.sequence);
                              return absl::OkStatus();
                            });
  if (!status.ok()) return status;
  if (looked_at < range.limit) last = 0;
  return found;
}

}  // namespace

absl::StatusOr<journal::v1::ListRefusalsResponse> ListRefusals(
    const ListRefusalsRequest& request, const rpc::MessageCatalogue* messages,
    ReadContext& context) {
  const auto range = RangeOf(request, context);
  if (!range.ok()) return range.status();
  ledger::Snapshot& snapshot = context.snapshot();
  // Where the next page begins, exclusive; 0 when there is none.
  int64_t next = 0;
  const auto candidates = Candidates(request, *range, snapshot, next);
  if (!candidates.ok()) return candidates.status();
  journal::v1::ListRefusalsResponse response;
  PageRoom room(context.page_size());
  int64_t reached = 0;
  for (const int64_t sequence : *candidates) {
    if (room.IsFull()) {
      next = reached;
      break;
    }
    const auto frame = FrameAt(snapshot, sequence);
    if (!frame.ok()) return frame.status();
    reached = sequence;
    journal::v1::Refusal refusal =
        ToRefusal(*frame, messages, context.caller().language);
    if (!request.about().empty() && !SpeaksOf(refusal, request.about())) {
      continue;
    }
    room.Take(refusal.ByteSizeLong());
    *response.add_refusals() = std::move(refusal);
  }
  if (next > 0)
    response.set_next_page_token(context.NextPageToken(Concat(next)));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<journal::v1::Refusal> GetRefusal(
    const journal::v1::GetRefusalRequest& request,
    const rpc::MessageCatalogue* messages, ReadContext& context) {
  ledger::Snapshot& snapshot = context.snapshot();
  if (request.sequence() == 0 && request.refused_id().empty()) {
    return rpc::InvalidField("sequence", "REQUIRED");
  }
  int64_t sequence = request.sequence();
  if (sequence == 0) {
    const auto found = journal::FindRefusal(
        snapshot.transaction(), snapshot.head().book, request.refused_id());
    if (!found.ok()) return found.status();
    sequence = *found;
  }
  const std::string name =
      request.sequence() == 0 ? request.refused_id() : Concat(sequence);
  if (sequence < 1 || sequence > snapshot.head().sequence) {
    return rpc::NotFound("refusal", name);
  }
  const auto frame = FrameAt(snapshot, sequence);
  if (!frame.ok()) return frame.status();
  if (frame->accepted()) return rpc::NotFound("refusal", name);
  journal::v1::Refusal refusal =
      ToRefusal(*frame, messages, context.caller().language);
  refusal.set_request_type(frame->event_type);
  refusal.set_request(frame->event);
  return refusal;
}

}  // namespace epiledger::host
