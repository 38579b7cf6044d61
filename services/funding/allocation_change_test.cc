// Stories of what becomes of an allocation, on both engines: recalled, moved,
// frozen, closed. Every figure is written by hand.
#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using Change = v1::AllocationChange;

// Document `d1`: 6,000 yuan, of which 1,000 for masks alone; see
// FundingFixture::MakeSample. Document `d2`: 2,000 yuan for gowns, undivided.
class AllocationChangeTest
    : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  AllocationChangeTest() : funding_(GetParam()) {
    funding_.MakeSample();
    EXPECT_TRUE(
        funding_.Allocate("d2", "central", 200'000, {{"gowns", 0}}, kFirstDay)
            .ok());
  }
  ~AllocationChangeTest() override {
    EXPECT_THAT(funding_.service().Verify().findings, IsEmpty());
  }

  v1::CreateAllocationChangeRequest Request(Change::Kind kind,
                                            const std::string& purpose,
                                            int64_t fen, absl::CivilDay day) {
    v1::CreateAllocationChangeRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    Change& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(PurposeName(purpose));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(day);
    change.set_reason("县指挥部决定");
    return request;
  }
  absl::Status Do(const v1::CreateAllocationChangeRequest& request) {
    return funding_.service()
        .Call<v1::CreateAllocationChangeResponse>("CreateAllocationChange",
                                                  request)
        .status();
  }
  absl::Status Do(Change::Kind kind, const std::string& purpose, int64_t fen,
                  absl::CivilDay day = kFirstDay) {
    return Do(Request(kind, purpose, fen, day));
  }
  // From what is not divided of `d1` to `d2`.
  v1::CreateAllocationChangeRequest Transfer(int64_t fen) {
    auto request = Request(Change::KIND_TRANSFER, "any", fen, kFirstDay + 1);
    Change& change = *request.mutable_allocation_change();
    change.set_target_allocation(AllocationName("d2"));
    change.set_target_purpose(PurposeName("gowns"));
    change.set_approver("s-900");
    return request;
  }
  absl::Status Close(absl::CivilDay day) {
    v1::CloseAllocationRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_name(AllocationName("d1"));
    *request.mutable_close_date() = Day(day);
    return funding_.service()
        .Call<v1::CloseAllocationResponse>("CloseAllocation", request)
        .status();
  }
  v1::Allocation::Balance BalanceOf(const std::string& document) {
    return funding_.GetAllocation(document).value().balance();
  }
  int64_t FundAvailable() {
    v1::GetFundRequest request;
    request.set_name(Concat(kCounty, "/funds/central"));
    return FenOf(funding_.service()
                     .Call<v1::Fund>("GetFund", request)
                     .value()
                     .balance()
                     .available());
  }

  FundingFixture funding_;
};

INSTANTIATE_TEST_SUITE_P(Engines, AllocationChangeTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(AllocationChangeTest, RecalledMoneyIsTheFundsAgain) {
  EXPECT_EQ(FundAvailable(), 200'000);
  ASSERT_TRUE(Do(Change::KIND_RECALL, "any", 120'000, kFirstDay + 1).ok());
  EXPECT_EQ(FundAvailable(), 320'000);
  const auto balance = BalanceOf("d1");
  EXPECT_EQ(FenOf(balance.allocated()), 600'000);
  EXPECT_EQ(FenOf(balance.recalled()), 120'000);
  EXPECT_EQ(FenOf(balance.available()), 480'000);
  // It is allocated anew, also to the day.
  EXPECT_TRUE(
      funding_.Allocate("d3", "central", 320'000, {{"masks", 0}}, kFirstDay + 1)
          .ok());
}

TEST_P(AllocationChangeTest, NobodyRecallsWhatIsSpentOrOfAnotherPurpose) {
  ASSERT_TRUE(
      funding_
          .Pay(funding_.PaymentRequest("d1", "masks", 90'000, kFirstDay + 2))
          .ok());
  const absl::Status spent = Do(Change::KIND_RECALL, "masks", 10'001);
  EXPECT_EQ(ReasonOf(spent), "OVER_AVAILABLE");
  EXPECT_EQ(FigureOf(spent, "available"), "10000");
  ASSERT_TRUE(funding_.CreatePurpose("cars").ok());
  EXPECT_EQ(ReasonOf(Do(Change::KIND_RECALL, "cars", 1)),
            "PURPOSE_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(Do(Change::KIND_RECALL, "masks", 1, kFirstDay - 1)),
            "BEFORE_ALLOCATED");
}

TEST_P(AllocationChangeTest, ATransferNeedsAnApproverAndStaysWithinItsFund) {
  ASSERT_TRUE(Do(Transfer(50'000)).ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").transferred_out()), 50'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").available()), 550'000);
  const auto target = BalanceOf("d2");
  EXPECT_EQ(FenOf(target.transferred_in()), 50'000);
  EXPECT_EQ(FenOf(target.allocated()), 200'000);
  EXPECT_EQ(FenOf(target.available()), 250'000);

  auto alone = Transfer(1);
  alone.mutable_allocation_change()->clear_approver();
  EXPECT_EQ(ReasonOf(Do(alone)), "APPROVER_NEEDED");
  // Calls are made as `clerk`.
  alone.mutable_allocation_change()->set_approver("clerk");
  EXPECT_EQ(ReasonOf(Do(alone)), "APPROVED_BY_ONESELF");

  ASSERT_TRUE(funding_.CreateFund("county").ok());
  ASSERT_TRUE(funding_.Appropriate("a2", "county", 1'000, kFirstDay).ok());
  ASSERT_TRUE(
      funding_.Allocate("d4", "county", 1'000, {{"gowns", 0}}, kFirstDay).ok());
  auto other = Transfer(1);
  other.mutable_allocation_change()->set_target_allocation(
      AllocationName("d4"));
  EXPECT_EQ(ReasonOf(Do(other)), "OTHER_FUND");
  auto without = Request(Change::KIND_RECALL, "any", 1, kFirstDay);
  without.mutable_allocation_change()->set_target_purpose(PurposeName("gowns"));
  EXPECT_EQ(ReasonOf(Do(without)), "NO_TARGET");
}

TEST_P(AllocationChangeTest, ATransferGoesToAnotherShare) {
  auto same = Transfer(1);
  Change& change = *same.mutable_allocation_change();
  change.set_target_allocation(AllocationName("d1"));
  change.set_target_purpose(PurposeName("any"));
  EXPECT_EQ(ReasonOf(Do(same)), "SAME_SHARE");
  // Within an allocation it goes from one share to the other.
  change.set_target_purpose(PurposeName("masks"));
  ASSERT_TRUE(Do(same).ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").available()), 600'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").purposes(0).available()), 100'001);
}

TEST_P(AllocationChangeTest, NobodyApprovesWhatTheyRecordOfWhateverKind) {
  for (const Change::Kind kind :
       {Change::KIND_RECALL, Change::KIND_FREEZE, Change::KIND_UNFREEZE}) {
    auto own = Request(kind, "any", 1, kFirstDay);
    own.mutable_allocation_change()->set_approver("clerk");
    EXPECT_EQ(ReasonOf(Do(own)), "APPROVED_BY_ONESELF") << kind;
  }
  auto approved = Request(Change::KIND_RECALL, "any", 1, kFirstDay);
  approved.mutable_allocation_change()->set_approver("s-900");
  EXPECT_TRUE(Do(approved).ok());
}

TEST_P(AllocationChangeTest, FrozenMoneyIsNotSpentUntilItIsLetGo) {
  ASSERT_TRUE(Do(Change::KIND_FREEZE, "any", 500'000).ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").frozen()), 500'000);
  const auto pay = [this] {
    return funding_.Pay(
        funding_.PaymentRequest("d1", "gowns", 400'000, kFirstDay + 2));
  };
  EXPECT_EQ(ReasonOf(pay().status()), "OVERSPENT");
  EXPECT_EQ(ReasonOf(Do(Change::KIND_UNFREEZE, "any", 500'001)), "OVER_FROZEN");
  ASSERT_TRUE(Do(Change::KIND_UNFREEZE, "any", 400'000, kFirstDay + 1).ok());
  EXPECT_TRUE(pay().ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").frozen()), 100'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").available()), 100'000);
}

TEST_P(AllocationChangeTest, AnAllocationIsClosedOnlyWhenNothingIsOpen) {
  ASSERT_TRUE(
      funding_
          .Pay(funding_.PaymentRequest("d1", "masks", 100'000, kFirstDay + 3))
          .ok());
  const absl::Status open = Close(kFirstDay + 3);
  EXPECT_EQ(ReasonOf(open), "STILL_OPEN");
  EXPECT_EQ(FigureOf(open, "stage"), "available");
  EXPECT_EQ(FigureOf(open, "amount"), "500000");
  ASSERT_TRUE(Do(Change::KIND_RECALL, "any", 500'000, kFirstDay + 3).ok());
  // On the day before there was still something.
  EXPECT_EQ(ReasonOf(Close(kFirstDay + 2)), "STILL_OPEN");
  ASSERT_TRUE(Close(kFirstDay + 3).ok());
  EXPECT_EQ(ReasonOf(Close(kFirstDay + 3)), "ALLOCATION_CLOSED");
  EXPECT_EQ(
      ReasonOf(
          funding_.Pay(funding_.PaymentRequest("d1", "masks", 1, kFirstDay + 4))
              .status()),
      "ALLOCATION_CLOSED");
  EXPECT_EQ(ReasonOf(Do(Change::KIND_FREEZE, "any", 1, kFirstDay + 4)),
            "ALLOCATION_CLOSED");
}

TEST_P(AllocationChangeTest, ListsShowChangesFromBothSides) {
  ASSERT_TRUE(Do(Change::KIND_FREEZE, "masks", 10).ok());
  ASSERT_TRUE(Do(Transfer(20)).ok());
  v1::ListAllocationChangesRequest request;
  request.set_parent(std::string(kCounty));
  const auto count = [&](const std::string& allocation) {
    request.set_allocation(allocation);
    return funding_.service()
        .Call<v1::ListAllocationChangesResponse>("ListAllocationChanges",
                                                 request)
        .value()
        .allocation_changes_size();
  };
  EXPECT_EQ(count(""), 2);
  EXPECT_EQ(count(AllocationName("d1")), 2);
  EXPECT_EQ(count(AllocationName("d2")), 1);
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay);
  EXPECT_EQ(count(""), 1);
}

}  // namespace
}  // namespace epiledger::funding
