// OrderLines: the lines of orders that allocations pay for, found by the
// accounts that hold money for them, with their figures at one point of both
// axes.
#ifndef EPILEDGER_SERVICES_FUNDING_ORDER_LINES_H_
#define EPILEDGER_SERVICES_FUNDING_ORDER_LINES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/trace.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// An order, an id, and the number of its line.
using OrderLine = std::pair<std::string, int64_t>;

// Those whose money was ever held in an allocation, `d1/1`, or in any of a
// document, `d1`; some of them may not be known yet at the point asked.
// RESOURCE_EXHAUSTED TOO_MANY_TO_SORT, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<std::set<OrderLine>> FindOrderLines(
    host::ReadContext& context, std::string_view key);

// Orders by their ids.
using Orders = std::map<std::string, v1::Commitment>;

// The orders of `lines` that are dated by the point asked, with their figures.
// The storage layer's codes.
[[nodiscard]] absl::StatusOr<Orders> ReadOrders(
    host::ReadContext& context, absl::Span<const OrderLine> lines);

// What money knows of each of `lines`; those left out that are not in `orders`.
// The storage layer's codes.
[[nodiscard]] absl::StatusOr<std::vector<v1::MoneyLine>> ReadMoneyLines(
    host::ReadContext& context, const Orders& orders,
    absl::Span<const OrderLine> lines);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ORDER_LINES_H_
