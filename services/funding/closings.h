// Closings: from which day on allocations are closed.
//
// A document keeps its allocations as they were made; that one was closed
// stands with the allocation itself. Before its day a closing is not there.
#ifndef EPILEDGER_SERVICES_FUNDING_CLOSINGS_H_
#define EPILEDGER_SERVICES_FUNDING_CLOSINGS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// By allocation, a key, of those that are closed on the day asked.
using Closings = std::map<std::string, google::type::Date>;

// Of the allocations of a document, a key; of all when it is empty. The storage
// layer's codes.
[[nodiscard]] absl::StatusOr<Closings> ReadClosings(host::ReadContext& context,
                                                    std::string_view document);

// Sets the day an allocation of a document was closed.
void FillClosing(const Closings& closings, v1::Allocation& allocation);

// Takes a closing out of an allocation that comes after the day asked.
void DropLaterClosing(const host::ReadContext& context,
                      v1::Allocation& allocation);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CLOSINGS_H_
