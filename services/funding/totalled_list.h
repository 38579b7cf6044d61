// ListWithTotals: a page of a collection's resources, in an order, with what
// all that belong to the list add up to.
//
// A list without an order counts and adds up once, for its first page; the
// token of each page carries the totals on, so that a page in the middle costs
// its lines, however many there are. As all pages show one moment of the book,
// they stay the same.
#ifndef EPILEDGER_SERVICES_FUNDING_TOTALLED_LIST_H_
#define EPILEDGER_SERVICES_FUNDING_TOTALLED_LIST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "epiledger/funding/v1/list.pb.h"
#include "google/protobuf/repeated_field.h"
#include "services/funding/dated_reads.h"
#include "services/funding/money.h"
#include "services/host/read_context.h"
#include "services/ledger/account.h"
#include "services/ledger/history.h"

namespace epiledger::funding {

using Sums = std::array<ledger::Amount, 4>;

// What goes first has the smaller rank; alike ones stay as they are.
[[nodiscard]] int64_t RankOf(v1::ListOrder order, int64_t day,
                             ledger::Amount amount);

// What a list is made of.
template <typename Resource>
struct TotalledList {
  std::string_view collection;
  v1::ListOrder order = v1::LIST_ORDER_UNSPECIFIED;
  // Whether a resource belongs to it; may complete or shorten it.
  std::function<bool(Resource& resource)> fits;
  // A day, or whatever else grows with time; and what is sorted by size.
  std::function<int64_t(const Resource& resource)> day;
  std::function<ledger::Amount(const Resource& resource)> amount;
  // Adds up what there is of it.
  std::function<void(const Resource& resource, Sums& sums)> add;
};

struct ListTotals {
  // Nothing where there are more than limits::kMaxResourcesCounted to go
  // through; the sums then mean nothing.
  std::optional<int64_t> size;
  Sums sums{};
  std::string next_page_token;
};

// The same of rows.
struct RowList {
  std::string_view collection;
  bool is_sorted = false;
  struct Row {
    int64_t rank = 0;
    size_t bytes = 0;
  };
  // Parses a row; nothing for one that does not belong to the list. It stays
  // the current one until the next.
  absl::FunctionRef<std::optional<Row>(const ledger::ResourceRow& row)> take;
  // Adds up the current one, and puts it onto the page.
  absl::FunctionRef<void(Sums& sums)> add;
  absl::FunctionRef<void()> show;
};
[[nodiscard]] absl::StatusOr<ListTotals> ListRows(host::ReadContext& context,
                                                  const RowList& list);

// RESOURCE_EXHAUSTED TOO_MANY_TO_SORT: there are more than
// limits::kMaxResourcesSorted. And the storage layer's codes.
template <typename Resource>
[[nodiscard]] absl::StatusOr<ListTotals> ListWithTotals(
    host::ReadContext& context, const TotalledList<Resource>& list,
    google::protobuf::RepeatedPtrField<Resource>& page) {
  Resource current;
  const auto take =
      [&](const ledger::ResourceRow& row) -> std::optional<RowList::Row> {
    current.ParseFromString(row.body);
    DropLaterReversal(context, current);
    if (!list.fits(current)) return std::nullopt;
    return RowList::Row{
        RankOf(list.order, list.day(current), list.amount(current)),
        current.ByteSizeLong()};
  };
  const auto add = [&](Sums& sums) { list.add(current, sums); };
  const auto show = [&] { *page.Add() = std::move(current); };
  return ListRows(
      context, {list.collection, list.order != v1::LIST_ORDER_UNSPECIFIED, take,
                add, show});
}

// --- What most lists have in common.

template <typename Resource>
bool Stands(const Resource& resource) {
  return resource.reversed_by().empty();
}

// A list of what has a day and an amount; what was reversed is no money.
template <typename Resource>
[[nodiscard]] TotalledList<Resource> DatedList(
    const host::ReadContext& context, std::string_view collection,
    v1::ListOrder order, std::function<bool(const Resource& resource)> fits) {
  return {
      collection,
      order,
      [&context, fits = std::move(fits)](Resource& resource) {
        return IsDatedByThen(resource, context) && fits(resource);
      },
      [](const Resource& resource) {
        return ToPosition(DateOf(resource)).value();
      },
      [](const Resource& resource) { return ToFen(resource.amount()); },
      [](const Resource& resource, Sums& sums) {
        if (Stands(resource)) sums[0] += ToFen(resource.amount());
      },
  };
}

// The error of what is too much to be sorted or gone through.
[[nodiscard]] absl::Status TooManyToSort();

// Sets what every such answer has.
template <typename Response>
void SetTotals(host::ReadContext& context, ListTotals& totals,
               Response& response) {
  if (totals.size.has_value()) response.set_total_size(*totals.size);
  response.set_next_page_token(std::move(totals.next_page_token));
  *response.mutable_read_at() = context.ReadAt();
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_TOTALLED_LIST_H_
