#include "services/funding/rules/settlement_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/open_line.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/limits.h"
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

ledger::Needs NeedsOfAccrual(const v1::CreateAccrualRequest& request) {
  return NeedsOfLine(request.accrual().commitment());
}

namespace {

// What so many cost at the price agreed: the line's amount in proportion,
// rounded down; it is a figure to compare with and moves nothing. Nothing where
// there is no price for a piece, or it is no amount of money any more.
std::optional<Amount> AgreedFor(const v1::Commitment::Line& line,
                                int64_t quantity) {
  if (quantity == 0 || line.quantity() == 0) return std::nullopt;
  // Neither factor is above 10^15.
  const absl::int128 agreed =
      absl::int128(ToFen(line.amount())) * quantity / line.quantity();
  if (agreed > limits::kMaxAmount) return std::nullopt;
  return static_cast<Amount>(agreed);
}

// Settles what arrived: out of what is prepaid, then held, then available.
std::optional<Refusal> Settle(const OpenCommitment& open, Position arrived,
                              OpenLine& line, v1::Accrual& accrual,
                              Accepted& accepted) {
  const Amount amount = ToFen(accrual.amount());
  const Amount covered =
      std::min(amount, line.AtBoth(Stage::kHeld, Stage::kPrepaid));
  const Amount beyond = amount - covered;
  if (beyond > 0) {
    // Of an order that went on later its new allocation is asked as it began.
    const Position asked = std::max(arrived, open.since);
    if (auto refusal = CheckSpendable(open.allocation, asked)) return refusal;
    if (auto refusal = line.purse().CheckTake(
            {line.line().purpose(), beyond, covered}, "OVERSPENT")) {
      return refusal;
    }
  }
  line.Take(beyond, accepted);
  *accrual.mutable_from_prepaid() = ToMoney(line.Arrive(amount, accepted));
  *accrual.mutable_beyond_held() = ToMoney(beyond);
  const Amount released = accrual.final() ? line.At(Stage::kHeld) : 0;
  line.GiveBack(Stage::kHeld, released, accepted);
  *accrual.mutable_released() = ToMoney(released);
  return std::nullopt;
}

// Adds what is known of how many arrived.
void Count(OpenLine& line, v1::Accrual& accrual, Accepted& accepted) {
  line.Count(accrual.quantity(), accepted);
  if (const auto agreed = AgreedFor(line.line(), accrual.quantity())) {
    *accrual.mutable_price_difference() =
        ToMoney(*agreed - ToFen(accrual.amount()));
  }
}

}  // namespace

Decision DecideCreateAccrual(const v1::CreateAccrualRequest& request,
                             const DecisionContext& context, State& state) {
  v1::Accrual accrual = request.accrual();
  if (const absl::Status ahead = CheckNotAhead(
          accrual.accrual_date(), "accrual.accrual_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const Position arrived = ToPosition(accrual.accrual_date());
  // Goods that came are a fact, whatever is closed.
  const Position posted = Post(arrived, state, accrual);
  auto found = FindCommitment(accrual.commitment(), arrived, posted, state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& open = std::get<OpenCommitment>(found);
  if (auto refusal = CheckLine(open, accrual.line())) {
    return *std::move(refusal);
  }
  OpenLine line(open, accrual.line(), posted, state);
  Accepted accepted;
  if (auto refusal = Settle(open, arrived, line, accrual, accepted)) {
    return *std::move(refusal);
  }
  Count(line, accrual, accepted);
  const std::string id = context.NewId();
  accrual.set_name(rpc::MakeName(kAccrualName, {context.book.county, id}));
  AddResource(kAccruals, id, accrual, accepted);
  return accepted;
}

namespace {

// The payment that a request makes, as far as the request tells.
v1::Payment PaymentOf(const v1::PayCommitmentRequest& request) {
  v1::Payment payment;
  *payment.mutable_amount() = request.amount();
  *payment.mutable_payment_date() = request.payment_date();
  payment.set_method(request.method());
  payment.set_invoice(request.invoice());
  payment.set_voucher(request.voucher());
  payment.set_summary(request.summary());
  if (request.has_invoice_amount()) {
    *payment.mutable_invoice_amount() = request.invoice_amount();
  }
  payment.set_commitment(request.name());
  payment.set_line(request.line());
  payment.set_kind(request.prepayment() ? v1::Payment::KIND_PREPAYMENT
                                        : v1::Payment::KIND_SETTLEMENT);
  return payment;
}

// Why a line cannot be paid: what arrived only as far as it is owed, ahead of
// the goods only what the line has left, while its allocation lasts.
std::optional<Refusal> CheckDue(const v1::PayCommitmentRequest& request,
                                const v1::Allocation& allocation,
                                Position position, const OpenLine& line) {
  const bool is_ahead = request.prepayment();
  if (is_ahead) {
    if (auto refusal = CheckSpendable(allocation, position)) return refusal;
  }
  const Amount most = is_ahead ? line.AtBoth(Stage::kHeld, Stage::kAccrued)
                               : line.At(Stage::kAccrued);
  const Amount amount = ToFen(request.amount());
  if (amount <= most) return std::nullopt;
  return Refuse(is_ahead ? "OVER_HELD" : "OVER_ACCRUED",
                {{"commitment", request.name()},
                 {"line", Concat(request.line())},
                 {"available", Concat(most)},
                 {"needed", Concat(amount)},
                 {"date", ToText(position)}});
}

}  // namespace

absl::Status ValidatePayCommitment(const v1::PayCommitmentRequest& request) {
  return ValidateInvoice(PaymentOf(request), "");
}

ledger::Needs NeedsOfPayCommitment(const v1::PayCommitmentRequest& request) {
  return NeedsOfLine(request.name());
}

Decision DecidePayCommitment(const v1::PayCommitmentRequest& request,
                             const DecisionContext& context, State& state) {
  if (const absl::Status ahead =
          CheckNotAhead(request.payment_date(), "payment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const Position position = ToPosition(request.payment_date());
  if (auto refusal = CheckPeriodOpen(position, state)) {
    return *std::move(refusal);
  }
  auto found = FindCommitment(request.name(), position, state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& open = std::get<OpenCommitment>(found);
  if (auto refusal = CheckLine(open, request.line())) {
    return *std::move(refusal);
  }
  OpenLine line(open, request.line(), position, state);
  v1::Payment payment = PaymentOf(request);
  payment.set_allocation(open.commitment.allocation());
  payment.set_purpose(line.line().purpose());
  payment.set_payee(open.commitment.supplier());
  auto refusal = CheckInvoice(payment, state);
  if (!refusal.has_value()) {
    refusal = CheckDue(request, open.allocation, position, line);
  }
  if (!refusal.has_value()) refusal = CheckCash(payment, state);
  if (refusal.has_value()) return *std::move(refusal);
  Accepted accepted;
  line.Pay(ToFen(payment.amount()), accepted);
  const std::string id = context.NewId();
  payment.set_name(rpc::MakeName(kPaymentName, {context.book.county, id}));
  *payment.mutable_available_after() =
      ToMoney(line.purse().Available(payment.purpose()));
  DrawCash(payment, state, accepted);
  AddResource(kPayments, id, payment, accepted);
  NoteInvoice(payment, id, state, accepted);
  return accepted;
}

}  // namespace epiledger::funding
