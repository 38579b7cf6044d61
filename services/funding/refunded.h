// What was refunded of payments by the day asked.
//
// A payment keeps what came back in all, which decides how much more may; what
// is shown of it on a day is a balance, as every figure.
#ifndef EPILEDGER_SERVICES_FUNDING_REFUNDED_H_
#define EPILEDGER_SERVICES_FUNDING_REFUNDED_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/funding_figures.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// Of one payment. The storage layer's codes.
[[nodiscard]] absl::StatusOr<Balances> ReadRefunded(host::ReadContext& context,
                                                    const v1::Payment& payment);
// What was paid out of an allocation, a key, or of all when it is empty, and
// what was refunded of each payment; what was carried over with an order counts
// where it was paid. The storage layer's codes.
[[nodiscard]] absl::StatusOr<Balances> ReadPaid(host::ReadContext& context,
                                                std::string_view allocation);
// Of these, what was paid in all, ahead of the goods or not, less refunds.
[[nodiscard]] ledger::Amount SumOfPaid(const Balances& balances);

// Sets what was refunded of a payment; nothing where nothing was.
void FillRefunded(const Balances& refunded, v1::Payment& payment);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_REFUNDED_H_
