// Reads of stores and settings.
#include <string>

#include "services/host/resource_reads.h"
#include "services/supplies/stock.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

}  // namespace

absl::StatusOr<v1::Store> GetStore(const v1::GetStoreRequest& request,
                                   ReadContext& context) {
  return host::GetOne<v1::Store>(context, kStores, PathOf(request.name()),
                                 request.name());
}

absl::StatusOr<v1::ListStoresResponse> ListStores(
    const v1::ListStoresRequest& request, ReadContext& context) {
  return host::ListAll(context, kStores, PathOf(request.parent()),
                       &v1::ListStoresResponse::mutable_stores);
}

absl::StatusOr<v1::SupplySettings> GetSupplySettings(
    const v1::GetSupplySettingsRequest&, ReadContext& context) {
  return ReadSettings(context);
}

}  // namespace epiledger::supplies
