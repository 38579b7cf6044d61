#include "services/readiness/token_rules.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/mandate.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/waiting_proposals.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

constexpr std::string_view kSubjectChanged = "SUBJECT_CHANGED";

int64_t LifetimeOf(const v1::IssueTokenRequest& request) {
  return request.lifetime_seconds() == 0
             ? absl::ToInt64Seconds(limits::kTokenLifetime)
             : request.lifetime_seconds();
}

// A token for what the register says of a person now, handed to who acts.
Accepted Issue(const v1::Subject& subject, int64_t lifetime_seconds,
               const DecisionContext& context) {
  const std::string_view id = rpc::LastSegment(subject.name());
  v1::Token token;
  token.set_name(
      rpc::MakeName(kTokenName, {context.book.county, id, context.NewId()}));
  *token.mutable_roles() = subject.roles();
  token.set_facility(subject.facility());
  token.set_handed_to(context.subject);
  *token.mutable_issue_time() = ToTimestamp(context.record_time);
  const absl::Time expires =
      context.record_time + absl::Seconds(lifetime_seconds);
  *token.mutable_expire_time() =
      ToTimestamp(absl::FromUnixSeconds(absl::ToUnixSeconds(expires)));
  Accepted accepted;
  Record(kTokens, TokenKey(token.name()), token, accepted);
  return accepted;
}

// Who holds the token of somebody who may approve, be it a payment, could be
// the second person to themselves.
bool IsWatched(const v1::Subject& subject, const DecisionContext& context) {
  return rpc::LastSegment(subject.name()) != context.subject &&
         MayApproveAnything(MandateOf(subject));
}

v1::SubjectProposal ProposalOfToken(const v1::Subject& subject,
                                    int64_t lifetime_seconds) {
  v1::SubjectProposal proposal;
  proposal.set_kind(v1::SubjectProposal::KIND_TOKEN);
  proposal.set_subject(subject.name());
  *proposal.mutable_before() = MandateOf(subject);
  *proposal.mutable_after() = MandateOf(subject);
  proposal.set_lifetime_seconds(lifetime_seconds);
  return proposal;
}

// A token that two decide on where there are two.
Decision IssueWatched(const v1::Subject& subject, int64_t lifetime_seconds,
                      const DecisionContext& context, State& state) {
  v1::SubjectProposal proposal = ProposalOfToken(subject, lifetime_seconds);
  if (NeedsSecondPerson(state)) {
    return Propose(std::move(proposal), context, state);
  }
  Accepted accepted = Issue(subject, lifetime_seconds, context);
  if (auto refusal = EndExpired(proposal, context, state, accepted)) {
    return *std::move(refusal);
  }
  return accepted;
}

void Revoke(v1::Token token, std::string_view reason,
            const DecisionContext& context, Accepted& accepted) {
  *token.mutable_revoke_time() = ToTimestamp(context.record_time);
  token.set_revoke_reason(std::string(reason));
  const std::string key = TokenKey(token.name());
  Record(kTokens, key, token, accepted);
  v1::Revocation revocation;
  revocation.set_token_id(token.name());
  *revocation.mutable_expire_time() = token.expire_time();
  Record(kRevocations, RevocationKey(ToTime(token.expire_time()), key),
         revocation, accepted);
}

}  // namespace

Decision DecideIssueToken(const v1::IssueTokenRequest& request,
                          const DecisionContext& context, State& state) {
  const std::string_view id = rpc::LastSegment(request.parent());
  const auto subject = state.Get<v1::Subject>(kSubjects, id);
  if (!subject.has_value()) {
    return Missing("SUBJECT_NOT_FOUND", request.parent());
  }
  if (subject->roles().empty()) {
    return Refuse("SUBJECT_HAS_NO_ROLES", {{"subject", request.parent()}});
  }
  const int64_t lifetime = LifetimeOf(request);
  if (IsWatched(*subject, context)) {
    return IssueWatched(*subject, lifetime, context, state);
  }
  return Issue(*subject, lifetime, context);
}

Decision DecideProposedToken(const v1::SubjectProposal& proposal,
                             const DecisionContext& context, State& state) {
  const auto subject =
      state.Get<v1::Subject>(kSubjects, rpc::LastSegment(proposal.subject()));
  if (!subject.has_value()) {
    return Missing("SUBJECT_NOT_FOUND", proposal.subject());
  }
  if (auto refusal = CheckUnchanged(proposal, *subject)) {
    return *std::move(refusal);
  }
  return Issue(*subject, proposal.lifetime_seconds(), context);
}

Decision DecideRevokeToken(const v1::RevokeTokenRequest& request,
                           const DecisionContext& context, State& state) {
  const auto token = state.Get<v1::Token>(kTokens, TokenKey(request.name()));
  if (!token.has_value()) return Missing("TOKEN_NOT_FOUND", request.name());
  if (token->has_revoke_time()) {
    return Refuse("TOKEN_ALREADY_REVOKED",
                  {{"token", request.name()},
                   {"time", ToText(ToTime(token->revoke_time()))}});
  }
  Accepted accepted;
  Revoke(*token, request.reason(), context, accepted);
  return accepted;
}

void RevokeTokensOf(std::string_view subject, const DecisionContext& context,
                    State& state, Accepted& accepted) {
  const std::map<std::string, std::string>& bodies =
      state.resources().Children(kTokens, subject);
  for (const auto& [key, body] : bodies) {
    v1::Token token;
    token.ParseFromString(body);
    if (!token.has_revoke_time() &&
        ToTime(token.expire_time()) > context.record_time) {
      Revoke(std::move(token), kSubjectChanged, context, accepted);
    }
  }
}

}  // namespace epiledger::readiness
