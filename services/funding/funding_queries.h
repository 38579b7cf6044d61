// Reads of funding: every figure at one point of both axes.
//
// All return NOT_FOUND for a resource that does not exist at that point, and
// the storage layer's codes.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/funding/allocation_index.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

[[nodiscard]] absl::StatusOr<v1::Fund> GetFund(
    const v1::GetFundRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListFundsResponse> ListFunds(
    const v1::ListFundsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListPurposesResponse> ListPurposes(
    const v1::ListPurposesRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Appropriation> GetAppropriation(
    const v1::GetAppropriationRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListAppropriationsResponse> ListAppropriations(
    const v1::ListAppropriationsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::AllocationDocument> GetAllocationDocument(
    const v1::GetAllocationDocumentRequest& request,
    host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListAllocationDocumentsResponse>
ListAllocationDocuments(const v1::ListAllocationDocumentsRequest& request,
                        host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Allocation> GetAllocation(
    const v1::GetAllocationRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Payment> GetPayment(
    const v1::GetPaymentRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListPaymentsResponse> ListPayments(
    const v1::ListPaymentsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListStatementLinesResponse> ListStatementLines(
    const v1::ListStatementLinesRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, host::ReadContext& context,
    AllocationIndex& index);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_QUERIES_H_
