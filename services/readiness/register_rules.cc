#include "services/readiness/register_rules.h"

#include <optional>
#include <string>

#include "services/book/genesis.h"
#include "services/readiness/api_time.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/decisions.h"
#include "services/readiness/form_book.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

bool HasForm(std::string_view county, std::string_view form_id, State& state) {
  return BuiltInForm(county, form_id).has_value() ||
         state.Exists(kForms, form_id);
}

// FACILITY_NOT_FOUND, NOT_A_TOWN, or nothing. A town may be said to be in
// itself.
std::optional<journal::Refusal> CheckTown(const v1::Facility& facility,
                                          State& state) {
  if (facility.town().empty()) return std::nullopt;
  v1::Facility::Kind kind = facility.kind();
  if (facility.town() != facility.name()) {
    const auto town =
        state.Get<v1::Facility>(kFacilities, rpc::LastSegment(facility.town()));
    if (!town.has_value()) {
      return Missing("FACILITY_NOT_FOUND", facility.town());
    }
    kind = town->kind();
  }
  if (kind == v1::Facility::KIND_TOWN) return std::nullopt;
  return Refuse("NOT_A_TOWN", {{"town", facility.town()}});
}

// The facility as it will be recorded, or why not.
Decision PutFacility(v1::Facility facility, const DecisionContext& context,
                     State& state) {
  if (!state.Exists(kOrganizations,
                    rpc::LastSegment(facility.organization()))) {
    return Missing("ORGANIZATION_NOT_FOUND", facility.organization());
  }
  const std::string form_id = FormIdOf(facility);
  if (facility.report_form() != v1::REPORT_FORM_UNSPECIFIED &&
      IdOfOldForm(facility.report_form()) != form_id) {
    return rpc::InvalidField("facility.form_name", "FORMS_DIFFER",
                             {{"found", facility.form_name()}});
  }
  if (!form_id.empty() && !HasForm(context.book.county, form_id, state)) {
    return Missing("FORM_NOT_FOUND", facility.form_name());
  }
  if (auto refusal = CheckTown(facility, state)) return *std::move(refusal);
  facility.set_report_form(OldFormOf(form_id));
  facility.set_form_name(FormNameOf(facility));
  if (!facility.has_reports_from() && !form_id.empty()) {
    *facility.mutable_reports_from() =
        ToDate(book::CivilDayAt(book::GenesisOf(state), context.record_time));
  }
  if (facility.has_reports_from() && facility.has_reports_until() &&
      ToDay(facility.reports_until()) < ToDay(facility.reports_from())) {
    return rpc::InvalidField(
        "facility.reports_until", "ENDS_BEFORE_IT_BEGINS",
        {{"found", ToText(ToDay(facility.reports_until()))},
         {"begins", ToText(ToDay(facility.reports_from()))}});
  }
  Accepted accepted;
  Record(kFacilities, rpc::LastSegment(facility.name()), facility, accepted);
  return accepted;
}

}  // namespace

Decision DecideCreateOrganization(const v1::CreateOrganizationRequest& request,
                                  const DecisionContext& context,
                                  State& state) {
  v1::Organization organization = request.organization();
  organization.set_name(rpc::MakeName(
      kOrganizationName, {context.book.county, request.organization_id()}));
  if (state.Exists(kOrganizations, request.organization_id())) {
    return Taken(organization.name());
  }
  Accepted accepted;
  Record(kOrganizations, request.organization_id(), organization, accepted);
  return accepted;
}

Decision DecideCreateFacility(const v1::CreateFacilityRequest& request,
                              const DecisionContext& context, State& state) {
  v1::Facility facility = request.facility();
  facility.set_name(rpc::MakeName(
      kFacilityName, {context.book.county, request.facility_id()}));
  if (state.Exists(kFacilities, request.facility_id())) {
    return Taken(facility.name());
  }
  return PutFacility(std::move(facility), context, state);
}

Decision DecideUpdateFacility(const v1::UpdateFacilityRequest& request,
                              const DecisionContext& context, State& state) {
  const auto old =
      state.Get<v1::Facility>(kFacilities, rpc::LastSegment(request.name()));
  if (!old.has_value()) return Missing("FACILITY_NOT_FOUND", request.name());
  v1::Facility facility = request.facility();
  facility.set_name(request.name());
  facility.set_duty_contact(old->duty_contact());
  if (!facility.has_reports_from() && old->has_reports_from()) {
    *facility.mutable_reports_from() = old->reports_from();
  }
  return PutFacility(std::move(facility), context, state);
}

Decision DecideSetDutyContact(const v1::SetDutyContactRequest& request,
                              const DecisionContext&, State& state) {
  std::optional<v1::Facility> facility =
      state.Get<v1::Facility>(kFacilities, rpc::LastSegment(request.name()));
  if (!facility.has_value()) {
    return Missing("FACILITY_NOT_FOUND", request.name());
  }
  if (!request.duty_contact().empty() &&
      !state.Exists(kSubjects, rpc::LastSegment(request.duty_contact()))) {
    return Missing("SUBJECT_NOT_FOUND", request.duty_contact());
  }
  facility->set_duty_contact(request.duty_contact());
  Accepted accepted;
  Record(kFacilities, rpc::LastSegment(request.name()), *facility, accepted);
  return accepted;
}

}  // namespace epiledger::readiness
