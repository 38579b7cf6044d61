#include "services/readiness/form_queries.h"

#include <map>
#include <string>
#include <utility>

#include "services/readiness/built_in_forms.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

// By id.
using IndicatorMap = std::map<std::string, v1::Indicator, std::less<>>;

absl::StatusOr<IndicatorMap> ReadIndicators(ReadContext& context) {
  IndicatorMap indicators;
  for (v1::Indicator& indicator : BuiltInIndicators(context.county())) {
    const std::string id(rpc::LastSegment(indicator.name()));
    indicators.emplace(id, std::move(indicator));
  }
  const absl::Status status = context.snapshot().List(
      kIndicators, {}, [&](const ledger::ResourceRow& row) {
        indicators[row.name].ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return indicators;
}

}  // namespace

absl::StatusOr<FormBook> ReadForms(ReadContext& context) {
  FormBook forms(context.county());
  const absl::Status status =
      context.snapshot().List(kForms, {}, [&](const ledger::ResourceRow& row) {
        v1::Form form;
        form.ParseFromString(row.body);
        forms.Put(std::move(form));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return forms;
}

absl::StatusOr<v1::Indicator> GetIndicator(
    const v1::GetIndicatorRequest& request, ReadContext& context) {
  auto indicators = ReadIndicators(context);
  if (!indicators.ok()) return indicators.status();
  const auto found = indicators->find(rpc::LastSegment(request.name()));
  if (found == indicators->end()) {
    return rpc::NotFound(kIndicators, request.name());
  }
  return std::move(found->second);
}

absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(
    const v1::ListIndicatorsRequest&, ReadContext& context) {
  auto indicators = ReadIndicators(context);
  if (!indicators.ok()) return indicators.status();
  v1::ListIndicatorsResponse response;
  for (auto& [id, indicator] : *indicators) {
    *response.add_indicators() = std::move(indicator);
  }
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::Form> GetForm(const v1::GetFormRequest& request,
                                 ReadContext& context) {
  const absl::StatusOr<FormBook> forms = ReadForms(context);
  if (!forms.ok()) return forms.status();
  const v1::Form* const form = forms->Find(rpc::LastSegment(request.name()));
  if (form == nullptr) return rpc::NotFound(kForms, request.name());
  return *form;
}

absl::StatusOr<v1::ListFormsResponse> ListForms(const v1::ListFormsRequest&,
                                                ReadContext& context) {
  const absl::StatusOr<FormBook> forms = ReadForms(context);
  if (!forms.ok()) return forms.status();
  v1::ListFormsResponse response;
  for (const auto& [id, form] : forms->forms()) *response.add_forms() = form;
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::readiness
