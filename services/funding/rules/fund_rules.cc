#include "services/funding/rules/fund_rules.h"

#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

Decision DecideCreateFund(const v1::CreateFundRequest& request,
                          const DecisionContext& context, State& state) {
  v1::Fund fund = request.fund();
  fund.set_name(
      rpc::MakeName(kFundName, {context.book.county, request.fund_id()}));
  if (state.Exists(kFunds, request.fund_id())) return Taken(fund.name());
  Accepted accepted;
  AddResource(kFunds, request.fund_id(), fund, accepted);
  return accepted;
}

absl::Status ValidateCreatePurpose(const v1::CreatePurposeRequest& request) {
  if (request.purpose_id() != kAnyPurpose) return absl::OkStatus();
  return rpc::InvalidField("purpose_id", "RESERVED_ID",
                           {{"found", request.purpose_id()}});
}

Decision DecideCreatePurpose(const v1::CreatePurposeRequest& request,
                             const DecisionContext& context, State& state) {
  v1::Purpose purpose = request.purpose();
  purpose.set_name(
      rpc::MakeName(kPurposeName, {context.book.county, request.purpose_id()}));
  if (state.Exists(kPurposes, request.purpose_id())) {
    return Taken(purpose.name());
  }
  Accepted accepted;
  AddResource(kPurposes, request.purpose_id(), purpose, accepted);
  return accepted;
}

ledger::Needs NeedsOfAppropriation(
    const v1::CreateAppropriationRequest& request) {
  const std::string_view fund =
      rpc::LastSegment(request.appropriation().fund());
  return {{{std::string(kFunds), std::string(fund)},
           {std::string(kAppropriations), request.appropriation_id()}},
          {}};
}

Decision DecideCreateAppropriation(
    const v1::CreateAppropriationRequest& request,
    const DecisionContext& context, State& state) {
  v1::Appropriation appropriation = request.appropriation();
  if (const absl::Status ahead =
          CheckNotAhead(appropriation.appropriation_date(),
                        "appropriation.appropriation_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  appropriation.set_name(rpc::MakeName(
      kAppropriationName, {context.book.county, request.appropriation_id()}));
  if (state.Exists(kAppropriations, request.appropriation_id())) {
    return Taken(appropriation.name());
  }
  const std::string_view fund = rpc::LastSegment(appropriation.fund());
  if (auto refusal = CheckReferent<v1::Fund>(kFunds, fund, "FUND_NOT_FOUND",
                                             appropriation.fund(), state)) {
    return *std::move(refusal);
  }
  Accepted accepted;
  // That the money came is a fact, whatever is closed.
  const ledger::Position position = Post(
      ToPosition(appropriation.appropriation_date()), state, appropriation);
  AddResource(kAppropriations, request.appropriation_id(), appropriation,
              accepted);
  AddMovement(SourceAccount(fund), FundAccount(fund), position,
              ToFen(appropriation.amount()), accepted);
  return accepted;
}

}  // namespace epiledger::funding
