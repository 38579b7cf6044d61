// AgedMoney: all that waits in a county, found out of what its accounts moved.
#ifndef EPILEDGER_SERVICES_FUNDING_AGED_MONEY_H_
#define EPILEDGER_SERVICES_FUNDING_AGED_MONEY_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/age_service.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// With the key of its place in the list.
using KeyedAgedMoney = std::pair<std::string, v1::AgedMoney>;

// What the request asks for, with ages up to `today`, in the list's order. The
// storage layer's codes.
[[nodiscard]] absl::StatusOr<std::vector<KeyedAgedMoney>> FindAgedMoney(
    const v1::ListAgedMoneyRequest& request, ledger::Position today,
    host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_AGED_MONEY_H_
