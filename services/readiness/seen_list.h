// What a caller may see of what is kept by facility, row by row.
#ifndef EPILEDGER_SERVICES_READINESS_SEEN_LIST_H_
#define EPILEDGER_SERVICES_READINESS_SEEN_LIST_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/host/judged_page.h"
#include "services/host/read_context.h"
#include "services/host/sight.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {

// The resources of `collection`, of the facility named, or of all when
// `facility` is empty, that the caller may see and `keep` keeps, which may
// change them. RESOURCE_EXHAUSTED TOO_MANY_LISTED, and the storage layer's
// codes.
template <typename Resource>
[[nodiscard]] absl::StatusOr<std::vector<Resource>> SeenList(
    host::ReadContext& context, std::string_view collection,
    const std::string& facility, absl::FunctionRef<bool(Resource&)> keep) {
  std::vector<Resource> found;
  const auto prefix = host::PrefixSeen(rpc::PathOf(facility), context.caller());
  if (!prefix.has_value()) return found;
  const absl::Status status = context.snapshot().List(
      collection,
      prefix->empty() ? ledger::ResourceRange()
                      : ledger::ResourceRange::Under(*prefix),
      [&](const ledger::ResourceRow& row) {
        Resource resource;
        resource.ParseFromString(row.body);
        if (keep(resource)) found.push_back(std::move(resource));
        return host::CheckSortable(found.size());
      });
  if (!status.ok()) return status;
  return found;
}

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_SEEN_LIST_H_
