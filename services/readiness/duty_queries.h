// Reads of the duty roster. INVALID_ARGUMENT BAD_WINDOW, NOT_FOUND,
// RESOURCE_EXHAUSTED TOO_MANY_LISTED, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_DUTY_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_DUTY_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::DutyPost> GetDutyPost(
    const v1::GetDutyPostRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Shift> GetShift(
    const v1::GetShiftRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListDutyPostsResponse> ListDutyPosts(
    const v1::ListDutyPostsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListShiftsResponse> ListShifts(
    const v1::ListShiftsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListDutyResponse> ListDuty(
    const v1::ListDutyRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListDutyGapsResponse> ListDutyGaps(
    const v1::ListDutyGapsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListDoubleBookingsResponse> ListDoubleBookings(
    const v1::ListDoubleBookingsRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_DUTY_QUERIES_H_
