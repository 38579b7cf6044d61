#include "services/funding/rules/refund_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "epiledger/funding/v1/liability.pb.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/carrying.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/expired_holds.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/open_line.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/refundable.h"
#include "services/funding/rules/standing.h"
#include "services/funding/rules/still_paid.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

ledger::Needs NeedsOfRefund(const v1::CreateRefundRequest& request) {
  return {{{std::string(kPayments),
            std::string(rpc::LastSegment(request.refund().payment()))}},
          {}};
}

namespace {

// What the document set aside for a purpose alone.
Amount OwnShareOf(const v1::Allocation& allocation,
                  const std::string& purpose) {
  const auto* const share = FindShare(allocation, purpose);
  return share == nullptr ? 0 : ToFen(share->amount());
}

std::optional<Refusal> CheckRefund(const v1::Refund& refund,
                                   const v1::Payment& payment, State& state) {
  const Position position = ToPosition(refund.refund_date());
  const Position paid = ToPosition(payment.payment_date());
  if (position < paid) {
    return Refuse("REFUNDED_BEFORE_PAID", {{"payment", payment.name()},
                                           {"date", ToText(position)},
                                           {"paid", ToText(paid)}});
  }
  if (refund.owed_again() && payment.commitment().empty() &&
      payment.liability().empty()) {
    return Refuse("NEVER_OWED", {{"payment", payment.name()}});
  }
  const Amount left = StillPaid(payment, PostingDay(position, state), state);
  if (ToFen(refund.amount()) <= left) return std::nullopt;
  return Refuse("OVER_REFUNDED", {{"payment", payment.name()},
                                  {"available", Concat(left)},
                                  {"needed", Concat(ToFen(refund.amount()))}});
}

// How much of a refund goes to what is not divided: taken last, given back
// first. Payments of the first release do not say where they came from; of
// them the purpose's own share gets what it lacks of what it was given, so that
// nothing is tied to a purpose that never was.
Amount UndividedOf(const v1::Payment& payment, Amount amount,
                   const v1::Allocation& allocation, Position position,
                   State& state) {
  if (payment.has_undivided()) {
    const Amount left = ToFen(payment.undivided()) - ToFen(payment.refunded());
    return std::clamp<Amount>(left, 0, amount);
  }
  const std::string own = AvailableAccount(AllocationKey(allocation.name()),
                                           rpc::LastSegment(payment.purpose()));
  const Amount lacking =
      std::max<Amount>(0, OwnShareOf(allocation, payment.purpose()) -
                              state.HighestFrom(own, position));
  return amount - std::min(amount, lacking);
}

// A direct payment's money goes back to its allocation.
void RefundDirect(const v1::Payment& payment, Position position, Amount amount,
                  State& state, Accepted& accepted) {
  const std::string key = AllocationKey(payment.allocation());
  const auto allocation =
      state.Get<v1::Allocation>(kAllocations, key).value_or(v1::Allocation());
  const Amount undivided =
      UndividedOf(payment, amount, allocation, position, state);
  Purse(allocation, position, state)
      .GiveBack(payment.purpose(), amount, undivided,
                PaidAccount(key, rpc::LastSegment(payment.purpose())),
                accepted);
}

// A purchase's money is held again as far as the goods are still to come. Where
// they have arrived they are owed again, or else it goes back to the
// allocation: they were returned, or cost less.
void RefundLine(const v1::Refund& refund, const v1::Payment& payment,
                const OpenCommitment& open, Position position, State& state,
                Accepted& accepted) {
  OpenLine line(open, payment.line(), position, state);
  const Amount amount = ToFen(refund.amount());
  Amount unpaid = 0;
  if (refund.owed_again()) {
    unpaid = amount;
  } else if (payment.kind() == v1::Payment::KIND_PREPAYMENT) {
    unpaid = std::min(amount, line.OnDay(Stage::kPrepaid));
  }
  const Amount cheaper = amount - unpaid;
  CarryRefunded(payment, open, position, amount, cheaper, line, state,
                accepted);
  line.Pay(-unpaid, accepted);
  line.GiveBack(Stage::kPaid, cheaper, accepted);
}

// The liability a payment settled is owed once more.
void OweAgain(const v1::Payment& payment, Position position, Amount amount,
              State& state, Accepted& accepted) {
  const std::string_view key = rpc::LastSegment(payment.liability());
  const auto liability =
      state.Get<v1::Liability>(kLiabilities, key).value_or(v1::Liability());
  const std::string_view debtor = rpc::LastSegment(liability.debtor());
  AddMovement(LiabilityContraAccount(debtor, key),
              LiabilityAccount(debtor, key), position, amount, accepted);
}

// All that the money does, with the figure of what came back. `open` is the
// order that was paid for, if there is one.
void GiveBack(const v1::Refund& refund, const v1::Payment& payment,
              const std::optional<OpenCommitment>& open, Position position,
              State& state, Accepted& accepted) {
  const Amount amount = ToFen(refund.amount());
  if (open.has_value()) {
    RefundLine(refund, payment, *open, position, state, accepted);
  } else {
    RefundDirect(payment, position, amount, state, accepted);
    if (refund.owed_again()) {
      OweAgain(payment, position, amount, state, accepted);
    }
  }
  const std::string key = AllocationKey(payment.allocation());
  const std::string_view purpose = rpc::LastSegment(payment.purpose());
  AddMovement(ContraAccount(key, purpose), RefundedAccount(payment), position,
              amount, accepted);
  if (!payment.has_from_disbursed()) return;
  // The cash is where the payment took it from, with the money.
  const std::string& with =
      open.has_value() ? open->commitment.allocation() : payment.allocation();
  OwnAccount(AllocationKey(with), position, state).Change(amount, accepted);
}

// Where the order that an old year's payment was for has gone on: its ceilings
// are asked.
std::set<std::string> AllocationsReached(
    const v1::Payment& payment, const std::optional<OpenCommitment>& open) {
  if (!open.has_value() ||
      open->commitment.allocation() == payment.allocation()) {
    return {};
  }
  return {AllocationKey(open->commitment.allocation())};
}

// Of a line's goods less may be paid than the payments add up to; and what an
// old year's payment had paid for good and is bound again in the new one counts
// below the ceiling there.
Refusal RefuseShort(const v1::Refund& refund, const v1::Payment& payment,
                    const std::optional<OpenCommitment>& open,
                    Position position, const ledger::Shortage& shortage,
                    State& state) {
  if (open.has_value() &&
      shortage.account.starts_with(FigurePrefix(kCeiling, ""))) {
    return OverCeiling(open->allocation, payment.purpose(), shortage, position);
  }
  return Refuse("OVER_REFUNDED",
                {{"payment", payment.name()},
                 {"available",
                  Concat(open.has_value() ? RefundableOf(refund, payment, *open,
                                                         position, state)
                                          : shortage.available)},
                 {"needed", Concat(ToFen(refund.amount()))}});
}

}  // namespace

Decision DecideCreateRefund(const v1::CreateRefundRequest& request,
                            const DecisionContext& context, State& state) {
  v1::Refund refund = request.refund();
  if (const absl::Status ahead = CheckNotAhead(
          refund.refund_date(), "refund.refund_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string paid_key(rpc::LastSegment(refund.payment()));
  auto payment = state.Get<v1::Payment>(kPayments, paid_key);
  if (!payment.has_value()) {
    return Missing("PAYMENT_NOT_FOUND", refund.payment());
  }
  auto refusal = CheckStanding(*payment);
  if (!refusal.has_value()) refusal = CheckRefund(refund, *payment, state);
  if (refusal.has_value()) return *std::move(refusal);
  // That it came back is a fact, whatever is closed.
  const Position position =
      Post(ToPosition(refund.refund_date()), state, refund);
  std::optional<OpenCommitment> open;
  if (!payment->commitment().empty()) {
    auto found = FindCommitment(payment->commitment(), position, state);
    if (auto* missing = std::get_if<Refusal>(&found)) {
      return std::move(*missing);
    }
    open = std::get<OpenCommitment>(std::move(found));
  }
  const Amount amount = ToFen(refund.amount());
  const std::string id = context.NewId();
  refund.set_name(rpc::MakeName(kRefundName, {context.book.county, id}));
  Accepted accepted;
  AddResource(kRefunds, id, refund, accepted);
  GiveBack(refund, *payment, open, position, state, accepted);
  const ExpiredHolds expired(AllocationsReached(*payment, open),
                             context.record_time, state);
  if (const auto shortage = state.Check(expired.With(accepted.effects))) {
    return RefuseShort(refund, *payment, open, position, *shortage, state);
  }
  *payment->mutable_refunded() = ToMoney(ToFen(payment->refunded()) + amount);
  AddResource(kPayments, paid_key, *payment, accepted);
  NoteRefund(*payment, amount, state, accepted);
  expired.Write(accepted);
  return accepted;
}

}  // namespace epiledger::funding
