#include "services/readiness/register_queries.h"

#include <string>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/readiness/form_book.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {

using host::ReadContext;

absl::StatusOr<v1::Organization> GetOrganization(
    const v1::GetOrganizationRequest& request, ReadContext& context) {
  return host::GetOne<v1::Organization>(context, kOrganizations,
                                        rpc::LastSegment(request.name()),
                                        request.name());
}

absl::StatusOr<v1::ListOrganizationsResponse> ListOrganizations(
    const v1::ListOrganizationsRequest&, ReadContext& context) {
  return host::ListAll<v1::ListOrganizationsResponse, v1::Organization>(
      context, kOrganizations, "",
      &v1::ListOrganizationsResponse::mutable_organizations);
}

absl::StatusOr<v1::Facility> GetFacility(const v1::GetFacilityRequest& request,
                                         ReadContext& context) {
  auto facility = host::GetOne<v1::Facility>(
      context, kFacilities, rpc::LastSegment(request.name()), request.name());
  if (!facility.ok()) return facility;
  facility->set_form_name(FormNameOf(*facility));
  return facility;
}

absl::StatusOr<v1::ListFacilitiesResponse> ListFacilities(
    const v1::ListFacilitiesRequest&, ReadContext& context) {
  auto response = host::ListAll<v1::ListFacilitiesResponse, v1::Facility>(
      context, kFacilities, "",
      &v1::ListFacilitiesResponse::mutable_facilities);
  if (!response.ok()) return response;
  for (v1::Facility& facility : *response->mutable_facilities()) {
    facility.set_form_name(FormNameOf(facility));
  }
  return response;
}

absl::StatusOr<v1::Subject> GetSubject(const v1::GetSubjectRequest& request,
                                       ReadContext& context) {
  const std::string id(rpc::LastSegment(request.name()));
  auto subject =
      host::GetOne<v1::Subject>(context, kSubjects, id, request.name());
  if (!subject.ok()) return subject;
  const absl::StatusOr<People> people = People::Read(context, {id});
  if (!people.ok()) return people.status();
  people->Fill(*subject);
  return subject;
}

absl::StatusOr<v1::ListSubjectsResponse> ListSubjects(
    const v1::ListSubjectsRequest&, ReadContext& context) {
  auto response = host::ListAll<v1::ListSubjectsResponse, v1::Subject>(
      context, kSubjects, "", &v1::ListSubjectsResponse::mutable_subjects);
  if (!response.ok()) return response;
  std::vector<std::string> ids;
  for (const v1::Subject& subject : response->subjects()) {
    ids.emplace_back(rpc::LastSegment(subject.name()));
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (v1::Subject& subject : *response->mutable_subjects()) {
    people->Fill(subject);
  }
  return response;
}

absl::StatusOr<v1::ListTokensResponse> ListTokens(
    const v1::ListTokensRequest& request, ReadContext& context) {
  auto response = host::ListAll<v1::ListTokensResponse, v1::Token>(
      context, kTokens, Concat(rpc::LastSegment(request.parent()), "/"),
      &v1::ListTokensResponse::mutable_tokens);
  if (!response.ok()) return response;
  std::vector<std::string> ids;
  for (const v1::Token& token : response->tokens()) {
    ids.push_back(token.handed_to());
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (v1::Token& token : *response->mutable_tokens()) people->Fill(token);
  return response;
}

}  // namespace epiledger::readiness
