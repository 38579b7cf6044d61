#include "tests/models/funding/service/forms.h"

#include <string_view>

#include "services/funding/funding_fixture.h"
#include "services/text.h"
#include "tests/models/funding/service/calendar.h"

namespace epiledger::ladder {
namespace {

namespace v1 = funding::v1;
using funding::Fen;

constexpr char kReason[] = "县指挥部决定";

// A request with an id, and with the county where it has a parent.
template <typename Form>
Form New(const std::string& id) {
  Form form;
  form.set_request_id(id);
  if constexpr (requires { form.set_parent(std::string()); }) {
    form.set_parent(std::string(funding::kCounty));
  }
  return form;
}

template <typename Form>
void SetInvoice(const Invoice& invoice, Form& form) {
  form.set_invoice(invoice.number);
  if (invoice.whole > 0) *form.mutable_invoice_amount() = Fen(invoice.whole);
}

void Fill(const Grant& grant, v1::Allocation& allocation) {
  allocation.set_fund(InCounty("funds", grant.fund));
  allocation.set_recipient(InCounty("facilities", grant.recipient));
  if (grant.fen > 0) *allocation.mutable_amount() = Fen(grant.fen);
  allocation.set_for_carry_over(grant.is_for_carry_over);
  for (const Share& share : grant.shares) {
    v1::Allocation::PurposeShare& one = *allocation.add_purposes();
    one.set_purpose(InCounty("purposes", share.purpose));
    if (share.fen > 0) *one.mutable_amount() = Fen(share.fen);
    if (share.ceiling > 0) *one.mutable_ceiling() = Fen(share.ceiling);
  }
  if (grant.valid_until.has_value()) {
    *allocation.mutable_valid_until() = DateOf(*grant.valid_until);
  }
}

v1::Payment::Method MethodOf(bool is_own) {
  return is_own ? v1::Payment::METHOD_OWN_ACCOUNT : v1::Payment::METHOD_DIRECT;
}

}  // namespace

std::string InCounty(const std::string& collection, const std::string& id) {
  return Concat(funding::kCounty, "/", collection, "/", id);
}

std::string AllocationInCounty(const std::string& key) {
  const size_t slash = key.find('/');
  return Concat(InCounty("documents", key.substr(0, slash)), "/allocations/",
                key.substr(slash + 1));
}

std::string AllocationKey(const std::string& name) {
  static constexpr std::string_view kMiddle = "/allocations/";
  const size_t middle = name.find(kMiddle);
  const std::string document = name.substr(0, middle);
  return Concat(document.substr(document.rfind('/') + 1), "/",
                name.substr(middle + kMiddle.size()));
}

v1::CreatePurposeRequest FormOf(const std::string& id,
                                const CreatePurpose& asked) {
  auto form = New<v1::CreatePurposeRequest>(id);
  form.set_purpose_id(asked.id);
  form.mutable_purpose()->set_display_name("防控物资");
  return form;
}

v1::CreateFundRequest FormOf(const std::string& id, const CreateFund& asked) {
  auto form = New<v1::CreateFundRequest>(id);
  form.set_fund_id(asked.id);
  form.mutable_fund()->set_display_name("中央资金");
  form.mutable_fund()->set_kind(v1::Fund::KIND_CENTRAL);
  return form;
}

v1::CreateAppropriationRequest FormOf(const std::string& id,
                                      const Appropriate& asked) {
  auto form = New<v1::CreateAppropriationRequest>(id);
  form.set_appropriation_id(asked.id);
  v1::Appropriation& appropriation = *form.mutable_appropriation();
  appropriation.set_fund(InCounty("funds", asked.fund));
  *appropriation.mutable_amount() = Fen(asked.fen);
  *appropriation.mutable_appropriation_date() = DateOf(asked.day);
  return form;
}

v1::CreateAllocationDocumentRequest FormOf(const std::string& id,
                                           const IssueDocument& asked) {
  auto form = New<v1::CreateAllocationDocumentRequest>(id);
  form.set_document_id(asked.id);
  v1::AllocationDocument& document = *form.mutable_allocation_document();
  document.set_issuer("示范县财政局");
  document.set_number(asked.number);
  document.set_title("关于下达疫情防控资金的通知");
  *document.mutable_document_date() = DateOf(asked.day);
  for (const Grant& grant : asked.grants) {
    Fill(grant, *document.add_allocations());
  }
  return form;
}

v1::CreatePaymentRequest FormOf(const std::string& id, const Pay& asked) {
  auto form = New<v1::CreatePaymentRequest>(id);
  v1::Payment& payment = *form.mutable_payment();
  payment.set_allocation(AllocationInCounty(asked.allocation));
  payment.set_purpose(InCounty("purposes", asked.purpose));
  *payment.mutable_amount() = Fen(asked.fen);
  *payment.mutable_payment_date() = DateOf(asked.day);
  payment.set_payee(asked.payee);
  payment.set_method(MethodOf(asked.is_own));
  SetInvoice(asked.invoice, payment);
  return form;
}

v1::CreateCommitmentRequest FormOf(const std::string& id, const Order& asked) {
  auto form = New<v1::CreateCommitmentRequest>(id);
  form.set_commitment_id(asked.id);
  v1::Commitment& commitment = *form.mutable_commitment();
  commitment.set_allocation(AllocationInCounty(asked.allocation));
  commitment.set_supplier(asked.supplier);
  commitment.set_number(asked.number);
  *commitment.mutable_commitment_date() = DateOf(asked.day);
  for (const OrderLine& line : asked.lines) {
    v1::Commitment::Line& one = *commitment.add_lines();
    one.set_purpose(InCounty("purposes", line.purpose));
    one.set_quantity(line.pieces);
    *one.mutable_amount() = Fen(line.fen);
  }
  return form;
}

v1::CreateAccrualRequest FormOf(const std::string& id, const Arrive& asked) {
  auto form = New<v1::CreateAccrualRequest>(id);
  v1::Accrual& accrual = *form.mutable_accrual();
  accrual.set_commitment(InCounty("commitments", asked.order));
  accrual.set_line(asked.line);
  *accrual.mutable_amount() = Fen(asked.fen);
  *accrual.mutable_accrual_date() = DateOf(asked.day);
  accrual.set_final(asked.is_final);
  accrual.set_quantity(asked.pieces);
  return form;
}

v1::PayCommitmentRequest FormOf(const std::string& id, const PayOrder& asked) {
  auto form = New<v1::PayCommitmentRequest>(id);
  form.set_name(InCounty("commitments", asked.order));
  form.set_line(asked.line);
  *form.mutable_amount() = Fen(asked.fen);
  *form.mutable_payment_date() = DateOf(asked.day);
  form.set_method(MethodOf(asked.is_own));
  form.set_prepayment(asked.is_ahead);
  SetInvoice(asked.invoice, form);
  return form;
}

v1::ReleaseCommitmentRequest FormOf(const std::string& id,
                                    const Release& asked) {
  auto form = New<v1::ReleaseCommitmentRequest>(id);
  form.set_name(InCounty("commitments", asked.order));
  form.set_line(asked.line);
  if (asked.fen.has_value()) *form.mutable_amount() = Fen(*asked.fen);
  *form.mutable_release_date() = DateOf(asked.day);
  return form;
}

v1::CreateRefundRequest FormOf(const std::string& id, const Refund& asked,
                               const std::string& payment) {
  auto form = New<v1::CreateRefundRequest>(id);
  v1::Refund& refund = *form.mutable_refund();
  refund.set_payment(payment);
  *refund.mutable_amount() = Fen(asked.fen);
  *refund.mutable_refund_date() = DateOf(asked.day);
  refund.set_reason(kReason);
  refund.set_owed_again(asked.owed_again);
  return form;
}

v1::CreateLiabilityRequest FormOf(const std::string& id, const Owe& asked) {
  auto form = New<v1::CreateLiabilityRequest>(id);
  v1::Liability& liability = *form.mutable_liability();
  liability.set_debtor(InCounty("facilities", asked.debtor));
  liability.set_creditor(asked.creditor);
  liability.set_purpose(InCounty("purposes", asked.purpose));
  *liability.mutable_amount() = Fen(asked.fen);
  *liability.mutable_liability_date() = DateOf(asked.day);
  liability.set_reason(kReason);
  return form;
}

v1::SettleLiabilityRequest FormOf(const std::string& id, const PayDebt& asked,
                                  const std::string& liability) {
  auto form = New<v1::SettleLiabilityRequest>(id);
  form.set_name(liability);
  form.set_allocation(AllocationInCounty(asked.allocation));
  *form.mutable_amount() = Fen(asked.fen);
  *form.mutable_payment_date() = DateOf(asked.day);
  form.set_method(MethodOf(asked.is_own));
  SetInvoice(asked.invoice, form);
  return form;
}

}  // namespace epiledger::ladder
