#include "services/funding/funding_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/book/genesis.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/limits.h"
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

Refusal Refuse(std::string reason,
               std::map<std::string, std::string> metadata) {
  return {absl::StatusCode::kFailedPrecondition, std::move(reason),
          std::move(metadata)};
}

Refusal Missing(std::string reason, const std::string& name) {
  return {absl::StatusCode::kNotFound, std::move(reason), {{"name", name}}};
}

Refusal Taken(const std::string& name) {
  return {absl::StatusCode::kAlreadyExists, "NAME_TAKEN", {{"name", name}}};
}

void AddResource(std::string_view collection, std::string_view key,
                 const std::string& body, Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::string(key));
  version.set_body(body);
}

void AddMovement(const std::string& source, const std::string& target,
                 Position position, Amount amount, Accepted& accepted) {
  if (amount == 0) return;
  journal::v1::Movement& movement = *accepted.effects.add_movements();
  movement.set_source(source);
  movement.set_target(target);
  movement.set_unit(std::string(kUnit));
  movement.set_position(position.value());
  movement.set_amount(amount);
}

// A day that has not begun in the county cannot be recorded.
absl::Status CheckNotAhead(const google::type::Date& date, const char* field,
                           const DecisionContext& context, State& state) {
  const Position today = Position::FromDay(book::CivilDayAt(
      book::GenesisOf(state), context.record_time + limits::kMaxAhead));
  const Position position = ToPosition(date);
  if (position <= today) return absl::OkStatus();
  return rpc::InvalidField(
      field, "DATE_AHEAD",
      {{"found", ToText(position)}, {"today", ToText(today)}});
}

// What is set aside for the purposes of an allocation, and what is left.
Amount DividedOf(const v1::Allocation& allocation) {
  Amount divided = 0;
  for (const auto& share : allocation.purposes()) {
    divided += ToFen(share.amount());
  }
  return divided;
}

}  // namespace

Decision DecideCreateFund(const v1::CreateFundRequest& request,
                          const DecisionContext& context, State& state) {
  v1::Fund fund = request.fund();
  fund.set_name(
      rpc::MakeName(kFundName, {context.book.county, request.fund_id()}));
  if (state.Exists(kFunds, request.fund_id())) return Taken(fund.name());
  Accepted accepted;
  AddResource(kFunds, request.fund_id(), fund.SerializeAsString(), accepted);
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
  AddResource(kPurposes, request.purpose_id(), purpose.SerializeAsString(),
              accepted);
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
  if (!state.Exists(kFunds, fund)) {
    return Missing("FUND_NOT_FOUND", appropriation.fund());
  }
  Accepted accepted;
  AddResource(kAppropriations, request.appropriation_id(),
              appropriation.SerializeAsString(), accepted);
  AddMovement(SourceAccount(fund), FundAccount(fund),
              ToPosition(appropriation.appropriation_date()),
              ToFen(appropriation.amount()), accepted);
  return accepted;
}

absl::Status ValidateCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request) {
  const v1::AllocationDocument& document = request.allocation_document();
  for (int i = 0; i < document.allocations_size(); ++i) {
    const v1::Allocation& allocation = document.allocations(i);
    const std::string at = Concat("allocation_document.allocations[", i, "]");
    if (DividedOf(allocation) > ToFen(allocation.amount())) {
      return rpc::InvalidField(
          at + ".purposes", "SHARES_EXCEED_AMOUNT",
          {{"shares", Concat(DividedOf(allocation))},
           {"amount", Concat(ToFen(allocation.amount()))}});
    }
    std::set<std::string> seen;
    for (const auto& share : allocation.purposes()) {
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
  needs.resources = {{std::string(kDocuments), request.document_id()},
                     {std::string(kDocumentNumbers),
                      DocumentNumberKey(document.issuer(), document.number())}};
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
  if (!state.Exists(kFunds, rpc::LastSegment(allocation.fund()))) {
    return Missing("FUND_NOT_FOUND", allocation.fund());
  }
  for (const auto& share : allocation.purposes()) {
    const std::string_view purpose = rpc::LastSegment(share.purpose());
    if (!state.Exists(kPurposes, purpose)) {
      return Missing("PURPOSE_NOT_FOUND", share.purpose());
    }
  }
  return std::nullopt;
}

void Allocate(const v1::Allocation& allocation, const std::string& key,
              Position position, Accepted& accepted) {
  const std::string fund = FundAccount(rpc::LastSegment(allocation.fund()));
  for (const auto& share : allocation.purposes()) {
    AddMovement(fund, AvailableAccount(key, rpc::LastSegment(share.purpose())),
                position, ToFen(share.amount()), accepted);
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
  const std::string number_key =
      DocumentNumberKey(document.issuer(), document.number());
  if (state.Exists(kDocumentNumbers, number_key)) {
    return Refuse("DOCUMENT_NUMBER_TAKEN",
                  {{"issuer", document.issuer()},
                   {"number", document.number()},
                   {"document", std::string(*state.resources().Find(
                                    kDocumentNumbers, number_key))}});
  }
  const Position position = ToPosition(document.document_date());
  Accepted accepted;
  std::vector<std::pair<std::string, std::string>> bodies;
  for (int i = 0; i < document.allocations_size(); ++i) {
    v1::Allocation& allocation = *document.mutable_allocations(i);
    if (auto refusal = CheckReferents(allocation, state)) {
      return *std::move(refusal);
    }
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
  AddResource(kDocuments, id, document.SerializeAsString(), accepted);
  for (const auto& [key, body] : bodies) {
    AddResource(kAllocations, key, body, accepted);
  }
  AddResource(kDocumentNumbers, number_key, id, accepted);
  return accepted;
}

ledger::Needs NeedsOfPayment(const v1::CreatePaymentRequest& request) {
  const v1::Payment& payment = request.payment();
  const std::string key = AllocationKey(payment.allocation());
  const std::string_view purpose = rpc::LastSegment(payment.purpose());
  const Position position = ToPosition(payment.payment_date());
  ledger::Needs needs{{{std::string(kAllocations), key}},
                      {{AvailableAccount(key, purpose), position},
                       {AvailableAccount(key, kAnyPurpose), position},
                       {PaidAccount(key, purpose), position}}};
  for (std::string& invoice : InvoiceKeys(payment.payee(), payment.invoice())) {
    needs.resources.push_back({std::string(kInvoices), std::move(invoice)});
  }
  return needs;
}

namespace {

bool AllowsPurpose(const v1::Allocation& allocation,
                   const std::string& purpose) {
  return std::any_of(
      allocation.purposes().begin(), allocation.purposes().end(),
      [&purpose](const auto& share) { return share.purpose() == purpose; });
}

// What a payment must fit, apart from the money itself.
std::optional<Refusal> CheckPayment(const v1::Payment& payment,
                                    const v1::Allocation& allocation,
                                    const std::vector<std::string>& invoices,
                                    State& state) {
  if (!AllowsPurpose(allocation, payment.purpose())) {
    return Refuse(
        "PURPOSE_NOT_ALLOWED",
        {{"purpose", payment.purpose()}, {"allocation", payment.allocation()}});
  }
  const Position allocated = ToPosition(allocation.effective_date());
  if (ToPosition(payment.payment_date()) < allocated) {
    return Refuse("PAID_BEFORE_ALLOCATED",
                  {{"payment_date", ToText(ToPosition(payment.payment_date()))},
                   {"allocated", ToText(allocated)}});
  }
  for (const std::string& invoice : invoices) {
    const auto first = state.resources().Find(kInvoices, invoice);
    if (!first.has_value()) continue;
    return Refuse("INVOICE_PAID_TWICE", {{"payee", payment.payee()},
                                         {"invoice", payment.invoice()},
                                         {"payment", std::string(*first)}});
  }
  return std::nullopt;
}

}  // namespace

Decision DecideCreatePayment(const v1::CreatePaymentRequest& request,
                             const DecisionContext& context, State& state) {
  v1::Payment payment = request.payment();
  if (const absl::Status ahead = CheckNotAhead(
          payment.payment_date(), "payment.payment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string key = AllocationKey(payment.allocation());
  const auto allocation = state.Get<v1::Allocation>(kAllocations, key);
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", payment.allocation());
  }
  const std::vector<std::string> invoices =
      InvoiceKeys(payment.payee(), payment.invoice());
  if (auto refusal = CheckPayment(payment, *allocation, invoices, state)) {
    return *std::move(refusal);
  }
  const std::string_view purpose = rpc::LastSegment(payment.purpose());
  const Position position = ToPosition(payment.payment_date());
  const std::string own = AvailableAccount(key, purpose);
  const std::string rest = AvailableAccount(key, kAnyPurpose);
  const Amount from_own = state.AvailableFrom(own, position);
  const Amount from_rest = state.AvailableFrom(rest, position);
  const Amount amount = ToFen(payment.amount());
  if (amount > from_own + from_rest) {
    return Refuse("OVERSPENT", {{"allocation", payment.allocation()},
                                {"purpose", payment.purpose()},
                                {"available", Concat(from_own + from_rest)},
                                {"needed", Concat(amount)},
                                {"date", ToText(position)}});
  }
  const std::string id = context.NewId();
  payment.set_name(rpc::MakeName(kPaymentName, {context.book.county, id}));
  *payment.mutable_available_after() = ToMoney(from_own + from_rest - amount);
  Accepted accepted;
  const Amount share = std::min(amount, from_own);
  AddMovement(own, PaidAccount(key, purpose), position, share, accepted);
  AddMovement(rest, PaidAccount(key, purpose), position, amount - share,
              accepted);
  AddResource(kPayments, id, payment.SerializeAsString(), accepted);
  if (!invoices.empty()) {
    AddResource(kInvoices, invoices.front(), id, accepted);
  }
  return accepted;
}

}  // namespace epiledger::funding
