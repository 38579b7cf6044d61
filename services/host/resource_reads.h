// The plain reads: one resource by its name, one page of a collection.
#ifndef EPILEDGER_SERVICES_HOST_RESOURCE_READS_H_
#define EPILEDGER_SERVICES_HOST_RESOURCE_READS_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_field.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/rpc/error.h"

namespace epiledger::host {

// The resource `key`, or NOT_FOUND with its `name`.
template <typename Resource>
absl::StatusOr<Resource> GetOne(ReadContext& context,
                                std::string_view collection,
                                std::string_view key, std::string_view name) {
  auto found = context.snapshot().Get<Resource>(collection, key);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return rpc::NotFound(collection, name);
  return **std::move(found);
}

// The page of a collection's keys that begin with `prefix`, in `field` of the
// response.
template <typename Response, typename Resource>
absl::StatusOr<Response> ListAll(
    ReadContext& context, std::string_view collection, std::string_view prefix,
    google::protobuf::RepeatedPtrField<Resource>* (Response::*field)()) {
  Response response;
  absl::StatusOr<std::string> next = ListFiltered(
      context, collection, prefix, [&](const ledger::ResourceRow& row) {
        (response.*field)()->Add()->ParseFromString(row.body);
        return std::optional(row.body.size());
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_RESOURCE_READS_H_
