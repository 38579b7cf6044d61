// Forms of what becomes of appropriations, allocations and cash.
#include "services/funding/funding_fixture.h"
#include "tests/models/funding/service/calendar.h"
#include "tests/models/funding/service/forms.h"

namespace epiledger::ladder {
namespace {

using funding::Fen;
namespace funding_v1 = funding::v1;

template <typename Form>
Form NewForm(const std::string& id) {
  Form form;
  form.set_request_id(id);
  if constexpr (requires { form.set_parent(std::string()); }) {
    form.set_parent(std::string(funding::kCounty));
  }
  return form;
}

constexpr char kDecided[] = "县指挥部决定";

funding_v1::AllocationChange::Kind KindOf(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::kRecall:
      return funding_v1::AllocationChange::KIND_RECALL;
    case Change::Kind::kTransfer:
      return funding_v1::AllocationChange::KIND_TRANSFER;
    case Change::Kind::kFreeze:
      return funding_v1::AllocationChange::KIND_FREEZE;
    case Change::Kind::kUnfreeze:
      return funding_v1::AllocationChange::KIND_UNFREEZE;
  }
  return funding_v1::AllocationChange::KIND_UNSPECIFIED;
}

}  // namespace

funding_v1::CreateAllocationChangeRequest FormOf(const std::string& id,
                                                 const Change& asked) {
  auto form = NewForm<funding_v1::CreateAllocationChangeRequest>(id);
  funding_v1::AllocationChange& change = *form.mutable_allocation_change();
  change.set_kind(KindOf(asked.kind));
  change.set_allocation(AllocationInCounty(asked.allocation));
  change.set_purpose(InCounty("purposes", asked.purpose));
  *change.mutable_amount() = Fen(asked.fen);
  *change.mutable_change_date() = DateOf(asked.day);
  if (!asked.target.empty()) {
    change.set_target_allocation(AllocationInCounty(asked.target));
  }
  if (!asked.target_purpose.empty()) {
    change.set_target_purpose(InCounty("purposes", asked.target_purpose));
  }
  change.set_approver(asked.approver);
  change.set_reason(kDecided);
  return form;
}

funding_v1::CloseAllocationRequest FormOf(const std::string& id,
                                          const Close& asked) {
  auto form = NewForm<funding_v1::CloseAllocationRequest>(id);
  form.set_name(AllocationInCounty(asked.allocation));
  *form.mutable_close_date() = DateOf(asked.day);
  return form;
}

funding_v1::CreateAppropriationAdjustmentRequest FormOf(const std::string& id,
                                                        const Adjust& asked) {
  using Adjustment = funding_v1::AppropriationAdjustment;
  auto form = NewForm<funding_v1::CreateAppropriationAdjustmentRequest>(id);
  Adjustment& adjustment = *form.mutable_appropriation_adjustment();
  adjustment.set_kind(asked.is_raised ? Adjustment::KIND_RAISE
                                      : Adjustment::KIND_LOWER);
  adjustment.set_appropriation(InCounty("appropriations", asked.appropriation));
  *adjustment.mutable_amount() = Fen(asked.fen);
  *adjustment.mutable_adjustment_date() = DateOf(asked.day);
  adjustment.set_document_number("财社〔2020〕15号");
  adjustment.set_reason("预算调整");
  return form;
}

funding_v1::CreateDisbursementRequest FormOf(const std::string& id,
                                             const Disburse& asked) {
  using Way = funding_v1::Disbursement;
  auto form = NewForm<funding_v1::CreateDisbursementRequest>(id);
  Way& disbursement = *form.mutable_disbursement();
  disbursement.set_kind(asked.is_back ? Way::KIND_PAID_BACK
                                      : Way::KIND_PAID_OUT);
  disbursement.set_allocation(AllocationInCounty(asked.allocation));
  *disbursement.mutable_amount() = Fen(asked.fen);
  *disbursement.mutable_disbursement_date() = DateOf(asked.day);
  return form;
}

funding_v1::CreateCarryOverRequest FormOf(const std::string& id,
                                          const CarryOver& asked) {
  auto form = NewForm<funding_v1::CreateCarryOverRequest>(id);
  funding_v1::CarryOver& carry = *form.mutable_carry_over();
  carry.set_allocation(AllocationInCounty(asked.allocation));
  if (!asked.target.empty()) {
    carry.set_target_allocation(AllocationInCounty(asked.target));
  }
  *carry.mutable_carry_date() = DateOf(asked.day);
  carry.set_approver(asked.approver);
  carry.set_reason("年终结转");
  return form;
}

funding_v1::ReverseEntryRequest FormOf(const std::string& id,
                                       const Reverse& asked) {
  auto form = NewForm<funding_v1::ReverseEntryRequest>(id);
  form.set_sequence(asked.sequence);
  form.set_reason("录入有误");
  return form;
}

funding_v1::ClosePeriodRequest FormOf(const std::string& id,
                                      const ClosePeriod& asked) {
  auto form = NewForm<funding_v1::ClosePeriodRequest>(id);
  form.set_name(InCounty("periods", MonthName(asked.month)));
  form.set_reason("月结");
  return form;
}

funding_v1::ReopenPeriodRequest FormOf(const std::string& id,
                                       const ReopenPeriod& asked) {
  auto form = NewForm<funding_v1::ReopenPeriodRequest>(id);
  form.set_name(InCounty("periods", MonthName(asked.month)));
  form.set_reason("补登凭证");
  return form;
}

}  // namespace epiledger::ladder
