#include "services/funding/rules/document_rules.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

// What is set aside for the purposes of an allocation, and what is left.
Amount DividedOf(const v1::Allocation& allocation) {
  Amount divided = 0;
  for (const auto& share : allocation.purposes()) {
    divided += ToFen(share.amount());
  }
  return divided;
}

}  // namespace

absl::Status ValidateCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request) {
  const v1::AllocationDocument& document = request.allocation_document();
  for (int i = 0; i < document.allocations_size(); ++i) {
    const v1::Allocation& allocation = document.allocations(i);
    const std::string at = Concat("allocation_document.allocations[", i, "]");
    if (allocation.has_valid_until() &&
        ToPosition(allocation.valid_until()) <
            ToPosition(document.document_date())) {
      return rpc::InvalidField(
          at + ".valid_until", "ENDS_BEFORE_IT_BEGINS",
          {{"found", ToText(ToPosition(allocation.valid_until()))},
           {"date", ToText(ToPosition(document.document_date()))}});
    }
    if (ToFen(allocation.amount()) == 0 && !allocation.for_carry_over()) {
      return rpc::InvalidField(at + ".amount", "REQUIRED", {});
    }
    if (DividedOf(allocation) > ToFen(allocation.amount())) {
      return rpc::InvalidField(
          at + ".purposes", "SHARES_EXCEED_AMOUNT",
          {{"shares", Concat(DividedOf(allocation))},
           {"amount", Concat(ToFen(allocation.amount()))}});
    }
    std::set<std::string> seen;
    for (const auto& share : allocation.purposes()) {
      if (ToFen(share.ceiling()) != 0 &&
          ToFen(share.ceiling()) < ToFen(share.amount())) {
        return rpc::InvalidField(at + ".purposes", "CEILING_BELOW_SHARE",
                                 {{"purpose", share.purpose()},
                                  {"ceiling", Concat(ToFen(share.ceiling()))},
                                  {"share", Concat(ToFen(share.amount()))}});
      }
      if (!seen.insert(share.purpose()).second) {
        return rpc::InvalidField(at + ".purposes", "LISTED_TWICE",
                                 {{"found", share.purpose()}});
      }
    }
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request) {
  const v1::AllocationDocument& document = request.allocation_document();
  ledger::Needs needs;
  needs.resources = {{std::string(kDocuments), request.document_id()}};
  AddKeyNeeds(kDocumentNumbers,
              DocumentNumberKeys(document.issuer(), document.number()), needs);
  for (const v1::Allocation& allocation : document.allocations()) {
    const std::string fund(rpc::LastSegment(allocation.fund()));
    needs.resources.push_back({std::string(kFunds), fund});
    needs.accounts.push_back(
        {FundAccount(fund), ToPosition(document.document_date())});
    for (const auto& share : allocation.purposes()) {
      needs.resources.push_back(
          {std::string(kPurposes),
           std::string(rpc::LastSegment(share.purpose()))});
    }
  }
  return needs;
}

namespace {

// What an allocation names must exist.
std::optional<Refusal> CheckReferents(const v1::Allocation& allocation,
                                      State& state) {
  if (auto refusal =
          CheckReferent<v1::Fund>(kFunds, rpc::LastSegment(allocation.fund()),
                                  "FUND_NOT_FOUND", allocation.fund(), state)) {
    return refusal;
  }
  for (const auto& share : allocation.purposes()) {
    if (auto refusal = CheckReferent<v1::Purpose>(
            kPurposes, rpc::LastSegment(share.purpose()), "PURPOSE_NOT_FOUND",
            share.purpose(), state)) {
      return refusal;
    }
  }
  return std::nullopt;
}

// No ceiling is the same as one of 0.
void DropZeroCeilings(v1::Allocation& allocation) {
  for (auto& share : *allocation.mutable_purposes()) {
    if (ToFen(share.ceiling()) == 0) share.clear_ceiling();
  }
}

void Allocate(const v1::Allocation& allocation, const std::string& key,
              Position position, Accepted& accepted) {
  const std::string fund = FundAccount(rpc::LastSegment(allocation.fund()));
  for (const auto& share : allocation.purposes()) {
    AddMovement(fund, AvailableAccount(key, rpc::LastSegment(share.purpose())),
                position, ToFen(share.amount()), accepted);
    const std::string_view id = rpc::LastSegment(share.purpose());
    AddMovement(ContraAccount(key, id), CeilingAccount(key, id), position,
                ToFen(share.ceiling()), accepted);
  }
  AddMovement(fund, AvailableAccount(key, kAnyPurpose), position,
              ToFen(allocation.amount()) - DividedOf(allocation), accepted);
}

Refusal FundOverdrawn(const ledger::Shortage& shortage) {
  return Refuse("FUND_OVERDRAWN", {{"fund", FundOf(shortage.account)},
                                   {"available", Concat(shortage.available)},
                                   {"needed", Concat(shortage.needed)},
                                   {"date", ToText(shortage.position)}});
}

}  // namespace

Decision DecideCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request,
    const DecisionContext& context, State& state) {
  const std::string& county = context.book.county;
  const std::string& id = request.document_id();
  v1::AllocationDocument document = request.allocation_document();
  if (const absl::Status ahead =
          CheckNotAhead(document.document_date(),
                        "allocation_document.document_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  document.set_name(rpc::MakeName(kDocumentName, {county, id}));
  if (state.Exists(kDocuments, id)) return Taken(document.name());
  const std::vector<std::string> number_keys =
      DocumentNumberKeys(document.issuer(), document.number());
  if (const auto holder = HolderOfAny(kDocumentNumbers, number_keys, state)) {
    return Refuse("DOCUMENT_NUMBER_TAKEN", {{"issuer", document.issuer()},
                                            {"number", document.number()},
                                            {"document", *holder}});
  }
  const Position position = ToPosition(document.document_date());
  if (auto refusal = CheckPeriodOpen(position, state)) {
    return *std::move(refusal);
  }
  Accepted accepted;
  std::vector<std::pair<std::string, std::string>> bodies;
  for (int i = 0; i < document.allocations_size(); ++i) {
    v1::Allocation& allocation = *document.mutable_allocations(i);
    if (auto refusal = CheckReferents(allocation, state)) {
      return *std::move(refusal);
    }
    DropZeroCeilings(allocation);
    const std::string key = Concat(id, "/", i + 1);
    allocation.set_name(AllocationNameOf(county, key));
    *allocation.mutable_effective_date() = document.document_date();
    Allocate(allocation, key, position, accepted);
    bodies.emplace_back(key, allocation.SerializeAsString());
  }
  // Before every account is looked up.
  if (absl::Status fits = book::CheckEntrySize(accepted.effects); !fits.ok()) {
    return fits;
  }
  if (const auto shortage = state.Check(accepted.effects)) {
    return FundOverdrawn(*shortage);
  }
  AddResource(kDocuments, id, document, accepted);
  for (const auto& [key, body] : bodies) {
    AddResource(kAllocations, key, body, accepted);
  }
  AddResource(kDocumentNumbers, number_keys.front(), id, accepted);
  return accepted;
}

}  // namespace epiledger::funding
