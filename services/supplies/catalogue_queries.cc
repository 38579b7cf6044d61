// Reads of items. On the effective axis lies what holds of them for a time:
// their standards.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/book/genesis.h"
#include "services/host/listing.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using MaybeDay = std::optional<absl::CivilDay>;

// The civil day asked about, in the county; nothing when none was.
absl::StatusOr<MaybeDay> DayAsked(ReadContext& context) {
  if (context.position() == ledger::kEnd) return MaybeDay();
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  return MaybeDay(book::CivilDayAt(*genesis, context.position().time()));
}

bool HoldsOn(absl::CivilDay day, const v1::Item::Standard& standard) {
  const bool has_begun =
      !standard.has_valid_from() || ToCivilDay(standard.valid_from()) <= day;
  const bool has_ended =
      standard.has_valid_until() && ToCivilDay(standard.valid_until()) < day;
  return has_begun && !has_ended;
}

// Leaves the standards that held on `day`.
void ShowOn(const MaybeDay& day, v1::Item& item) {
  if (!day.has_value()) return;
  google::protobuf::RepeatedPtrField<v1::Item::Standard> standing;
  for (v1::Item::Standard& standard : *item.mutable_standards()) {
    if (HoldsOn(*day, standard)) *standing.Add() = std::move(standard);
  }
  *item.mutable_standards() = std::move(standing);
}

bool IsAsked(const v1::ListItemsRequest& request, const v1::Item& item) {
  const bool is_kind = request.kind() == v1::Item::KIND_UNSPECIFIED ||
                       request.kind() == item.kind();
  return is_kind &&
         (request.category().empty() || request.category() == item.category());
}

}  // namespace

absl::StatusOr<v1::Item> GetItem(const v1::GetItemRequest& request,
                                 ReadContext& context) {
  const absl::StatusOr<MaybeDay> day = DayAsked(context);
  if (!day.ok()) return day.status();
  absl::StatusOr<v1::Item> item = host::GetOne<v1::Item>(
      context, kItems, rpc::LastSegment(request.name()), request.name());
  if (item.ok()) ShowOn(*day, *item);
  return item;
}

absl::StatusOr<v1::ListItemsResponse> ListItems(
    const v1::ListItemsRequest& request, ReadContext& context) {
  const absl::StatusOr<MaybeDay> day = DayAsked(context);
  if (!day.ok()) return day.status();
  v1::ListItemsResponse response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kItems, "",
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        v1::Item item;
        item.ParseFromString(row.body);
        if (!IsAsked(request, item)) return std::nullopt;
        ShowOn(*day, item);
        *response.add_items() = std::move(item);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::supplies
