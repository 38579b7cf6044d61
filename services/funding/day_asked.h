// DayAsked: the day a read speaks of where time alone changes the answer, such
// as ages and what has expired.
#ifndef EPILEDGER_SERVICES_FUNDING_DAY_ASKED_H_
#define EPILEDGER_SERVICES_FUNDING_DAY_ASKED_H_

#include "absl/status/statusor.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// The day asked, or else the day in the county at the time whose knowledge is
// asked for, or now. The storage layer's codes.
[[nodiscard]] absl::StatusOr<ledger::Position> DayAsked(
    const type::v1::AsOf& as_of, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_DAY_ASKED_H_
