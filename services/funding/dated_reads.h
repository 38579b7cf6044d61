// Reads of what counts from a day on: before its day a resource is not there,
// neither for Get nor for List nor as the subject of another list.
#ifndef EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
#define EPILEDGER_SERVICES_FUNDING_DATED_READS_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/money.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/host/resource_reads.h"
#include "services/ledger/history.h"
#include "services/rpc/error.h"

namespace epiledger::funding {

// The day a resource of dated money counts from.
inline const google::type::Date& DateOf(
    const v1::Appropriation& appropriation) {
  return appropriation.appropriation_date();
}
inline const google::type::Date& DateOf(
    const v1::AllocationDocument& document) {
  return document.document_date();
}
inline const google::type::Date& DateOf(const v1::Allocation& allocation) {
  return allocation.effective_date();
}
inline const google::type::Date& DateOf(const v1::Payment& payment) {
  return payment.payment_date();
}

template <typename Resource>
bool IsDatedByThen(const Resource& resource, const host::ReadContext& context) {
  return ToPosition(DateOf(resource)) <= context.position();
}

// The resource of a Get; NOT_FOUND also when it is dated after the day asked.
template <typename Resource>
absl::StatusOr<Resource> GetDated(host::ReadContext& context,
                                  std::string_view collection,
                                  std::string_view key,
                                  const std::string& name) {
  auto found = host::GetOne<Resource>(context, collection, key, name);
  if (found.ok() && !IsDatedByThen(*found, context)) {
    return rpc::NotFound(collection, name);
  }
  return found;
}

// Gives `take` the resources of a page that are dated by the day asked; it
// returns whether one belongs to the list. Returns the next page's token.
template <typename Resource>
absl::StatusOr<std::string> ListDated(host::ReadContext& context,
                                      std::string_view collection,
                                      absl::FunctionRef<bool(Resource&)> take) {
  return host::ListFiltered(
      context, collection, "", [&](const ledger::ResourceRow& row) {
        Resource resource;
        resource.ParseFromString(row.body);
        return IsDatedByThen(resource, context) && take(resource);
      });
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
