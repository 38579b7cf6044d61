#include "services/readiness/subject_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/mandate.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/token_rules.h"
#include "services/readiness/waiting_proposals.h"
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
using v1::SubjectProposal;

constexpr std::string_view kTelephoneCharacters = "0123456789+- ";

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

bool IsFacilityMissing(const std::string& facility, State& state) {
  return !facility.empty() &&
         !state.Exists(kFacilities, rpc::LastSegment(facility));
}

// Says who gave a person its roles; nobody where there are none.
void SetGrant(const std::string& giver, const std::string& approver,
              const DecisionContext& context, v1::Subject& subject) {
  subject.clear_grant();
  if (subject.roles().empty()) return;
  subject.mutable_grant()->set_giver(giver);
  subject.mutable_grant()->set_approver(approver);
  *subject.mutable_grant()->mutable_grant_time() =
      ToTimestamp(context.record_time);
}

// A proposal that a person becomes what `subject` says, from what `old` does.
SubjectProposal ProposalOf(const v1::Subject& subject, const v1::Subject* old) {
  SubjectProposal proposal;
  proposal.set_kind(old == nullptr ? SubjectProposal::KIND_ENLISTMENT
                                   : SubjectProposal::KIND_CHANGE);
  proposal.set_subject(subject.name());
  if (old != nullptr) *proposal.mutable_before() = MandateOf(*old);
  *proposal.mutable_after() = MandateOf(subject);
  return proposal;
}

void SetMandate(const v1::Mandate& mandate, v1::Subject& subject) {
  *subject.mutable_roles() = mandate.roles();
  subject.set_facility(mandate.facility());
}

// The register's new word on a person whom nobody else has to agree to.
Decision Enlist(const v1::CreateSubjectRequest& request, v1::Subject subject,
                const DecisionContext& context, State& state) {
  SetGrant(context.subject, "", context, subject);
  Accepted accepted;
  Record(kSubjects, request.subject_id(), subject, accepted);
  if (auto refusal =
          EndExpired(ProposalOf(subject, nullptr), context, state, accepted)) {
    return *std::move(refusal);
  }
  TakePersonal(request, request.subject_id(), accepted);
  return accepted;
}

// The same of one whom it knows.
Decision Change(const v1::UpdateSubjectRequest& request, const v1::Subject& old,
                v1::Subject subject, const DecisionContext& context,
                State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  const bool is_change = !AllowSame(MandateOf(old), MandateOf(subject));
  if (is_change) SetGrant(context.subject, "", context, subject);
  Accepted accepted;
  Record(kSubjects, id, subject, accepted);
  if (is_change) {
    if (auto refusal =
            EndExpired(ProposalOf(subject, &old), context, state, accepted)) {
      return *std::move(refusal);
    }
  }
  TakePersonal(request, id, accepted);
  if (is_change || old.facility() != subject.facility()) {
    RevokeTokensOf(id, context, state, accepted);
  }
  return accepted;
}

// Proposes the change of roles; the person's name and telephone, which give
// nobody anything, are taken over at once.
Decision ProposeChange(const v1::UpdateSubjectRequest& request, v1::Subject old,
                       const v1::Subject& subject,
                       const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  Decision decision = Propose(ProposalOf(subject, &old), context, state);
  auto* const accepted = std::get_if<Accepted>(&decision);
  if (accepted == nullptr) return decision;
  TakePersonal(request, id, *accepted);
  if (old.has_erase_time() && !subject.has_erase_time()) {
    old.clear_erase_time();
    Record(kSubjects, id, old, *accepted);
  }
  return decision;
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
  if (IsFacilityMissing(subject.facility(), state)) {
    return Missing("FACILITY_NOT_FOUND", subject.facility());
  }
  if (subject.roles().empty() || !NeedsSecondPerson(state)) {
    return Enlist(request, std::move(subject), context, state);
  }
  Decision decision = Propose(ProposalOf(subject, nullptr), context, state);
  if (auto* const accepted = std::get_if<Accepted>(&decision)) {
    TakePersonal(request, id, *accepted);
  }
  return decision;
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
  if (IsFacilityMissing(subject.facility(), state)) {
    return Missing("FACILITY_NOT_FOUND", subject.facility());
  }
  const bool is_known_again =
      !request.display_name().empty() || !request.telephone().empty();
  if (old->has_erase_time() && !is_known_again) {
    *subject.mutable_erase_time() = old->erase_time();
  }
  if (old->has_grant()) *subject.mutable_grant() = old->grant();
  if (AllowSame(MandateOf(*old), MandateOf(subject)) ||
      !NeedsSecondPerson(state)) {
    return Change(request, *old, std::move(subject), context, state);
  }
  return ProposeChange(request, *old, subject, context, state);
}

Decision DecideEnlistment(const SubjectProposal& proposal,
                          const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(proposal.subject()));
  if (state.Exists(kSubjects, id)) return Taken(proposal.subject());
  v1::Subject subject;
  subject.set_name(proposal.subject());
  SetMandate(proposal.after(), subject);
  if (IsFacilityMissing(subject.facility(), state)) {
    return Missing("FACILITY_NOT_FOUND", subject.facility());
  }
  SetGrant(proposal.proposer(), context.subject, context, subject);
  Accepted accepted;
  Record(kSubjects, id, subject, accepted);
  return accepted;
}

Decision DecideChangeOfMandate(const SubjectProposal& proposal,
                               const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(proposal.subject()));
  auto subject = state.Get<v1::Subject>(kSubjects, id);
  if (!subject.has_value()) {
    return Missing("SUBJECT_NOT_FOUND", proposal.subject());
  }
  if (auto refusal = CheckUnchanged(proposal, *subject)) {
    return *std::move(refusal);
  }
  SetMandate(proposal.after(), *subject);
  if (IsFacilityMissing(subject->facility(), state)) {
    return Missing("FACILITY_NOT_FOUND", subject->facility());
  }
  SetGrant(proposal.proposer(), context.subject, context, *subject);
  Accepted accepted;
  Record(kSubjects, id, *subject, accepted);
  RevokeTokensOf(id, context, state, accepted);
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
