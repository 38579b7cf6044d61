// Reads of items, stores, and settings.
#include <string>

#include "services/host/listing.h"
#include "services/rpc/error.h"
#include "services/supplies/stock.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

template <typename Resource>
absl::StatusOr<Resource> GetOne(ReadContext& context,
                                std::string_view collection,
                                std::string_view key, std::string_view name) {
  auto found = context.snapshot().Get<Resource>(collection, key);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return rpc::NotFound(collection, name);
  return **std::move(found);
}

template <typename Response, typename Resource>
absl::StatusOr<Response> ListAll(
    ReadContext& context, std::string_view collection, std::string_view prefix,
    google::protobuf::RepeatedPtrField<Resource>* (Response::*field)()) {
  Response response;
  absl::StatusOr<std::string> next = host::ListPage(
      context, collection, prefix, [&](const ledger::ResourceRow& row) {
        (response.*field)()->Add()->ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace

absl::StatusOr<v1::Item> GetItem(const v1::GetItemRequest& request,
                                 ReadContext& context) {
  return GetOne<v1::Item>(context, kItems, LastSegment(request.name()),
                          request.name());
}

absl::StatusOr<v1::ListItemsResponse> ListItems(const v1::ListItemsRequest&,
                                                ReadContext& context) {
  return ListAll(context, kItems, "", &v1::ListItemsResponse::mutable_items);
}

absl::StatusOr<v1::Store> GetStore(const v1::GetStoreRequest& request,
                                   ReadContext& context) {
  return GetOne<v1::Store>(context, kStores, PathOf(request.name()),
                           request.name());
}

absl::StatusOr<v1::ListStoresResponse> ListStores(
    const v1::ListStoresRequest& request, ReadContext& context) {
  return ListAll(context, kStores, PathOf(request.parent()),
                 &v1::ListStoresResponse::mutable_stores);
}

absl::StatusOr<v1::SupplySettings> GetSupplySettings(
    const v1::GetSupplySettingsRequest&, ReadContext& context) {
  return ReadSettings(context);
}

}  // namespace epiledger::supplies
