// Stories of orders with an entry that was wrong, on both engines.
#include <string>

#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class ReversedPurchaseTest : public Corrections {};

INSTANTIATE_TEST_SUITE_P(Engines, ReversedPurchaseTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ReversedPurchaseTest, AnOrderIsReversedBackwards) {
  const auto order = Order("c1", {{"masks", 160'000, 100}});
  const auto arrival = Arrive("c1", 1, 160'000, 100, kFirstDay + 1);
  const auto payment = PayFor("c1", 1, 160'000, kFirstDay + 2, When::kAfter);
  ASSERT_TRUE(payment.ok()) << payment.status();
  const absl::Status paid = Reverse(arrival).status();
  EXPECT_EQ(ReasonOf(paid), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(paid, "resource_1"), payment->payment().name());
  const absl::Status used = Reverse(order).status();
  EXPECT_EQ(FigureOf(used, "kind_1"), "accrual");
  EXPECT_EQ(FigureOf(used, "kind_2"), "payment");
  ASSERT_TRUE(Reverse(payment).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 160'000, 0));
  ASSERT_TRUE(Reverse(arrival).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(160'000, 0, 0, 0));
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 0);
  ASSERT_TRUE(Reverse(order).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
  EXPECT_EQ(Get("c1").reversed_by(), "counties/990101/reversals/0000000007");
  EXPECT_EQ(ReasonOf(Arrive("c1", 1, 1, 1, kFirstDay + 1).status()),
            "REVERSED");
}

TEST_P(ReversedPurchaseTest, OneOfTwoDeliveriesIsReversed) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const auto wrong = Arrive("c1", 1, 50'000, 50, kFirstDay + 1);
  ASSERT_TRUE(Arrive("c1", 1, 30'000, 30, kFirstDay + 2).ok());
  ASSERT_TRUE(Reverse(wrong).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(70'000, 0, 30'000, 0));
}

// The second prepayment would have paid for goods that the first one paid for.
TEST_P(ReversedPurchaseTest, CashAndGoodsNeverStandOpenTogether) {
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 200}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 30'000, 30, kFirstDay + 2).ok());
  const auto first = PayFor("c1", 1, 70'000, kFirstDay + 5, When::kAhead);
  ASSERT_TRUE(PayFor("c1", 1, 20'000, kFirstDay + 6, When::kAhead).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(110'000, 60'000, 0, 30'000));
  const absl::Status refused = Reverse(first).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "10");
  ASSERT_TRUE(Reverse(10).ok());
  ASSERT_TRUE(Reverse(first).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(170'000, 0, 30'000, 0));
}

TEST_P(ReversedPurchaseTest, AReleaseIsReversedThoughAnotherCameLater) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const auto release = Release("c1", kFirstDay + 1, 1, 20'000);
  ASSERT_TRUE(Release("c1", kFirstDay + 2, 1, 30'000).ok());
  ASSERT_TRUE(Reverse(release).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(70'000, 0, 0, 0));
}

TEST_P(ReversedPurchaseTest, TheRightOrderHasTheNumberOfTheWrongOne) {
  ASSERT_TRUE(Reverse(Order("c1", {{"gowns", 100'000, 100}})).ok());
  auto request = New<v1::CreateCommitmentRequest>();
  request.set_parent(std::string(kCounty));
  request.set_commitment_id("c2");
  v1::Commitment& commitment = *request.mutable_commitment();
  commitment.set_allocation(AllocationName("d1"));
  commitment.set_supplier("示范医疗器械有限公司");
  commitment.set_number("HT-c1");
  *commitment.mutable_commitment_date() = Day(kFirstDay);
  v1::Commitment::Line& line = *commitment.add_lines();
  line.set_purpose(Concat(kCounty, "/purposes/gowns"));
  *line.mutable_amount() = Fen(10'000);
  EXPECT_TRUE(
      funding_.service()
          .Call<v1::CreateCommitmentResponse>("CreateCommitment", request)
          .ok());
}

}  // namespace
}  // namespace epiledger::funding
