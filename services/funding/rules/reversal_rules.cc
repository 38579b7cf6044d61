#include "services/funding/rules/reversal_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "epiledger/funding/v1/commitment.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/dependents.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/expired_holds.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/original_write.h"
#include "services/funding/rules/paid_back.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/resting_entries.h"
#include "services/funding/rules/reversible.h"
#include "services/funding/rules/still_paid.h"
#include "services/funding/rules/treasury_matches.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using journal::v1::Effects;
using journal::v1::Movement;
using journal::v1::ResourceVersion;
using ledger::Position;
using ledger::State;

ledger::Needs NeedsOfReversal(const v1::ReverseEntryRequest& request) {
  return {{{std::string(kReversals), ReversalKey(request.sequence())}}, {}};
}

namespace {

Refusal OfEntry(const char* reason, int64_t sequence) {
  return Refuse(reason, {{"sequence", Concat(sequence)}});
}

std::optional<Refusal> CheckNotReversed(int64_t sequence, State& state) {
  const auto first = state.Get<v1::Reversal>(kReversals, ReversalKey(sequence));
  if (!first.has_value()) return std::nullopt;
  return Refuse("ALREADY_REVERSED",
                {{"sequence", Concat(sequence)},
                 {"reversal", first->name()},
                 {"reversal_sequence", Concat(first->reversal_sequence())}});
}

// PERIOD_CLOSED: the entry did on a closed day what is only undone that day.
std::optional<Refusal> CheckDays(const ReversibleKind& kind,
                                 const Effects& effects, State& state) {
  if (!kind.on_open_days_only) return std::nullopt;
  for (const Movement& movement : effects.movements()) {
    auto refusal = CheckPeriodOpen(Position(movement.position()), state);
    if (refusal.has_value()) return refusal;
  }
  return std::nullopt;
}

// Why an entry is none that a reversal corrects.
std::optional<Refusal> CheckReversible(int64_t sequence, const Effects& effects,
                                       State& state) {
  if (effects.reverses() != 0) {
    Refusal refusal = OfEntry("REVERSAL_STANDS", sequence);
    refusal.metadata["reversed"] = Concat(effects.reverses());
    return refusal;
  }
  for (const ResourceVersion& made : effects.resources()) {
    if (const auto* kind = FindReversible(made.collection())) {
      if (auto refusal = CheckDays(*kind, effects, state)) return refusal;
      continue;
    }
    Refusal refusal = OfEntry("NOT_REVERSIBLE", sequence);
    refusal.metadata["kind"] = made.collection();
    return refusal;
  }
  return std::nullopt;
}

// What the entry did, or why it cannot be reversed whatever else there is.
std::variant<Effects, Refusal> FindOriginal(int64_t sequence, State& state) {
  const auto frame = state.recorded().Find(sequence);
  if (!frame.has_value()) {
    return Refusal{absl::StatusCode::kNotFound,
                   "ENTRY_NOT_FOUND",
                   {{"sequence", Concat(sequence)}}};
  }
  if (!frame->accepted()) return OfEntry("NOTHING_TO_REVERSE", sequence);
  if (auto refusal = CheckNotReversed(sequence, state)) {
    return *std::move(refusal);
  }
  Effects effects;
  effects.ParseFromString(frame->event);
  Effects original = OriginalWrite(effects);
  if (original.resources().empty() && !effects.resources().empty()) {
    Refusal refusal = OfEntry("NOT_REVERSIBLE", sequence);
    refusal.metadata["kind"] = MainResource(effects).collection();
    return refusal;
  }
  if (auto refusal = CheckReversible(sequence, original, state)) {
    return *std::move(refusal);
  }
  return original;
}

// The first day of some movements.
std::optional<google::type::Date> FirstDateOf(const Effects& effects) {
  Position first = ledger::kEnd;
  for (const Movement& movement : effects.movements()) {
    first = std::min(first, Position(movement.position()));
  }
  if (first == ledger::kEnd) return std::nullopt;
  return ToDate(first);
}

v1::Reversal ReversalOf(const v1::ReverseEntryRequest& request,
                        const Effects& original, const Effects& reverse,
                        const DecisionContext& context) {
  v1::Reversal reversal;
  reversal.set_name(rpc::MakeName(
      kReversalName, {context.book.county, ReversalKey(request.sequence())}));
  reversal.set_sequence(request.sequence());
  reversal.set_reversal_sequence(context.sequence);
  reversal.set_reason(request.reason());
  if (!original.resources().empty()) {
    const ResourceVersion& made = original.resources(0);
    const ReversibleKind& kind = *FindReversible(made.collection());
    if (kind.name != nullptr) reversal.set_resource(kind.name(made.body()));
  }
  if (const auto date = FirstDateOf(original)) {
    *reversal.mutable_original_date() = *date;
    *reversal.mutable_reversal_date() = FirstDateOf(reverse).value();
  }
  return reversal;
}

// What a resource was before the entry; nothing where the entry made it.
std::optional<std::string> BodyBefore(const ResourceVersion& made,
                                      int64_t sequence, State& state) {
  std::optional<std::string> body;
  for (const auto& version :
       state.resources().VersionsOf(made.collection(), made.key())) {
    if (version.sequence < sequence) body = version.body;
  }
  return body;
}

// Marks what the entry made, and puts back what it changed.
void PutBack(const Effects& original, int64_t sequence,
             const ReversalMark& mark, State& state, Accepted& accepted) {
  for (const ResourceVersion& made : original.resources()) {
    if (made.collection() == kInvoices || made.collection() == kInvoiceParts) {
      continue;
    }
    const ReversibleKind& kind = *FindReversible(made.collection());
    const auto before = BodyBefore(made, sequence, state);
    if (before.has_value()) {
      // An order that was released is as it was: only its money moved.
      if (*before == made.body()) continue;
      AddResource(made.collection(), made.key(), *before, accepted);
    } else {
      AddResource(
          made.collection(), made.key(),
          kind.mark == nullptr ? std::string() : kind.mark(made.body(), mark),
          accepted);
    }
  }
}

// Adds those who pay an invoice now that `refunded` paid before: later ones, or
// where none is, earlier ones that reversals have brought back.
void AddPayers(const v1::Payment& refunded, int64_t sequence, State& state,
               Dependents& dependents) {
  const std::string_view own = rpc::LastSegment(refunded.name());
  for (const int64_t after : {sequence, int64_t{0}}) {
    for (const std::string& invoice : InvoiceKeysOf(refunded)) {
      for (const std::string_view collection : {kInvoices, kInvoiceParts}) {
        for (const auto& version :
             state.resources().VersionsOf(collection, invoice)) {
          if (version.sequence > after && version.sequence != sequence &&
              version.body != own && dependents.Stands(version.sequence)) {
            dependents.Add(version.sequence);
          }
        }
      }
    }
    if (!dependents.empty()) return;
  }
}

// An invoice is paid by what stands of its payments; no line of the treasury is
// a payment that never was.
void NotePayments(const ResourceVersion& made, int64_t sequence,
                  const std::string& subject, State& state,
                  Dependents& dependents, Accepted& accepted) {
  if (made.collection() == kPayments) {
    v1::Payment payment;
    payment.ParseFromString(made.body());
    NoteReversedPayment(payment, made.key(), state, accepted);
    WithdrawMatchOf(made.key(), subject, state, accepted);
    return;
  }
  if (made.collection() == kDisbursements) {
    WithdrawMatchOf(made.key(), subject, state, accepted);
  }
  if (made.collection() != kRefunds) return;
  v1::Refund refund;
  refund.ParseFromString(made.body());
  const std::string key(rpc::LastSegment(refund.payment()));
  const auto payment = state.Get<v1::Payment>(kPayments, key);
  if (payment.has_value() &&
      !NoteReversedRefund(*payment, ToFen(refund.amount()), key, state,
                          accepted)) {
    AddPayers(*payment, sequence, state, dependents);
  }
}

}  // namespace

Decision DecideReverseEntry(const v1::ReverseEntryRequest& request,
                            const DecisionContext& context, State& state) {
  const int64_t sequence = request.sequence();
  auto found = FindOriginal(sequence, state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& original = std::get<Effects>(found);
  Accepted accepted;
  accepted.effects = MovedBack(original, state);
  const ExpiredHolds expired(AllocationsMovedBy(original), context.record_time,
                             state);
  const Effects moved = expired.With(accepted.effects);
  Dependents dependents(sequence, context.record_time, state);
  AddResting(sequence, original, moved, state, dependents);
  if (!dependents.empty()) return dependents.ToRefusal();
  if (auto refusal = CheckCovered(sequence, moved, state)) {
    return *std::move(refusal);
  }
  if (auto refusal = CheckStillPaid(sequence, original, state)) {
    return *std::move(refusal);
  }
  accepted.effects.set_reverses(sequence);
  const v1::Reversal reversal =
      ReversalOf(request, original, accepted.effects, context);
  AddResource(kReversals, ReversalKey(sequence), reversal, accepted);
  NoteReversedLate(reversal, accepted.effects, accepted);
  const ReversalMark mark{reversal.name(), reversal.has_reversal_date()
                                               ? &reversal.reversal_date()
                                               : nullptr};
  PutBack(original, sequence, mark, state, accepted);
  if (!original.resources().empty()) {
    NotePayments(original.resources(0), sequence, context.subject, state,
                 dependents, accepted);
  }
  if (!dependents.empty()) return dependents.ToRefusal();
  expired.Write(accepted);
  return accepted;
}

}  // namespace epiledger::funding
