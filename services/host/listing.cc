#include "services/host/listing.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "services/limits.h"

namespace epiledger::host {

absl::StatusOr<std::optional<std::string>> ScanPage(ledger::ResourceRange range,
                                                    size_t page_size,
                                                    RangeReader read,
                                                    RowTaker take) {
  // One more than the page, to know whether there is another; then twice as
  // many each time, as those that fit turn out to be few.
  range.limit = static_cast<int64_t>(page_size) + 1;
  PageRoom room(page_size);
  bool has_more = false;
  for (int64_t scanned = 0; !has_more && scanned < limits::kMaxListScan;) {
    const int64_t before = scanned;
    std::string last = range.after;
    const absl::Status status =
        read(range, [&](const ledger::ResourceRow& row) {
          ++scanned;
          has_more = room.IsFull();
          if (has_more) return absl::OkStatus();
          last = row.name;
          const std::optional<size_t> bytes = take(row);
          if (bytes.has_value()) room.Take(*bytes);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    range.after = std::move(last);
    if (!has_more && scanned - before < range.limit) return std::nullopt;
    range.limit = room.IsFull() ? 1
                                : std::min(2 * range.limit,
                                           limits::kMaxListScan - scanned);
  }
  return range.after;
}

absl::StatusOr<std::string> ListFiltered(ReadContext& context,
                                         std::string_view collection,
                                         std::string_view prefix,
                                         RowTaker take) {
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  if (!context.cursor().empty()) range.after = context.cursor();
  const auto next = ScanPage(
      std::move(range), context.page_size(),
      [&](const ledger::ResourceRange& part,
          absl::FunctionRef<absl::Status(const ledger::ResourceRow&)> on_row) {
        return context.snapshot().List(collection, part, on_row);
      },
      take);
  if (!next.ok()) return next.status();
  return next->has_value() ? context.NextPageToken(**next) : std::string();
}

}  // namespace epiledger::host
