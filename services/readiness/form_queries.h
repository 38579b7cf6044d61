// Reads of what daily reports ask. All return NOT_FOUND for what does not exist
// at the point asked about, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_FORM_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_FORM_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/form_service.pb.h"
#include "services/host/read_context.h"
#include "services/readiness/form_book.h"

namespace epiledger::readiness {

// The county's forms at the point the context shows.
[[nodiscard]] absl::StatusOr<FormBook> ReadForms(host::ReadContext& context);

[[nodiscard]] absl::StatusOr<v1::Indicator> GetIndicator(
    const v1::GetIndicatorRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(
    const v1::ListIndicatorsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Form> GetForm(
    const v1::GetFormRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListFormsResponse> ListForms(
    const v1::ListFormsRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FORM_QUERIES_H_
