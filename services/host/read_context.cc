#include "services/host/read_context.h"

#include <map>
#include <string>

#include "absl/time/civil_time.h"
#include "services/journal/log.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Field(const Message& request, const char* name) {
  return request.GetDescriptor()->FindFieldByName(name);
}

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

constexpr char kNotYetRecorded[] = "NOT_YET_RECORDED";

// What was asked for, and where the book ends.
std::map<std::string, std::string> Beyond(int64_t sequence, int64_t head) {
  return {{"found", Concat(sequence)}, {"head", Concat(head)}};
}

absl::Status NotYetRecorded(int64_t sequence, int64_t head) {
  rpc::Error error;
  error.code = absl::StatusCode::kUnavailable;
  error.reason = kNotYetRecorded;
  error.metadata = Beyond(sequence, head);
  return rpc::ToStatus(error);
}

}  // namespace

ReadContext::ReadContext(ledger::Snapshot& snapshot,
                         const rpc::CallContext& call,
                         const rpc::PageTokens& page_tokens,
                         const Message& request, absl::Time now)
    : snapshot_(snapshot),
      call_(call),
      page_tokens_(page_tokens),
      request_(request),
      now_(now) {}

absl::Status ReadContext::Place(EffectiveAxis axis) {
  absl::Status status;
  if (const FieldDescriptor* field = Field(request_, "after")) {
    const auto& reflection = *request_.GetReflection();
    for (int i = 0; i < reflection.FieldSize(request_, field); ++i) {
      if (!status.ok()) break;
      status = CheckAfter(static_cast<const type::v1::BookToken&>(
          reflection.GetRepeatedMessage(request_, field, i)));
    }
  }
  const FieldDescriptor* as_of = Field(request_, "as_of");
  if (status.ok() && as_of != nullptr) {
    status =
        PlaceAsOf(static_cast<const type::v1::AsOf&>(
                      request_.GetReflection()->GetMessage(request_, as_of)),
                  axis);
  }
  return status.ok() ? PlacePage() : status;
}

absl::Status ReadContext::PlaceAsOf(const type::v1::AsOf& as_of,
                                    EffectiveAxis axis) {
  const bool asks_day = as_of.has_effective_date();
  const bool asks_instant = as_of.has_effective_time();
  if ((asks_day && axis != EffectiveAxis::kDay) ||
      (asks_instant && axis != EffectiveAxis::kInstant)) {
    return rpc::InvalidField(
        asks_day ? "as_of.effective_date" : "as_of.effective_time",
        "AS_OF_AXIS");
  }
  if (asks_day) {
    const google::type::Date& date = as_of.effective_date();
    position_ = ledger::Position::FromDay(
        absl::CivilDay(date.year(), date.month(), date.day()));
  }
  if (asks_instant) {
    position_ = ledger::Position::FromTime(ToTime(as_of.effective_time()));
  }
  if (as_of.has_recorded_time()) {
    recorded_time_ = ToTime(as_of.recorded_time());
    const absl::StatusOr<int64_t> sequence = journal::SequenceAt(
        snapshot_.transaction(), snapshot_.head().book, *recorded_time_);
    if (!sequence.ok()) return sequence.status();
    snapshot_.SetSequence(*sequence);
  } else if (as_of.recorded_case() == type::v1::AsOf::kSequence) {
    const int64_t head = snapshot_.head().sequence;
    if (as_of.sequence() > head) {
      return rpc::InvalidField("as_of.sequence", kNotYetRecorded,
                               Beyond(as_of.sequence(), head));
    }
    snapshot_.SetSequence(as_of.sequence());
  }
  return absl::OkStatus();
}

absl::Status ReadContext::CheckAfter(const type::v1::BookToken& token) const {
  // A token of another book says nothing about this one.
  if (token.book() != snapshot_.book().ResourceName()) return absl::OkStatus();
  if (!token.incarnation().empty() &&
      token.incarnation() != journal::View(snapshot_.head().incarnation)) {
    return rpc::IncarnationChanged();
  }
  if (token.sequence() > snapshot_.head().sequence) {
    return NotYetRecorded(token.sequence(), snapshot_.head().sequence);
  }
  return absl::OkStatus();
}

absl::Status ReadContext::PlacePage() {
  const FieldDescriptor* size = Field(request_, "page_size");
  const FieldDescriptor* token = Field(request_, "page_token");
  if (size == nullptr || token == nullptr) return absl::OkStatus();
  const absl::StatusOr<int> page_size =
      rpc::ReadPageSize(request_.GetReflection()->GetInt32(request_, size),
                        limits::kDefaultPageSize, limits::kMaxPageSize);
  if (!page_size.ok()) return page_size.status();
  page_size_ = static_cast<size_t>(*page_size);
  const std::string text = request_.GetReflection()->GetString(request_, token);
  if (text.empty()) return absl::OkStatus();
  const absl::StatusOr<rpc::PagePosition> page = page_tokens_.Read(
      request_, text, journal::View(snapshot_.head().incarnation));
  if (!page.ok()) return page.status();
  snapshot_.SetSequence(page->sequence);
  cursor_ = page->cursor;
  return absl::OkStatus();
}

std::string ReadContext::NextPageToken(std::string_view cursor) const {
  return page_tokens_.Make(
      request_, {std::string(journal::View(snapshot_.head().incarnation)),
                 snapshot_.sequence(), std::string(cursor)});
}

type::v1::BookToken ReadContext::ReadAt() const {
  type::v1::BookToken token;
  token.set_book(snapshot_.book().ResourceName());
  token.set_incarnation(snapshot_.head().incarnation.data(),
                        snapshot_.head().incarnation.size());
  token.set_sequence(snapshot_.sequence());
  return token;
}

absl::StatusOr<absl::Time> ReadContext::TimeShown() {
  if (recorded_time_.has_value()) return *recorded_time_;
  if (snapshot_.sequence() < snapshot_.head().sequence) return DataTime();
  return now_;
}

absl::StatusOr<absl::Time> ReadContext::DataTime() {
  if (snapshot_.sequence() == 0) return absl::UnixEpoch();
  if (snapshot_.sequence() == snapshot_.head().sequence) {
    return snapshot_.head().record_time;
  }
  const absl::StatusOr<journal::StoredEntry> entry = journal::ReadEntry(
      snapshot_.transaction(), snapshot_.head().book, snapshot_.sequence());
  if (!entry.ok()) return entry.status();
  return entry->record_time;
}

}  // namespace epiledger::host
