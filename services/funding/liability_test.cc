// Stories of what was bought before there was money for it, on both engines.
#include <string>

#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

// Gowns bought on credit two days before document `d1`; see
// FundingFixture::MakeSample.
class LiabilityTest : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  LiabilityTest() : funding_(GetParam()) {
    funding_.MakeSample();
    liability_ = Owe("gowns", 80'000, kFirstDay - 2).value();
  }
  ~LiabilityTest() override {
    EXPECT_THAT(funding_.service().Verify().findings, IsEmpty());
  }

  // The liability's name.
  absl::StatusOr<std::string> Owe(const std::string& purpose, int64_t fen,
                                  absl::CivilDay day) {
    v1::CreateLiabilityRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    v1::Liability& liability = *request.mutable_liability();
    liability.set_debtor(Concat(kCounty, "/facilities/", debtor_));
    liability.set_creditor("示范物资有限公司");
    liability.set_purpose(PurposeName(purpose));
    *liability.mutable_amount() = Fen(fen);
    *liability.mutable_liability_date() = Day(day);
    liability.set_reason("春节期间紧急赊购");
    const auto answer = funding_.service().Call<v1::CreateLiabilityResponse>(
        "CreateLiability", request);
    if (!answer.ok()) return answer.status();
    return answer->liability().name();
  }

  absl::StatusOr<v1::SettleLiabilityResponse> Settle(int64_t fen,
                                                     absl::CivilDay day) {
    v1::SettleLiabilityRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_name(liability_);
    request.set_allocation(AllocationName("d1"));
    *request.mutable_amount() = Fen(fen);
    *request.mutable_payment_date() = Day(day);
    request.set_method(v1::Payment::METHOD_DIRECT);
    return funding_.service().Call<v1::SettleLiabilityResponse>(
        "SettleLiability", request);
  }

  absl::Status Refund(const std::string& payment, int64_t fen,
                      absl::CivilDay day, bool is_owed_again) {
    v1::CreateRefundRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    v1::Refund& refund = *request.mutable_refund();
    refund.set_payment(payment);
    *refund.mutable_amount() = Fen(fen);
    *refund.mutable_refund_date() = Day(day);
    refund.set_reason("账号有误，银行退汇");
    refund.set_owed_again(is_owed_again);
    return funding_.service()
        .Call<v1::CreateRefundResponse>("CreateRefund", request)
        .status();
  }

  v1::ListLiabilitiesResponse List(bool open_only, absl::CivilDay day) {
    v1::ListLiabilitiesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_open_only(open_only);
    *request.mutable_as_of()->mutable_effective_date() = Day(day);
    return funding_.service()
        .Call<v1::ListLiabilitiesResponse>("ListLiabilities", request)
        .value();
  }
  int64_t Available() {
    return FenOf(funding_.GetAllocation("d1").value().balance().available());
  }

  FundingFixture funding_;
  std::string debtor_ = "people-hospital";
  std::string liability_;
};

INSTANTIATE_TEST_SUITE_P(Engines, LiabilityTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(LiabilityTest, WhatWasBoughtBeforeTheMoneyCameIsOnRecordAndTakesNone) {
  EXPECT_EQ(Available(), 600'000);
  const auto list = List(true, kFirstDay);
  ASSERT_EQ(list.liabilities_size(), 1);
  EXPECT_EQ(FenOf(list.liabilities(0).open()), 80'000);
  EXPECT_EQ(FenOf(list.total_open()), 80'000);
  EXPECT_EQ(List(true, kFirstDay - 3).liabilities_size(), 0);
  EXPECT_EQ(ReasonOf(Owe("cars", 1, kFirstDay).status()), "PURPOSE_NOT_FOUND");
}

TEST_P(LiabilityTest, ALaterAllocationPaysItInParts) {
  const auto first = Settle(50'000, kFirstDay + 1);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->payment().kind(), v1::Payment::KIND_LIABILITY);
  EXPECT_EQ(first->payment().liability(), liability_);
  EXPECT_EQ(first->payment().payee(), "示范物资有限公司");
  EXPECT_EQ(Available(), 550'000);
  EXPECT_EQ(FenOf(List(true, kFirstDay + 1).total_open()), 30'000);
  EXPECT_EQ(FenOf(List(true, kFirstDay).total_open()), 80'000);

  const auto too_much = Settle(30'001, kFirstDay + 2);
  EXPECT_EQ(ReasonOf(too_much.status()), "OVER_OWED");
  EXPECT_EQ(FigureOf(too_much.status(), "available"), "30000");
  ASSERT_TRUE(Settle(30'000, kFirstDay + 2).ok());
  EXPECT_EQ(List(true, kFirstDay + 2).liabilities_size(), 0);
  EXPECT_EQ(List(false, kFirstDay + 2).liabilities_size(), 1);
  EXPECT_EQ(Available(), 520'000);
}

TEST_P(LiabilityTest, ItIsPaidByTheRulesOfEveryPayment) {
  EXPECT_EQ(ReasonOf(Settle(1, kFirstDay - 1).status()),
            "PAID_BEFORE_ALLOCATED");
  EXPECT_EQ(ReasonOf(Settle(1, kFirstDay - 3).status()), "PAID_BEFORE_OWED");
  liability_ = Owe("masks", 700'000, kFirstDay).value();
  const auto overspent = Settle(600'001, kFirstDay);
  EXPECT_EQ(ReasonOf(overspent.status()), "OVERSPENT");
  EXPECT_EQ(FigureOf(overspent.status(), "available"), "600000");
  liability_ = Concat(kCounty, "/liabilities/none");
  EXPECT_EQ(ReasonOf(Settle(1, kFirstDay).status()), "LIABILITY_NOT_FOUND");
}

TEST_P(LiabilityTest, ABouncedPaymentIsOwedAgainAndOneForgivenIsNot) {
  const auto paid = Settle(80'000, kFirstDay + 1);
  ASSERT_TRUE(paid.ok()) << paid.status();
  const std::string name = paid->payment().name();
  ASSERT_TRUE(Refund(name, 50'000, kFirstDay + 2, true).ok());
  EXPECT_EQ(FenOf(List(true, kFirstDay + 1).total_open()), 0);
  EXPECT_EQ(FenOf(List(true, kFirstDay + 2).total_open()), 50'000);
  EXPECT_EQ(Available(), 570'000);
  ASSERT_TRUE(Refund(name, 30'000, kFirstDay + 2, false).ok());
  EXPECT_EQ(FenOf(List(true, kFirstDay + 2).total_open()), 50'000);
  EXPECT_EQ(Available(), 600'000);
  EXPECT_TRUE(Settle(50'000, kFirstDay + 3).ok());
  EXPECT_EQ(List(true, kFirstDay + 3).liabilities_size(), 0);
}

TEST_P(LiabilityTest, WhatIsEarmarkedForAnotherDoesNotPayIt) {
  debtor_ = "chinese-medicine-hospital";
  liability_ = Owe("gowns", 10'000, kFirstDay).value();
  const auto refused = Settle(10'000, kFirstDay + 1);
  EXPECT_EQ(ReasonOf(refused.status()), "OTHER_RECIPIENT");
  EXPECT_EQ(FigureOf(refused.status(), "recipient"),
            Concat(kCounty, "/facilities/people-hospital"));
  EXPECT_EQ(FigureOf(refused.status(), "debtor"),
            Concat(kCounty, "/facilities/chinese-medicine-hospital"));
}

}  // namespace
}  // namespace epiledger::funding
