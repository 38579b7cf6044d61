// Reads of how appropriations were raised and lowered, at one point of both
// axes.
#ifndef EPILEDGER_SERVICES_FUNDING_ADJUSTMENT_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_ADJUSTMENT_QUERIES_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/funding_figures.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// By how much the appropriations of a fund, an id, were adjusted; of all funds
// when it is empty. The storage layer's codes.
[[nodiscard]] absl::StatusOr<Balances> ReadAdjustments(
    host::ReadContext& context, std::string_view fund);
// Sets what an appropriation comes to.
void FillAdjusted(const Balances& adjustments,
                  v1::Appropriation& appropriation);

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListAppropriationAdjustmentsResponse>
ListAppropriationAdjustments(
    const v1::ListAppropriationAdjustmentsRequest& request,
    host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ADJUSTMENT_QUERIES_H_
