// ReadPaymentCell: a cell of a sheet as a field of a payment.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_CELL_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_CELL_H_

#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/value_context.h"
#include "epiledger/funding/v1/funding.pb.h"

namespace epiledger::cli {

// Sets the field of `payment` called `field`, which a column fills, from
// `cell`, which is not blank. INVALID_ARGUMENT says what was found and what
// would be right. Lengths and what must be given are not looked at.
[[nodiscard]] absl::Status ReadPaymentCell(std::string_view field,
                                           std::string_view cell,
                                           MoneyUnit unit,
                                           const ValueContext& values,
                                           funding::v1::Payment& payment);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_CELL_H_
