#include "services/readiness/mandate.h"

#include <array>
#include <set>

#include "absl/algorithm/container.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {

using journal::Refusal;
using ledger::State;

namespace {

// A role that may be the second person to something, in any service.
struct Approver {
  int role;
  // Whether the register is among it.
  bool approves_register;
};

// What the access options of all approvals say: tests/access/approvers_test.py
// holds it against them.
constexpr std::array<Approver, 3> kApprovers = {{
    {auth::v1::ROLE_FINANCE, false},
    {auth::v1::ROLE_HEADQUARTERS, true},
    {auth::v1::ROLE_OPERATOR, true},
}};
// How many there must be for one to ask another.
constexpr int kTwo = 2;

std::set<int> RoleSet(const v1::Mandate& mandate) {
  return {mandate.roles().begin(), mandate.roles().end()};
}

}  // namespace

v1::Mandate MandateOf(const v1::Subject& subject) {
  v1::Mandate mandate;
  *mandate.mutable_roles() = subject.roles();
  mandate.set_facility(subject.facility());
  return mandate;
}

bool AllowSame(const v1::Mandate& one, const v1::Mandate& other) {
  if (RoleSet(one) != RoleSet(other)) return false;
  return one.roles().empty() || one.facility() == other.facility();
}

bool MayApprove(const v1::Mandate& mandate) {
  return absl::c_any_of(kApprovers, [&mandate](const Approver& approver) {
    return approver.approves_register &&
           absl::c_linear_search(mandate.roles(), approver.role);
  });
}

bool MayApproveAnything(const v1::Mandate& mandate) {
  return absl::c_any_of(kApprovers, [&mandate](const Approver& approver) {
    return absl::c_linear_search(mandate.roles(), approver.role);
  });
}

bool NeedsSecondPerson(State& state) {
  int approvers = 0;
  for (const auto& [id, body] : state.resources().All(kSubjects)) {
    v1::Subject subject;
    subject.ParseFromString(body);
    if (MayApprove(MandateOf(subject)) && ++approvers == kTwo) return true;
  }
  return false;
}

std::optional<Refusal> CheckApprover(const std::string& approver,
                                     State& state) {
  const auto subject = state.Get<v1::Subject>(kSubjects, approver);
  if (!subject.has_value() || MayApprove(MandateOf(*subject))) {
    return std::nullopt;
  }
  return Refuse("MAY_NOT_APPROVE", {{"approver", approver}});
}

std::optional<Refusal> CheckProposer(const std::string& proposer,
                                     State& state) {
  const auto subject = state.Get<v1::Subject>(kSubjects, proposer);
  if (!subject.has_value() ||
      absl::c_linear_search(subject->roles(), auth::v1::ROLE_OPERATOR)) {
    return std::nullopt;
  }
  return Refuse("PROPOSER_MAY_NOT", {{"proposer", proposer}});
}

std::optional<Refusal> CheckUnchanged(const v1::SubjectProposal& proposal,
                                      const v1::Subject& subject) {
  if (AllowSame(proposal.before(), MandateOf(subject))) return std::nullopt;
  return Refuse("MANDATE_CHANGED", {{"proposal", proposal.name()},
                                    {"subject", proposal.subject()}});
}

}  // namespace epiledger::readiness
