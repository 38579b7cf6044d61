// Listing: one page of those resources of a collection that belong to the list,
// as every List method gives it.
#ifndef EPILEDGER_SERVICES_HOST_LISTING_H_
#define EPILEDGER_SERVICES_HOST_LISTING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/host/read_context.h"
#include "services/ledger/history.h"
#include "services/limits.h"

namespace epiledger::host {

// What still goes onto a page: so many lines, and so many bytes that the answer
// stays far below what a client takes by default (4 MiB). The first line goes
// on however long it is.
class PageRoom {
 public:
  explicit PageRoom(size_t lines) : lines_(lines) {}

  [[nodiscard]] bool IsFull() const {
    return lines_ == 0 || bytes_ >= limits::kMaxPageBytes;
  }
  // A line of `bytes` went onto the page, which was not full.
  void Take(size_t bytes) {
    --lines_;
    bytes_ += bytes;
  }

 private:
  size_t lines_;
  size_t bytes_ = 0;
};

// Calls `on_row` for the resources of a range, in order, at most its limit.
using RangeReader = absl::FunctionRef<absl::Status(
    const ledger::ResourceRange& range,
    absl::FunctionRef<absl::Status(const ledger::ResourceRow&)> on_row)>;

// Puts a resource onto the page and tells how many bytes it is there; nothing
// for one that does not belong to the list.
using RowTaker =
    absl::FunctionRef<std::optional<size_t>(const ledger::ResourceRow& row)>;

// Reads `range` until `take` has filled a page of `page_size` resources
// (PageRoom), and no more of it than the page turns out to need: at most
// limits::kMaxListScan. Returns where the next page begins, or nothing when
// there is none; a page may be short where few fit or those that do are long.
// The range's own limit is not looked at.
[[nodiscard]] absl::StatusOr<std::optional<std::string>> ScanPage(
    ledger::ResourceRange range, size_t page_size, RangeReader read,
    RowTaker take);

// The context's page of those resources that `take` takes and whose keys begin
// with `prefix`; returns the next page's token, empty on the last page.
[[nodiscard]] absl::StatusOr<std::string> ListFiltered(
    ReadContext& context, std::string_view collection, std::string_view prefix,
    RowTaker take);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_LISTING_H_
