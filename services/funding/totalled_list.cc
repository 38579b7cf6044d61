#include "services/funding/totalled_list.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/host/listing.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

// `size,sum,…;place`, without size and sums where they are unknown; the place
// is a number in a list with an order, otherwise a key.
std::string EncodePlace(const ListTotals& totals, std::string_view place) {
  std::string text;
  if (totals.size.has_value()) {
    text = Concat(*totals.size);
    for (const ledger::Amount sum : totals.sums) text += Concat(",", sum);
  }
  return Concat(text, ";", place);
}

// The totals of a page's token, whose place is put into `place`.
ListTotals DecodePlace(const std::string& cursor, std::string& place) {
  ListTotals totals;
  const size_t end = cursor.find(';');
  // Builds before had places alone in their tokens.
  place = end == std::string::npos ? cursor : cursor.substr(end + 1);
  if (end == std::string::npos) return totals;
  const std::vector<std::string> figures =
      absl::StrSplit(cursor.substr(0, end), ',');
  int64_t size = 0;
  if (figures.size() != totals.sums.size() + 1 ||
      !absl::SimpleAtoi(figures[0], &size)) {
    return totals;
  }
  for (size_t i = 0; i < totals.sums.size(); ++i) {
    if (!absl::SimpleAtoi(figures[i + 1], &totals.sums[i])) return totals;
  }
  totals.size = size;
  return totals;
}

// A page behind the first.
absl::StatusOr<ListTotals> LaterPage(ReadContext& context,
                                     const RowList& list) {
  ledger::ResourceRange range;
  ListTotals totals = DecodePlace(context.cursor(), range.after);
  const auto next = host::ScanPage(
      std::move(range), context.page_size(),
      [&](const ledger::ResourceRange& part,
          absl::FunctionRef<absl::Status(const ResourceRow&)> on_row) {
        return context.snapshot().List(list.collection, part, on_row);
      },
      [&list](const ResourceRow& row) -> std::optional<size_t> {
        const std::optional<RowList::Row> taken = list.take(row);
        if (!taken.has_value()) return std::nullopt;
        list.show();
        return taken->bytes;
      });
  if (!next.ok()) return next.status();
  if (next->has_value()) {
    totals.next_page_token = context.NextPageToken(EncodePlace(totals, **next));
  }
  return totals;
}

// The first page, and the totals of all.
absl::StatusOr<ListTotals> FirstPage(ReadContext& context,
                                     const RowList& list) {
  ledger::ResourceRange range;
  range.limit = limits::kMaxResourcesCounted + 1;
  ListTotals totals;
  host::PageRoom room(context.page_size());
  int64_t scanned = 0;
  int64_t size = 0;
  std::string last;
  bool has_more = false;
  const absl::Status status = context.snapshot().List(
      list.collection, range, [&](const ResourceRow& row) {
        if (++scanned > limits::kMaxResourcesCounted) return absl::OkStatus();
        const std::optional<RowList::Row> taken = list.take(row);
        if (taken.has_value()) {
          ++size;
          list.add(totals.sums);
          has_more = has_more || room.IsFull();
        }
        if (has_more) return absl::OkStatus();
        last = row.name;
        if (!taken.has_value()) return absl::OkStatus();
        room.Take(taken->bytes);
        list.show();
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  const bool is_all = scanned <= limits::kMaxResourcesCounted;
  if (is_all) totals.size = size;
  if (has_more || !is_all) {
    totals.next_page_token = context.NextPageToken(EncodePlace(totals, last));
  }
  return totals;
}

struct Found {
  int64_t rank = 0;
  std::string key;
};

// All that belong to the list, sorted.
absl::StatusOr<std::vector<Found>> FindAll(ReadContext& context,
                                           const RowList& list,
                                           ListTotals& totals) {
  std::vector<Found> found;
  ledger::ResourceRange range;
  range.limit = limits::kMaxResourcesSorted + 1;
  int64_t scanned = 0;
  const absl::Status status = context.snapshot().List(
      list.collection, range, [&](const ResourceRow& row) -> absl::Status {
        if (++scanned > limits::kMaxResourcesSorted) return TooManyToSort();
        const std::optional<RowList::Row> taken = list.take(row);
        if (!taken.has_value()) return absl::OkStatus();
        list.add(totals.sums);
        found.push_back({taken->rank, row.name});
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  std::stable_sort(
      found.begin(), found.end(),
      [](const Found& a, const Found& b) { return a.rank < b.rank; });
  totals.size = static_cast<int64_t>(found.size());
  return found;
}

absl::StatusOr<ListTotals> SortedPage(ReadContext& context,
                                      const RowList& list) {
  ListTotals totals;
  const auto found = FindAll(context, list, totals);
  if (!found.ok()) return found.status();
  std::string place;
  (void)DecodePlace(context.cursor(), place);
  size_t at = 0;
  if (!absl::SimpleAtoi(place, &at)) at = 0;
  host::PageRoom room(context.page_size());
  for (; at < found->size() && !room.IsFull(); ++at) {
    const auto row = context.snapshot().Find(list.collection, (*found)[at].key);
    if (!row.ok()) return row.status();
    const std::optional<RowList::Row> taken = list.take(**row);
    room.Take(taken->bytes);
    list.show();
  }
  if (at < found->size()) {
    totals.next_page_token =
        context.NextPageToken(EncodePlace(totals, Concat(at)));
  }
  return totals;
}

}  // namespace

absl::Status TooManyToSort() {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_TO_SORT";
  error.metadata["limit"] = Concat(limits::kMaxResourcesSorted);
  return rpc::ToStatus(error);
}

int64_t RankOf(v1::ListOrder order, int64_t day, ledger::Amount amount) {
  switch (order) {
    case v1::LIST_ORDER_LATEST:
      return -day;
    case v1::LIST_ORDER_EARLIEST:
      return day;
    case v1::LIST_ORDER_LARGEST:
      return -amount;
    default:
      return 0;
  }
}

absl::StatusOr<ListTotals> ListRows(ReadContext& context, const RowList& list) {
  if (list.is_sorted) return SortedPage(context, list);
  return context.cursor().empty() ? FirstPage(context, list)
                                  : LaterPage(context, list);
}

}  // namespace epiledger::funding
