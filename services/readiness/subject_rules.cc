#include "services/readiness/subject_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/token_rules.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/rpc/roles.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

constexpr std::string_view kTelephoneCharacters = "0123456789+- ";

std::set<int> RolesOf(const v1::Subject& subject) {
  return {subject.roles().begin(), subject.roles().end()};
}

absl::Status CheckRoles(const v1::Subject& subject) {
  std::set<int> seen;
  for (int i = 0; i < subject.roles_size(); ++i) {
    if (!seen.insert(subject.roles(i)).second) {
      return rpc::InvalidField(Concat("subject.roles[", i, "]"), "LISTED_TWICE",
                               {{"found", rpc::RoleName(subject.roles(i))}});
    }
    if (rpc::IsFacilityBound(subject.roles(i)) && subject.facility().empty()) {
      return rpc::InvalidField("subject.facility", "FACILITY_REQUIRED",
                               {{"role", rpc::RoleName(subject.roles(i))}});
    }
  }
  return absl::OkStatus();
}

// The number itself is not repeated in the error: it is personal.
absl::Status CheckTelephone(const std::string& telephone) {
  if (telephone.find_first_not_of(kTelephoneCharacters) == std::string::npos) {
    return absl::OkStatus();
  }
  return rpc::InvalidField("telephone", "BAD_TELEPHONE");
}

// CreateSubjectRequest and UpdateSubjectRequest have the same fields.
template <typename Request>
absl::Status Validate(const Request& request) {
  const absl::Status roles = CheckRoles(request.subject());
  return roles.ok() ? CheckTelephone(request.telephone()) : roles;
}

template <typename Request>
void TakePersonal(const Request& request, std::string_view subject,
                  Accepted& accepted) {
  for (const auto& [field, value] :
       {std::pair<std::string_view, const std::string&>(kDisplayNameField,
                                                        request.display_name()),
        std::pair<std::string_view, const std::string&>(kTelephoneField,
                                                        request.telephone())}) {
    if (value.empty()) continue;
    accepted.personal.push_back(
        {std::string(subject), std::string(field), value});
  }
}

bool IsFacilityMissing(const v1::Subject& subject, State& state) {
  return !subject.facility().empty() &&
         !state.Exists(kFacilities, rpc::LastSegment(subject.facility()));
}

}  // namespace

absl::Status ValidateCreateSubject(const v1::CreateSubjectRequest& request) {
  return Validate(request);
}

Decision DecideCreateSubject(const v1::CreateSubjectRequest& request,
                             const DecisionContext& context, State& state) {
  const std::string& id = request.subject_id();
  v1::Subject subject = request.subject();
  subject.set_name(rpc::MakeName(kSubjectName, {context.book.county, id}));
  if (state.Exists(kSubjects, id)) return Taken(subject.name());
  if (IsFacilityMissing(subject, state)) {
    return Missing("FACILITY_NOT_FOUND", subject.facility());
  }
  Accepted accepted;
  Record(kSubjects, id, subject, accepted);
  TakePersonal(request, id, accepted);
  return accepted;
}

absl::Status ValidateUpdateSubject(const v1::UpdateSubjectRequest& request) {
  return Validate(request);
}

Decision DecideUpdateSubject(const v1::UpdateSubjectRequest& request,
                             const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  const auto old = state.Get<v1::Subject>(kSubjects, id);
  if (!old.has_value()) return Missing("SUBJECT_NOT_FOUND", request.name());
  v1::Subject subject = request.subject();
  subject.set_name(request.name());
  if (IsFacilityMissing(subject, state)) {
    return Missing("FACILITY_NOT_FOUND", subject.facility());
  }
  const bool is_known_again =
      !request.display_name().empty() || !request.telephone().empty();
  if (old->has_erase_time() && !is_known_again) {
    *subject.mutable_erase_time() = old->erase_time();
  }
  Accepted accepted;
  Record(kSubjects, id, subject, accepted);
  TakePersonal(request, id, accepted);
  if (RolesOf(*old) != RolesOf(subject) ||
      old->facility() != subject.facility()) {
    RevokeTokensOf(id, context, state, accepted);
  }
  return accepted;
}

Decision DecideErasePerson(const v1::ErasePersonRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  auto subject = state.Get<v1::Subject>(kSubjects, id);
  if (!subject.has_value()) {
    return Missing("SUBJECT_NOT_FOUND", request.name());
  }
  *subject->mutable_erase_time() = ToTimestamp(context.record_time);
  Accepted accepted;
  Record(kSubjects, id, *subject, accepted);
  accepted.erased_persons.push_back(id);
  return accepted;
}

}  // namespace epiledger::readiness
