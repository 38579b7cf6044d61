// Cash: a county with the sample's money that disburses, adjusts and carries
// over, in short words. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_CASH_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_CASH_FIXTURE_H_

#include <array>
#include <string>
#include <vector>

#include "epiledger/funding/v1/age_service.pb.h"
#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "services/funding/proposals_fixture.h"

namespace epiledger::funding {

inline constexpr absl::CivilDay kLastOfYear(2020, 12, 31);
inline constexpr absl::CivilDay kNewYear(2021, 1, 1);

class Cash : public Proposals {
 protected:
  using Change = v1::AllocationChange;
  using Way = v1::Disbursement;
  using Turn = v1::AppropriationAdjustment;

  // Lets time pass until well into the next year.
  void EndTheYear() {
    funding_.service().clock().Set(absl::FromCivil(
        absl::CivilSecond(2021, 2, 1, 1, 0, 0), absl::UTCTimeZone()));
  }

  v1::CreateDisbursementRequest DisbursementRequest(
      int64_t fen, absl::CivilDay day, Way::Kind kind = Way::KIND_PAID_OUT) {
    auto request = New<v1::CreateDisbursementRequest>();
    request.set_parent(std::string(kCounty));
    Way& disbursement = *request.mutable_disbursement();
    disbursement.set_kind(kind);
    disbursement.set_allocation(AllocationName(document_));
    *disbursement.mutable_amount() = Fen(fen);
    *disbursement.mutable_disbursement_date() = Day(day);
    return request;
  }
  absl::StatusOr<v1::CreateDisbursementResponse> Disburse(
      int64_t fen, absl::CivilDay day, Way::Kind kind = Way::KIND_PAID_OUT) {
    return funding_.service().Call<v1::CreateDisbursementResponse>(
        "CreateDisbursement", DisbursementRequest(fen, day, kind));
  }
  absl::StatusOr<v1::CreateDisbursementResponse> PayBack(int64_t fen,
                                                         absl::CivilDay day) {
    return Disburse(fen, day, Way::KIND_PAID_BACK);
  }

  // For gowns, which draw on what is not divided.
  absl::StatusOr<v1::CreatePaymentResponse> Pay(int64_t fen, absl::CivilDay day,
                                                v1::Payment::Method method) {
    auto request = funding_.PaymentRequest(document_, "gowns", fen, day);
    request.mutable_payment()->set_method(method);
    return funding_.Pay(request);
  }
  absl::StatusOr<v1::CreatePaymentResponse> PayOwn(int64_t fen,
                                                   absl::CivilDay day) {
    return Pay(fen, day, v1::Payment::METHOD_OWN_ACCOUNT);
  }
  absl::StatusOr<v1::CreatePaymentResponse> PayDirect(int64_t fen,
                                                      absl::CivilDay day) {
    return Pay(fen, day, v1::Payment::METHOD_DIRECT);
  }

  absl::Status Do(Change::Kind kind, const std::string& purpose, int64_t fen,
                  absl::CivilDay day) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    Change& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName(document_));
    change.set_purpose(PurposeName(purpose));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(day);
    change.set_reason("县指挥部决定");
    return funding_.service()
        .Call<v1::CreateAllocationChangeResponse>("CreateAllocationChange",
                                                  request)
        .status();
  }

  v1::CreateAppropriationAdjustmentRequest AdjustmentRequest(
      Turn::Kind kind, int64_t fen, absl::CivilDay day) {
    auto request = New<v1::CreateAppropriationAdjustmentRequest>();
    request.set_parent(std::string(kCounty));
    Turn& adjustment = *request.mutable_appropriation_adjustment();
    adjustment.set_kind(kind);
    adjustment.set_appropriation(Concat(kCounty, "/appropriations/a1"));
    *adjustment.mutable_amount() = Fen(fen);
    *adjustment.mutable_adjustment_date() = Day(day);
    adjustment.set_document_number("财社〔2020〕15号");
    adjustment.set_reason("预算调整");
    return request;
  }
  absl::Status Adjust(Turn::Kind kind, int64_t fen, absl::CivilDay day) {
    return funding_.service()
        .Call<v1::CreateAppropriationAdjustmentResponse>(
            "CreateAppropriationAdjustment", AdjustmentRequest(kind, fen, day))
        .status();
  }

  // A document of one allocation that takes up what is carried over, with
  // `fen` of its own and with a ceiling for each purpose, if it is above 0.
  absl::Status AllocateForCarryOver(
      const std::string& id, int64_t fen, absl::CivilDay day,
      const std::vector<std::string>& purposes = {"masks", "gowns"},
      int64_t ceiling = 0) {
    auto request = New<v1::CreateAllocationDocumentRequest>();
    request.set_parent(std::string(kCounty));
    request.set_document_id(id);
    v1::AllocationDocument& document = *request.mutable_allocation_document();
    document.set_issuer("示范县财政局");
    document.set_number(Concat("示财〔2021〕", id, "号"));
    document.set_title("关于结转疫情防控资金的通知");
    *document.mutable_document_date() = Day(day);
    v1::Allocation& allocation = *document.add_allocations();
    allocation.set_fund(Concat(kCounty, "/funds/central"));
    allocation.set_recipient(Concat(kCounty, "/facilities/people-hospital"));
    if (fen > 0) *allocation.mutable_amount() = Fen(fen);
    allocation.set_for_carry_over(true);
    for (const std::string& purpose : purposes) {
      auto& share = *allocation.add_purposes();
      share.set_purpose(PurposeName(purpose));
      if (ceiling > 0) *share.mutable_ceiling() = Fen(ceiling);
    }
    return funding_.service()
        .Call<v1::CreateAllocationDocumentResponse>("CreateAllocationDocument",
                                                    request)
        .status();
  }

  v1::CreateCarryOverRequest CarryRequest(const std::string& from,
                                          const std::string& to,
                                          absl::CivilDay day = kNewYear) {
    auto request = New<v1::CreateCarryOverRequest>();
    request.set_parent(std::string(kCounty));
    v1::CarryOver& carry = *request.mutable_carry_over();
    carry.set_allocation(AllocationName(from));
    if (!to.empty()) carry.set_target_allocation(AllocationName(to));
    *carry.mutable_carry_date() = Day(day);
    carry.set_approver("s-900");
    carry.set_reason("年终结转");
    return request;
  }
  absl::StatusOr<v1::CreateCarryOverResponse> Carry(
      const v1::CreateCarryOverRequest& request) {
    return funding_.service().Call<v1::CreateCarryOverResponse>(
        "CreateCarryOver", request);
  }
  absl::StatusOr<v1::CreateCarryOverResponse> Carry(
      const std::string& from, const std::string& to,
      absl::CivilDay day = kNewYear) {
    return Carry(CarryRequest(from, to, day));
  }

  static type::v1::AsOf On(absl::CivilDay day) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_date() = Day(day);
    return as_of;
  }

  v1::Allocation::Balance BalanceOf(const std::string& document,
                                    const type::v1::AsOf& as_of = {}) {
    const auto allocation = funding_.GetAllocation(document, as_of);
    EXPECT_TRUE(allocation.ok()) << allocation.status();
    return allocation.value_or(v1::Allocation()).balance();
  }

  // Disbursed and not spent; advanced.
  std::array<int64_t, 2> CashOf(const std::string& document,
                                const type::v1::AsOf& as_of = {}) {
    const auto balance = BalanceOf(document, as_of);
    return {FenOf(balance.disbursed()), FenOf(balance.advanced())};
  }

  // Of all allocations together, at the end of a day.
  v1::Allocation::Balance TotalOn(absl::CivilDay day) {
    v1::ListAllocationsRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_as_of() = On(day);
    return funding_.service()
        .Call<v1::ListAllocationsResponse>("ListAllocations", request)
        ->total();
  }
  // Where it stands: neither bound nor spent, bound, and spent.
  static int64_t MoneyIn(const v1::Allocation::Balance& balance) {
    return FenOf(balance.available()) + FenOf(balance.held()) +
           FenOf(balance.prepaid()) + FenOf(balance.accrued()) +
           FenOf(balance.paid());
  }

  v1::Fund::Balance FundOn(absl::CivilDay day) {
    v1::GetFundRequest request;
    request.set_name(Concat(kCounty, "/funds/central"));
    *request.mutable_as_of() = On(day);
    return funding_.service().Call<v1::Fund>("GetFund", request)->balance();
  }

  v1::ListAgedMoneyResponse Ages(v1::AgedMoney::Stage stage,
                                 const type::v1::AsOf& as_of) {
    v1::ListAgedMoneyRequest request;
    request.set_parent(std::string(kCounty));
    request.set_stage(stage);
    *request.mutable_as_of() = as_of;
    const auto answer = funding_.service().Call<v1::ListAgedMoneyResponse>(
        "ListAgedMoney", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(v1::ListAgedMoneyResponse());
  }
  // Up to 30, 90, 180, 365 days, and over.
  static std::array<int64_t, 5> BandsIn(const v1::AgeBands& bands) {
    return {FenOf(bands.up_to_30_days()), FenOf(bands.up_to_90_days()),
            FenOf(bands.up_to_180_days()), FenOf(bands.up_to_365_days()),
            FenOf(bands.over_365_days())};
  }
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CASH_FIXTURE_H_
