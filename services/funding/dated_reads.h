// Reads of what counts from a day on: before its day a resource is not there,
// neither for Get nor for List nor as the subject of another list.
#ifndef EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
#define EPILEDGER_SERVICES_FUNDING_DATED_READS_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/money.h"
#include "services/host/read_context.h"
#include "services/host/resource_reads.h"
#include "services/ledger/history.h"
#include "services/limits.h"
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
  ledger::ResourceRange range;
  range.after = context.cursor();
  // One more than the page, to know whether there is another; then twice as
  // many each time, as those that fit turn out to be few.
  range.limit = static_cast<int64_t>(context.page_size()) + 1;
  size_t taken = 0;
  bool has_more = false;
  for (int64_t scanned = 0; !has_more && scanned < limits::kMaxListScan;) {
    const int64_t before = scanned;
    std::string last = range.after;
    const absl::Status status = context.snapshot().List(
        collection, range, [&](const ledger::ResourceRow& row) {
          ++scanned;
          has_more = taken == context.page_size();
          if (has_more) return absl::OkStatus();
          last = row.name;
          Resource resource;
          resource.ParseFromString(row.body);
          if (IsDatedByThen(resource, context) && take(resource)) ++taken;
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    range.after = std::move(last);
    if (!has_more && scanned - before < range.limit) return std::string();
    range.limit =
        taken == context.page_size()
            ? 1
            : std::min(2 * range.limit, limits::kMaxListScan - scanned);
  }
  return context.NextPageToken(range.after);
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
