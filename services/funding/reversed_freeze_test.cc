// Stories of money that was frozen and unfrozen on one day, on both engines:
// once it is gone, each of the two would be short without the other.
#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::ReasonOf;
using Change = v1::AllocationChange;

// 1,000 yuan of document `d1` are for masks alone.
class ReversedFreeze : public Corrections {
 protected:
  absl::StatusOr<v1::CreateAllocationChangeResponse> Do(Change::Kind kind,
                                                        int64_t fen) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    Change& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(PurposeName("masks"));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(kFirstDay + 1);
    change.set_reason("县指挥部决定");
    if (kind == Change::KIND_TRANSFER) {
      change.set_purpose(PurposeName("any"));
      change.set_target_allocation(AllocationName("d1"));
      change.set_target_purpose(PurposeName("masks"));
      change.set_approver("s-900");
    }
    return funding_.service().Call<v1::CreateAllocationChangeResponse>(
        "CreateAllocationChange", request);
  }
  // Of what is not divided, so much for masks.
  auto Give(int64_t fen) { return Do(Change::KIND_TRANSFER, fen); }
  auto Freeze(int64_t fen) { return Do(Change::KIND_FREEZE, fen); }
  auto Unfreeze(int64_t fen) { return Do(Change::KIND_UNFREEZE, fen); }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReversedFreeze,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ReversedFreeze, WhileTheMoneyIsThereTheLastGoesFirst) {
  const auto frozen = Freeze(100'000);
  const auto unfrozen = Unfreeze(100'000);
  ASSERT_TRUE(frozen.ok() && unfrozen.ok());
  const absl::Status refused = Reverse(frozen).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"),
            Concat(unfrozen->receipt().sequence()));
  ASSERT_TRUE(Reverse(unfrozen).ok());
  EXPECT_TRUE(Reverse(frozen).ok());
}

// What gave the money was reversed: neither goes alone, and nobody is sent from
// one to the other and back.
TEST_P(ReversedFreeze, WhenTheMoneyIsGoneItComesFirst) {
  const auto given = Give(50'000);
  const auto frozen = Freeze(150'000);
  const auto unfrozen = Unfreeze(150'000);
  ASSERT_TRUE(given.ok() && frozen.ok() && unfrozen.ok());
  ASSERT_TRUE(Reverse(given).ok());
  EXPECT_EQ(ReasonOf(Reverse(frozen).status()), "LATER_ENTRIES_DEPEND");
  const absl::Status refused = Reverse(unfrozen).status();
  EXPECT_EQ(ReasonOf(refused), "LEAVES_SHORT");
  EXPECT_EQ(FigureOf(refused, "account"), "alloc:d1/1/masks:available");
  EXPECT_EQ(FigureOf(refused, "available"), "100000");
  EXPECT_EQ(FigureOf(refused, "needed"), "150000");
  EXPECT_EQ(FigureOf(refused, "date"), "2020-01-21");
  const auto again = Give(50'000);
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(Reverse(unfrozen).ok());
  ASSERT_TRUE(Reverse(frozen).ok());
  EXPECT_TRUE(Reverse(again).ok());
}

TEST_P(ReversedFreeze, WhoTookTheMoneyBesidesIsNamedAlone) {
  const auto paid = Pay(20'000, kFirstDay + 1);
  const auto given = Give(20'000);
  const auto frozen = Freeze(100'000);
  const auto unfrozen = Unfreeze(100'000);
  ASSERT_TRUE(paid.ok() && given.ok() && frozen.ok() && unfrozen.ok());
  ASSERT_TRUE(Reverse(given).ok());
  const absl::Status refused = Reverse(unfrozen).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), paid->payment().name());
  EXPECT_EQ(FigureOf(refused, "entry_2"), "");
  ASSERT_TRUE(Reverse(paid).ok());
  ASSERT_TRUE(Reverse(unfrozen).ok());
  EXPECT_TRUE(Reverse(frozen).ok());
}

}  // namespace
}  // namespace epiledger::funding
