#include "services/host/judged_page.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/limits.h"
#include "services/rpc/error.h"

namespace epiledger::host {

JudgedPlace PlaceOf(const std::string& cursor) {
  JudgedPlace place;
  const std::vector<std::string> parts = absl::StrSplit(cursor, ':');
  int64_t judge = 0;
  if (parts.size() == 2 && absl::SimpleAtoi(parts[0], &judge) &&
      absl::SimpleAtoi(parts[1], &place.first)) {
    place.judge = judge;
  }
  return place;
}

absl::Status CheckSortable(size_t found) {
  if (static_cast<int64_t>(found) <= limits::kMaxResourcesSorted) {
    return absl::OkStatus();
  }
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_LISTED";
  error.metadata["found"] = Concat(found);
  error.metadata["limit"] = Concat(limits::kMaxResourcesSorted);
  return rpc::ToStatus(error);
}

}  // namespace epiledger::host
