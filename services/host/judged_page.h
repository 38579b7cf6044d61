// Pages of lists that are judged at a moment and put into an order: all pages
// speak of the moment of the first one.
#ifndef EPILEDGER_SERVICES_HOST_JUDGED_PAGE_H_
#define EPILEDGER_SERVICES_HOST_JUDGED_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/repeated_field.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/text.h"

namespace epiledger::host {

// Where a page begins: the moment the first one was judged at, an instant or a
// day as the list counts, and how many rows came before.
struct JudgedPlace {
  std::optional<int64_t> judge;
  size_t first = 0;
};

[[nodiscard]] JudgedPlace PlaceOf(const std::string& cursor);

// RESOURCE_EXHAUSTED TOO_MANY_LISTED when there are more than
// limits::kMaxResourcesSorted.
[[nodiscard]] absl::Status CheckSortable(size_t found);

// Moves the rows of the page at `place` into `page`; returns the next page's
// token, empty on the last.
template <typename Row>
[[nodiscard]] std::string TakePage(
    std::vector<Row> rows, const JudgedPlace& place, const ReadContext& context,
    google::protobuf::RepeatedPtrField<Row>& page) {
  PageRoom room(context.page_size());
  size_t next = place.first;
  for (; next < rows.size() && !room.IsFull(); ++next) {
    room.Take(rows[next].ByteSizeLong());
    *page.Add() = std::move(rows[next]);
  }
  if (next >= rows.size()) return "";
  return context.NextPageToken(Concat(place.judge.value_or(0), ":", next));
}

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_JUDGED_PAGE_H_
