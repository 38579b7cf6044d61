// Reads of the register. All return NOT_FOUND for what does not exist at the
// point asked about, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_REGISTER_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_REGISTER_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::Organization> GetOrganization(
    const v1::GetOrganizationRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
    const v1::ListOrganizationsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Facility> GetFacility(
    const v1::GetFacilityRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListFacilitiesResponse> ListFacilities(
    const v1::ListFacilitiesRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Subject> GetSubject(
    const v1::GetSubjectRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListSubjectsResponse> ListSubjects(
    const v1::ListSubjectsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListTokensResponse> ListTokens(
    const v1::ListTokensRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REGISTER_QUERIES_H_
