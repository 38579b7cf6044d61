// Stories of proposals that meet the end of a month or of a year, cash or a
// reversal, on both engines.
#include <string>

#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/proposals_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;
using v1::Proposal;

constexpr absl::CivilDay kJanuaryEnd(2020, 1, 31);
constexpr absl::CivilDay kFebruaryBegin(2020, 2, 1);
constexpr absl::CivilDay kEve(2020, 12, 31);
constexpr absl::CivilDay kNextYear(2021, 1, 1);

// One person pays at most 1,000 yuan to one payee.
class LateProposals : public Correcting<Proposals> {
 protected:
  LateProposals() { SetLimits(PaymentLimit(100'000)); }

  v1::CreatePaymentRequest GownsOn(absl::CivilDay day, int64_t fen) {
    return funding_.PaymentRequest("d1", "gowns", fen, day);
  }
  // What d1 has available, and what proposals hold of it, at the end of a day.
  std::array<int64_t, 2> StandsOn(absl::CivilDay day) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_date() = Day(day);
    const auto balance = funding_.GetAllocation("d1", as_of).value().balance();
    return {FenOf(balance.available()), FenOf(balance.proposed())};
  }
  // Back to the fund, on the first day of 2021.
  absl::StatusOr<v1::CreateCarryOverResponse> GiveUp() { return GoOn(""); }
  // In a document of 2021, or back to the fund where none is named.
  absl::StatusOr<v1::CreateCarryOverResponse> GoOn(
      const std::string& document) {
    auto request = New<v1::CreateCarryOverRequest>();
    request.set_parent(std::string(kCounty));
    v1::CarryOver& carry = *request.mutable_carry_over();
    carry.set_allocation(AllocationName("d1"));
    if (!document.empty()) {
      carry.set_target_allocation(AllocationName(document));
    }
    *carry.mutable_carry_date() = Day(absl::CivilDay(2021, 1, 1));
    carry.set_approver("s-900");
    carry.set_reason("年终结余收回");
    return funding_.service().Call<v1::CreateCarryOverResponse>(
        "CreateCarryOver", request);
  }
  void ItIsJanuary() {
    funding_.service().clock().Set(absl::FromCivil(
        absl::CivilSecond(2021, 1, 2, 1, 0, 0), absl::UTCTimeZone()));
  }
  // `n1` of 2021, with 1,500 yuan of its own and a ceiling for gowns.
  void AllocateNextYear(int64_t ceiling) {
    auto document =
        funding_.DocumentRequest("n1", "central", 150'000, kNextYear);
    auto& allocation =
        *document.mutable_allocation_document()->mutable_allocations(0);
    allocation.set_for_carry_over(true);
    allocation.add_purposes()->set_purpose(PurposeName("masks"));
    auto& gowns = *allocation.add_purposes();
    gowns.set_purpose(PurposeName("gowns"));
    *gowns.mutable_ceiling() = Fen(ceiling);
    const auto allocated = funding_.Allocate(document);
    ASSERT_TRUE(allocated.ok()) << allocated.status();
  }
  absl::Status PayOut(int64_t fen) {
    auto request = New<v1::CreateDisbursementRequest>();
    request.set_parent(std::string(kCounty));
    v1::Disbursement& cash = *request.mutable_disbursement();
    cash.set_kind(v1::Disbursement::KIND_PAID_OUT);
    cash.set_allocation(AllocationName("d1"));
    *cash.mutable_amount() = Fen(fen);
    *cash.mutable_disbursement_date() = Day(kFebruaryBegin);
    return funding_.service()
        .Call<v1::CreateDisbursementResponse>("CreateDisbursement", request)
        .status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, LateProposals,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(LateProposals, AfterItsMonthWasClosedAProposalIsDecidedAnew) {
  const Proposal proposal = Propose(GownsOn(kJanuaryEnd, 200'000));
  ASSERT_TRUE(Close("2020-01").ok());
  const absl::Status refused = Approve(proposal).status();
  EXPECT_EQ(ReasonOf(refused), "PERIOD_CLOSED");
  EXPECT_EQ(FigureOf(refused, "proposal"), proposal.name());
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_OPEN);
  ASSERT_TRUE(Reopen("2020-01").ok());
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_THAT(Stands(), ElementsAre(400'000, 0, 200'000));
}

TEST_P(LateProposals, WhatAProposalHeldOnClosedDaysItHeldForGood) {
  const Proposal proposal = Propose(GownsOn(kJanuaryEnd, 200'000));
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Withdraw(proposal).ok());
  EXPECT_THAT(StandsOn(kJanuaryEnd), ElementsAre(400'000, 200'000));
  EXPECT_THAT(StandsOn(kFebruaryBegin), ElementsAre(600'000, 0));
}

TEST_P(LateProposals, AnApprovedPaymentIsReversedAndItsProposalStaysApproved) {
  const Proposal proposal = Propose(Gowns(200'000));
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  const auto reversed = Reverse(approved);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  EXPECT_EQ(reversed->reversal().resource(), approved->proposal().result());
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_APPROVED);
  // The proposal's own entry did nothing that a reversal corrects.
  const absl::Status refused =
      Reverse(approved->receipt().sequence() - 1).status();
  EXPECT_EQ(ReasonOf(refused), "NOT_REVERSIBLE");
  EXPECT_EQ(FigureOf(refused, "kind"), "proposal");
}

TEST_P(LateProposals, WhatExpiredWithAnEntryIsNotHeldAgainByItsReversal) {
  const Proposal proposal = Propose(Gowns(200'000));
  funding_.service().clock().Advance(absl::Hours(73));
  const auto alone = funding_.Pay(Gowns(50'000));
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_THAT(Stands(), ElementsAre(550'000, 0, 50'000));
  ASSERT_TRUE(Reverse(alone).ok());
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_EXPIRED);
}

TEST_P(LateProposals, ADocumentStaysWhileAProposalHoldsItsMoney) {
  const int64_t document_entry = 6;
  const Proposal proposal = Propose(Gowns(200'000));
  const absl::Status refused = Reverse(document_entry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "kind_1"), "proposal");
  EXPECT_EQ(FigureOf(refused, "resource_1"), proposal.name());
  ASSERT_TRUE(Withdraw(proposal).ok());
  EXPECT_TRUE(Reverse(document_entry).ok());
}

TEST_P(LateProposals, AnExpiredProposalStandsInNoReversalsWay) {
  const int64_t document_entry = 6;
  const Proposal proposal = Propose(Gowns(200'000));
  EXPECT_THAT(Stands(), ElementsAre(400'000, 200'000, 0));
  funding_.service().clock().Advance(absl::Hours(73));
  EXPECT_FALSE(Read(proposal).has_decide_time());
  const auto reversed = Reverse(document_entry);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  EXPECT_EQ(reversed->reversal().sequence(), document_entry);
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_EXPIRED);
  EXPECT_TRUE(Read(proposal).has_decide_time());
  EXPECT_THAT(Stands(), ElementsAre(0, 0, 0));
}

TEST_P(LateProposals, AYearEndsWhenItsProposalsAreOver) {
  funding_.service().clock().Set(absl::FromCivil(
      absl::CivilSecond(2021, 1, 2, 1, 0, 0), absl::UTCTimeZone()));
  const Proposal proposal =
      Propose(GownsOn(absl::CivilDay(2020, 12, 31), 200'000));
  const absl::Status refused = GiveUp().status();
  EXPECT_EQ(ReasonOf(refused), "OPEN_AT_YEAR_END");
  EXPECT_EQ(FigureOf(refused, "stage"), "proposed");
  EXPECT_EQ(FigureOf(refused, "amount"), "200000");
  // It ends with the carry-over, which takes its money along.
  funding_.service().clock().Advance(absl::Hours(73));
  const auto carried = GiveUp();
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().total()), 600'000);
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_EXPIRED);
  EXPECT_THAT(Stands(), ElementsAre(0, 0, 0));
  ASSERT_TRUE(Reverse(carried).ok());
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
}

// It holds nothing, for its order does; and the order would have gone on.
TEST_P(LateProposals, AYearEndsWhenNobodyWaitsToPayAnOrder) {
  funding_.service().clock().Set(absl::FromCivil(
      absl::CivilSecond(2021, 1, 2, 1, 0, 0), absl::UTCTimeZone()));

  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 200}}, kEve).ok());
  const auto ahead = PayFor("c1", 1, 150'000, kEve, When::kAhead);
  ASSERT_TRUE(ahead.ok()) << ahead.status();
  const Proposal& proposal = ahead->proposal();
  EXPECT_EQ(proposal.holds_size(), 0);
  auto document =
      funding_.DocumentRequest("n1", "central", 0, absl::CivilDay(2021, 1, 1));
  auto& allocation =
      *document.mutable_allocation_document()->mutable_allocations(0);
  allocation.clear_amount();
  allocation.set_for_carry_over(true);
  for (const char* purpose : {"masks", "gowns"}) {
    allocation.add_purposes()->set_purpose(PurposeName(purpose));
  }
  ASSERT_TRUE(funding_.Allocate(document).ok());
  const absl::Status refused = GoOn("n1").status();
  EXPECT_EQ(ReasonOf(refused), "OPEN_AT_YEAR_END");
  EXPECT_EQ(FigureOf(refused, "stage"), "waiting");
  EXPECT_EQ(FigureOf(refused, "proposal"), proposal.name());
  EXPECT_EQ(FigureOf(refused, "amount"), "150000");
  ASSERT_TRUE(Withdraw(proposal).ok());
  const auto carried = GoOn("n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().held()), 200'000);
}

// Whoever carries over asks what the ceilings leave where it goes, too.
TEST_P(LateProposals, AnExpiredProposalStandsInNoYearsWay) {
  ItIsJanuary();
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 200}}, kEve).ok());
  AllocateNextYear(300'000);
  const Proposal proposal =
      Propose(funding_.PaymentRequest("n1", "gowns", 150'000, kNextYear));
  EXPECT_EQ(ReasonOf(GoOn("n1").status()), "OVER_CEILING");
  funding_.service().clock().Advance(absl::Hours(73));
  const auto carried = GoOn("n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().held()), 200'000);
  EXPECT_TRUE(Read(proposal).has_decide_time());
}

// So does a refund of the year before that is owed again.
TEST_P(LateProposals, AnExpiredProposalStandsInNoRefundsWay) {
  ItIsJanuary();
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 200}}, kEve).ok());
  ASSERT_TRUE(Arrive("c1", 1, 50'000, 50, kEve).ok());
  const auto paid = PayFor("c1", 1, 50'000, kEve, When::kAfter);
  ASSERT_TRUE(paid.ok()) << paid.status();
  AllocateNextYear(300'000);
  ASSERT_TRUE(GoOn("n1").ok());
  const Proposal proposal =
      Propose(funding_.PaymentRequest("n1", "gowns", 120'000, kNextYear));
  const auto refund = [&] {
    return Refund(paid->payment().name(), 50'000, kNextYear, Then::kOwedAgain)
        .status();
  };
  EXPECT_EQ(ReasonOf(refund()), "OVER_CEILING");
  funding_.service().clock().Advance(absl::Hours(73));
  EXPECT_TRUE(refund().ok());
  EXPECT_TRUE(Read(proposal).has_decide_time());
}

TEST_P(LateProposals, CashIsNotPaidOutOfWhatAProposalHolds) {
  const Proposal proposal = Propose(Gowns(450'000));
  const absl::Status refused = PayOut(200'000);
  EXPECT_EQ(ReasonOf(refused), "OVER_TREASURY");
  EXPECT_EQ(FigureOf(refused, "available"), "150000");
  EXPECT_EQ(FigureOf(refused, "hold_1"), proposal.name());
  ASSERT_TRUE(PayOut(100'000).ok());
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_THAT(Stands(), ElementsAre(150'000, 0, 450'000));
}

TEST_P(LateProposals, TheBudgetTakesNothingFromAPurposeForAProposal) {
  Propose(Gowns(200'000));
  v1::ListBudgetLinesRequest request;
  request.set_parent(std::string(kCounty));
  request.set_purpose(Concat(kCounty, "/purposes/any"));
  *request.mutable_first_month() = Day(kFebruaryBegin);
  *request.mutable_last_month() = Day(kFebruaryBegin);
  const auto lines = funding_.service().Call<v1::ListBudgetLinesResponse>(
      "ListBudgetLines", request);
  ASSERT_EQ(lines->budget_lines_size(), 1);
  const v1::BudgetLine& line = lines->budget_lines(0);
  EXPECT_EQ(FenOf(line.allocated()), 0);
  EXPECT_EQ(FenOf(line.committed()), 0);
  EXPECT_EQ(FenOf(line.available()), 300'000);
}

}  // namespace
}  // namespace epiledger::funding
