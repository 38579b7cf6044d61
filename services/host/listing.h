// Listing: one page of those resources of a collection that belong to the list,
// as every List method gives it.
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
