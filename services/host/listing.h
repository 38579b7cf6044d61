// Listing: one page of a collection, as every List method gives it: of all its
// resources, or of those that belong to the list.
#ifndef EPILEDGER_SERVICES_HOST_LISTING_H_
#define EPILEDGER_SERVICES_HOST_LISTING_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/host/read_context.h"
#include "services/ledger/history.h"

namespace epiledger::host {

// Calls `on_row` for the resources of the context's page, in order of their
// keys; returns the next page's token, empty on the last page. Only keys that
// begin with `prefix`.
[[nodiscard]] inline absl::StatusOr<std::string> ListPage(
    ReadContext& context, std::string_view collection, std::string_view prefix,
    absl::FunctionRef<absl::Status(const ledger::ResourceRow&)> on_row) {
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  if (!context.cursor().empty()) range.after = context.cursor();
  // One more than the page, to know whether there is another.
  range.limit = static_cast<int64_t>(context.page_size()) + 1;
  size_t rows = 0;
  std::string last;
  bool has_more = false;
  const absl::Status status = context.snapshot().List(
      collection, range, [&](const ledger::ResourceRow& row) -> absl::Status {
        if (++rows > context.page_size()) {
          has_more = true;
          return absl::OkStatus();
        }
        last = row.name;
        return on_row(row);
      });
  if (!status.ok()) return status;
  return has_more ? context.NextPageToken(last) : std::string();
}

// Calls `on_row` for the resources of a range, in order, at most its limit.
using RangeReader = absl::FunctionRef<absl::Status(
    const ledger::ResourceRange& range,
    absl::FunctionRef<absl::Status(const ledger::ResourceRow&)> on_row)>;

// Reads `range` until `take` has accepted `page_size` resources, and no more of
// it than the page turns out to need: at most limits::kMaxListScan. Returns
// where the next page begins, or nothing when there is none; a page may be
// short where few fit. The range's own limit is not looked at.
[[nodiscard]] absl::StatusOr<std::optional<std::string>> ScanPage(
    ledger::ResourceRange range, size_t page_size, RangeReader read,
    absl::FunctionRef<bool(const ledger::ResourceRow&)> take);

// The context's page of those resources that `take` accepts and whose keys
// begin with `prefix`; returns the next page's token, empty on the last page.
[[nodiscard]] absl::StatusOr<std::string> ListFiltered(
    ReadContext& context, std::string_view collection, std::string_view prefix,
    absl::FunctionRef<bool(const ledger::ResourceRow&)> take);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_LISTING_H_
