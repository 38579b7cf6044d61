// Reads of drills, inspections and findings, on both axes. NOT_FOUND for what
// was not there on the day asked about, RESOURCE_EXHAUSTED TOO_MANY_LISTED, and
// the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_FINDING_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_FINDING_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::Drill> GetDrill(
    const v1::GetDrillRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListDrillsResponse> ListDrills(
    const v1::ListDrillsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Inspection> GetInspection(
    const v1::GetInspectionRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListInspectionsResponse> ListInspections(
    const v1::ListInspectionsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Finding> GetFinding(
    const v1::GetFindingRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListFindingsResponse> ListFindings(
    const v1::ListFindingsRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FINDING_QUERIES_H_
