// Lists that are judged at a moment and put into an order: all pages speak of
// the moment of the first one.
#ifndef EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_
#define EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/text.h"

namespace epiledger::supplies {

// The moment ages are counted from: the instant asked about, the recorded time
// asked about, the record time of the sequence asked about, or now.
[[nodiscard]] absl::StatusOr<absl::Time> JudgeTimeOf(
    host::ReadContext& context);

// Where a page begins: the moment the first one was judged at, and how many
// rows came before.
struct JudgedPlace {
  std::optional<int64_t> judge;
  size_t first = 0;
};

[[nodiscard]] JudgedPlace PlaceOf(const std::string& cursor);

// Counts ages in the county's civil days.
class AgeClock {
 public:
  // Judges at the moment of the list's first page.
  [[nodiscard]] static absl::StatusOr<AgeClock> Open(
      host::ReadContext& context);

  [[nodiscard]] int64_t judge() const { return judge_; }
  [[nodiscard]] int64_t DaysSince(
      const google::protobuf::Timestamp& time) const;

 private:
  int64_t judge_ = 0;
  journal::v1::Genesis genesis_;
};

// RESOURCE_EXHAUSTED TOO_MANY_LISTED when there are more than
// limits::kMaxResourcesSorted.
[[nodiscard]] absl::Status CheckSortable(size_t found);

// Moves the rows of the page at `place` into `page`; returns the next page's
// token, empty on the last.
template <typename Row>
[[nodiscard]] std::string TakePage(
    std::vector<Row> rows, const JudgedPlace& place,
    const host::ReadContext& context,
    google::protobuf::RepeatedPtrField<Row>& page) {
  host::PageRoom room(context.page_size());
  size_t next = place.first;
  for (; next < rows.size() && !room.IsFull(); ++next) {
    room.Take(rows[next].ByteSizeLong());
    *page.Add() = std::move(rows[next]);
  }
  if (next >= rows.size()) return "";
  return context.NextPageToken(Concat(place.judge.value_or(0), ":", next));
}

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_
