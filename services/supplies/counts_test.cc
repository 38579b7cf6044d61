// Stories of counting: every count stays true however late anything comes.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using Result = v1::CountResult;

class CountsTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  CountsTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~CountsTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  // Stock of `n95` in the evenings from Sunday to Thursday.
  std::vector<int64_t> Evenings() {
    std::vector<int64_t> stock(5);
    for (size_t day = 0; day < stock.size(); ++day) {
      stock[day] =
          supplies_.FreeAt("n95", At(kSunday + static_cast<int>(day), 23));
    }
    return stock;
  }
  v1::CreateMovementResponse Issue(int64_t pieces,
                                   google::protobuf::Timestamp time) {
    const auto issued = supplies_.Record(
        supplies_.IssueRequest("n95", pieces, std::move(time)));
    EXPECT_TRUE(issued.ok()) << issued.status();
    return issued.value_or(v1::CreateMovementResponse());
  }
  v1::CreateMovementResponse Receive(int64_t pieces,
                                     google::protobuf::Timestamp time) {
    const auto received = supplies_.Record(
        supplies_.ReceiptRequest("n95", pieces, std::move(time)));
    EXPECT_TRUE(received.ok()) << received.status();
    return received.value_or(v1::CreateMovementResponse());
  }
  // Supersedes the only line of count `old` by `pieces` at the same time.
  absl::StatusOr<v1::CreateCountResponse> Supersede(
      const std::string& old, int64_t pieces,
      google::protobuf::Timestamp time) {
    auto request = supplies_.CountRequest("n95", pieces, std::move(time));
    request.mutable_count()->set_supersedes(old);
    request.mutable_count()->set_reason("多输了一个零");
    return supplies_.Record(request);
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, CountsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(CountsTest, ALateCountAndALateReceiptLeaveEveryCountTrue) {
  const Result opening = supplies_.Count("n95", 100, At(kSunday));
  EXPECT_EQ(opening.outcome(), Result::OUTCOME_OPENING);
  EXPECT_EQ(opening.opening(), 100);
  Issue(30, At(kTuesday, 9));
  std::string wednesday;
  const Result none = supplies_.Count("n95", 0, At(kWednesday), &wednesday);
  EXPECT_EQ(none.outcome(), Result::OUTCOME_USE);
  EXPECT_EQ(none.expected(), 70);
  EXPECT_EQ(none.use(), 70);

  const Result late = supplies_.Count("n95", 85, At(kMonday));
  EXPECT_EQ(late.use(), 15);
  EXPECT_EQ(late.next_count().count(), wednesday);
  EXPECT_EQ(late.next_count().use_change(), -15);
  EXPECT_EQ(supplies_.ResultOf(wednesday).use(), 55);
  EXPECT_THAT(Evenings(), ElementsAre(100, 85, 55, 0, 0));

  const auto receipt = Receive(200, At(kTuesday, 15));
  const v1::Movement::Line& line = receipt.movement().lines(0);
  EXPECT_EQ(line.outcome(), v1::Movement::OUTCOME_POSTED);
  EXPECT_EQ(line.next_count().use_change(), 200);
  EXPECT_EQ(supplies_.ResultOf(wednesday).use(), 255);
  EXPECT_THAT(Evenings(), ElementsAre(100, 85, 255, 0, 0));
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
}

TEST_P(CountsTest, AThousandTypedForAHundredIsSupersededTwoDaysLater) {
  supplies_.Count("n95", 120, At(kSunday));
  std::string typo;
  const Result wrong = supplies_.Count("n95", 1'000, At(kMonday), &typo);
  EXPECT_EQ(wrong.surplus(), 880);
  EXPECT_EQ(wrong.surplus_reason(), v1::SURPLUS_REASON_UNEXPLAINED);
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
  std::string tuesday;
  std::string wednesday;
  EXPECT_EQ(supplies_.Count("n95", 90, At(kTuesday), &tuesday).use(), 910);
  EXPECT_EQ(supplies_.Count("n95", 80, At(kWednesday), &wednesday).use(), 10);

  const auto right = Supersede(typo, 100, At(kMonday));
  ASSERT_TRUE(right.ok()) << right.status();
  const Result& result = right->count().lines(0).result();
  EXPECT_EQ(result.use(), 20);
  EXPECT_EQ(result.next_count().use_change(), -900);
  EXPECT_EQ(supplies_.ResultOf(typo).superseded_by(), right->count().name());
  EXPECT_EQ(supplies_.ResultOf(tuesday).use(), 10);
  EXPECT_EQ(supplies_.ResultOf(wednesday).use(), 10);
  EXPECT_THAT(Evenings(), ElementsAre(120, 100, 90, 80, 80));
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  for (int day = 0; day < 5; ++day) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_time() = At(kSunday + day, 23);
    const v1::StockLine stock = supplies_.Stock("n95", as_of);
    ASSERT_EQ(stock.lots_size(), 1) << day;
    EXPECT_THAT(stock.lots(0).lot().name(), ::testing::EndsWith("/opening"));
    EXPECT_EQ(stock.lots(0).quantity(), stock.free());
  }
}

TEST_P(CountsTest, WhatWasKnownBeforeACorrectionCanStillBeAsked) {
  supplies_.Count("n95", 100, At(kSunday));
  std::string wednesday;
  supplies_.Count("n95", 40, At(kWednesday), &wednesday);
  const int64_t before = supplies_.service().Verify().head.sequence;
  supplies_.Count("n95", 70, At(kMonday));
  v1::GetCountRequest request;
  request.set_name(wednesday);
  const auto use = [&](int64_t sequence) {
    request.mutable_as_of()->set_sequence(sequence);
    return supplies_.service()
        .Call<v1::Count>("GetCount", request)
        ->lines(0)
        .result()
        .use();
  };
  EXPECT_EQ(use(before), 60);
  EXPECT_EQ(use(before + 1), 30);
  type::v1::AsOf as_of;
  *as_of.mutable_effective_time() = At(kTuesday);
  as_of.set_sequence(before);
  EXPECT_EQ(supplies_.Stock("n95", as_of).free(), 100);
  EXPECT_EQ(supplies_.Stock("n95", as_of).lots(0).quantity(), 100);
  as_of.set_sequence(before + 1);
  EXPECT_EQ(supplies_.Stock("n95", as_of).free(), 70);
  EXPECT_EQ(supplies_.Stock("n95", as_of).lots(0).quantity(), 70);
}

TEST_P(CountsTest, WhatIsDatedBeforeTheFirstCountMovesItsOpening) {
  std::string first;
  supplies_.Count("n95", 100, At(kTuesday), &first);
  const auto receipt = Receive(30, At(kMonday));
  EXPECT_EQ(receipt.movement().lines(0).next_count().opening_change(), -30);
  EXPECT_EQ(supplies_.ResultOf(first).opening(), 70);
  // An earlier count is the opening, and the first one a count like others.
  const Result earlier = supplies_.Count("n95", 90, At(kSunday));
  EXPECT_EQ(earlier.outcome(), Result::OUTCOME_OPENING);
  EXPECT_EQ(earlier.next_count().opening_change(), -70);
  EXPECT_EQ(earlier.next_count().use_change(), 20);
  EXPECT_EQ(supplies_.ResultOf(first).outcome(), Result::OUTCOME_USE);
  EXPECT_THAT(Evenings(), ElementsAre(90, 120, 100, 100, 100));
}

TEST_P(CountsTest, ALateIssueTurnsUseIntoASurplusThatIsATask) {
  supplies_.Count("n95", 100, At(kSunday));
  std::string wednesday;
  supplies_.Count("n95", 80, At(kWednesday), &wednesday);
  const auto issue = Issue(50, At(kMonday));
  const auto& correction = issue.movement().lines(0).next_count();
  EXPECT_EQ(correction.use_change(), -20);
  EXPECT_EQ(correction.surplus_change(), 30);
  EXPECT_EQ(supplies_.ResultOf(wednesday).late_surplus(), 30);
  ASSERT_EQ(supplies_.Tasks().tasks_size(), 1);
  const v1::Task task = supplies_.Tasks().tasks(0);
  EXPECT_EQ(task.name(), correction.task());
  EXPECT_EQ(task.kind(), v1::Task::KIND_LATE_SURPLUS);
  EXPECT_EQ(task.source(), wednesday);
  EXPECT_EQ(task.quantity(), 30);
  EXPECT_THAT(Evenings(), ElementsAre(100, 50, 50, 80, 80));

  // A delivery explains a part of it, then all and more.
  Receive(20, At(kTuesday, 8));
  EXPECT_EQ(supplies_.Tasks().tasks(0).quantity(), 10);
  Receive(25, At(kTuesday, 9));
  EXPECT_EQ(supplies_.ResultOf(wednesday).use(), 15);
  EXPECT_EQ(supplies_.ResultOf(wednesday).surplus(), 0);
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  EXPECT_EQ(supplies_.Tasks(/*show_resolved=*/true).tasks_size(), 1);
}

TEST_P(CountsTest, ACountThatNothingReconcilesIsKeptAndChangesNothing) {
  supplies_.Count("n95", 100, At(kSunday));
  Issue(60, At(kWednesday));
  std::string name;
  const Result low = supplies_.Count("n95", 50, At(kTuesday), &name);
  EXPECT_EQ(low.outcome(), Result::OUTCOME_CONTRADICTED);
  EXPECT_EQ(low.needed(), 60);
  EXPECT_THAT(Evenings(), ElementsAre(100, 100, 100, 40, 40));
  ASSERT_EQ(supplies_.Tasks().tasks_size(), 1);
  EXPECT_EQ(supplies_.Tasks().tasks(0).source(), name);
  EXPECT_EQ(supplies_.ResultOf(name).total(), 50);

  const auto right = Supersede(name, 60, At(kTuesday));
  ASSERT_TRUE(right.ok()) << right.status();
  EXPECT_EQ(right->count().lines(0).result().use(), 40);
  EXPECT_THAT(Evenings(), ElementsAre(100, 100, 60, 0, 0));
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
}

TEST_P(CountsTest, EachLineOfACountHasItsOwnResult) {
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("gloves", 500, At(kSunday));
  Issue(60, At(kWednesday));
  auto request = supplies_.CountRequest("n95", 10, At(kTuesday));
  v1::CountLine& gloves = *request.mutable_count()->add_lines();
  gloves.set_item(ItemName("gloves"));
  gloves.mutable_quantity()->set_pieces(5);
  auto& boxes = *gloves.mutable_quantity()->add_packs();
  boxes.set_pack("box");
  boxes.set_count(3);
  const auto counted = supplies_.Record(request);
  ASSERT_TRUE(counted.ok()) << counted.status();
  EXPECT_EQ(counted->count().lines(0).result().outcome(),
            Result::OUTCOME_CONTRADICTED);
  EXPECT_EQ(counted->count().lines(1).result().total(), 305);
  EXPECT_EQ(counted->count().lines(1).result().use(), 195);
  EXPECT_EQ(supplies_.Stock("gloves").free(), 305);
  EXPECT_EQ(supplies_.Stock("n95").free(), 40);
}

TEST_P(CountsTest, ABigChangeIsAskedBackAndLeavesTheIdUnused) {
  supplies_.Count("n95", 100, At(kSunday));
  auto request = supplies_.CountRequest("n95", 501, At(kMonday));
  request.mutable_count()->mutable_lines(0)->set_confirm(false);
  request.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_UNRECORDED_RECEIPT);
  const auto asked = supplies_.Record(request);
  EXPECT_EQ(asked.status().code(), absl::StatusCode::kFailedPrecondition);
  const rpc::Error error = rpc::FromStatus(asked.status());
  EXPECT_EQ(error.reason, "CONFIRMATION_NEEDED");
  EXPECT_THAT(error.receipt, IsEmpty());
  ASSERT_EQ(error.violations.size(), 1u);
  EXPECT_EQ(error.violations[0].field, "count.lines[0].confirm");
  EXPECT_EQ(error.violations[0].metadata.at("expected"), "100");

  request.mutable_count()->mutable_lines(0)->set_confirm(true);
  const auto confirmed = supplies_.Record(request);
  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_FALSE(confirmed->receipt().replayed());
  EXPECT_EQ(confirmed->count().lines(0).result().surplus(), 401);
  // Five times and no more is not asked back.
  auto five = supplies_.CountRequest("gloves", 100, At(kSunday));
  ASSERT_TRUE(supplies_.Record(five).ok());
  five = supplies_.CountRequest("gloves", 20, At(kMonday));
  five.mutable_count()->mutable_lines(0)->set_confirm(false);
  EXPECT_TRUE(supplies_.Record(five).ok());
}

TEST_P(CountsTest, ASurplusBeyondTheToleranceNeedsAReason) {
  supplies_.Count("n95", 100, At(kSunday));
  auto request = supplies_.CountRequest("n95", 104, At(kMonday));
  v1::CountLine& line = *request.mutable_count()->mutable_lines(0);
  line.set_confirm(false);
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "CONFIRM_SURPLUS");
  line.mutable_quantity()->set_pieces(103);
  const auto within = supplies_.Record(request);
  ASSERT_TRUE(within.ok()) << within.status();
  EXPECT_EQ(within->count().lines(0).result().surplus_reason(),
            v1::SURPLUS_REASON_TOLERANCE);
  request = supplies_.CountRequest("n95", 110, At(kTuesday));
  request.mutable_count()->mutable_lines(0)->set_confirm(false);
  request.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_RETURNED);
  EXPECT_TRUE(supplies_.Record(request).ok());
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
}

TEST_P(CountsTest, ASecondCountOfTheSameInstantRepeatsOrContradicts) {
  supplies_.Count("n95", 100, At(kSunday));
  EXPECT_EQ(supplies_.Count("n95", 100, At(kSunday)).outcome(),
            Result::OUTCOME_REPEATED);
  EXPECT_EQ(supplies_.Count("n95", 90, At(kSunday)).outcome(),
            Result::OUTCOME_CONTRADICTED);
  EXPECT_EQ(supplies_.Stock("n95").free(), 100);
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
  // Expected is what was before either of them.
  supplies_.Count("n95", 80, At(kMonday));
  EXPECT_EQ(supplies_.Count("n95", 70, At(kMonday)).expected(), 100);
}

TEST_P(CountsTest, ARepeatedCountIsSupersededTogetherWithWhatItRepeats) {
  supplies_.Count("n95", 120, At(kSunday));
  std::string first;
  supplies_.Count("n95", 1'000, At(kMonday), &first);
  std::string again;
  const Result same = supplies_.Count("n95", 1'000, At(kMonday), &again);
  EXPECT_EQ(same.outcome(), Result::OUTCOME_REPEATED);
  EXPECT_EQ(same.repeats(), first);
  // Of the surplus that nobody explains.
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
  // The clerk sees the second one only, and corrects that.
  const auto right = Supersede(again, 100, At(kMonday));
  ASSERT_TRUE(right.ok()) << right.status();
  EXPECT_EQ(right->count().lines(0).result().use(), 20);
  EXPECT_THAT(Evenings(), ElementsAre(120, 100, 100, 100, 100));
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  for (const std::string& old : {first, again}) {
    EXPECT_EQ(supplies_.ResultOf(old).superseded_by(), right->count().name());
    const auto late = Supersede(old, 90, At(kMonday));
    EXPECT_EQ(ReasonOf(late.status()), "ALREADY_SUPERSEDED");
    EXPECT_EQ(FigureOf(late.status(), "by"), right->count().name());
  }
}

TEST_P(CountsTest, WhatARepeatedCountRepeatsIsWithdrawnWithIt) {
  supplies_.Count("n95", 120, At(kSunday));
  std::string again;
  supplies_.Count("n95", 90, At(kMonday));
  supplies_.Count("n95", 90, At(kMonday), &again);
  auto request = supplies_.CountRequest("n95", 0, At(kMonday));
  request.mutable_count()->set_supersedes(again);
  request.mutable_count()->set_reason("记错库房");
  request.mutable_count()->mutable_lines(0)->set_withdraw(true);
  request.mutable_count()->mutable_lines(0)->clear_quantity();
  ASSERT_TRUE(supplies_.Record(request).ok());
  EXPECT_THAT(Evenings(), ElementsAre(120, 120, 120, 120, 120));
}

TEST_P(CountsTest, ARepeatedCountIsGoneWhenWhatItRepeatsWasSuperseded) {
  std::string first;
  supplies_.Count("n95", 100, At(kSunday), &first);
  std::string again;
  supplies_.Count("n95", 100, At(kSunday), &again);
  const auto right = Supersede(first, 90, At(kSunday));
  ASSERT_TRUE(right.ok()) << right.status();
  const auto late = Supersede(again, 80, At(kSunday));
  EXPECT_EQ(ReasonOf(late.status()), "ALREADY_SUPERSEDED");
  EXPECT_EQ(FigureOf(late.status(), "by"), right->count().name());
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
}

TEST_P(CountsTest, AReasonKeepsItsOwnSurplusAndLateEntriesTheRest) {
  const auto found = [&](std::string_view reason) {
    int64_t pieces = 0;
    const absl::Status status = supplies_.service().books().Read(
        supplies_.service().book(), [&](ledger::Snapshot& snapshot) {
          const auto balances = snapshot.BalancesUnder(
              Concat("found:hospital/reserve/", reason, "/"), ledger::kEnd);
          for (const auto& [account, amount] : *balances) pieces -= amount;
          return balances.status();
        });
    EXPECT_TRUE(status.ok()) << status;
    return pieces;
  };
  supplies_.Count("n95", 100, At(kSunday));
  auto request = supplies_.CountRequest("n95", 110, At(kTuesday));
  request.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_RETURNED);
  ASSERT_TRUE(supplies_.Record(request).ok());
  EXPECT_EQ(found("returned"), 10);
  Issue(5, At(kMonday));
  EXPECT_EQ(found("returned"), 10);
  EXPECT_EQ(found("late-entry"), 5);
  Receive(8, At(kMonday));
  EXPECT_EQ(found("returned"), 7);
  EXPECT_EQ(found("late-entry"), 0);
}

TEST_P(CountsTest, OnlyWhatStandsIsSuperseded) {
  std::string first;
  supplies_.Count("n95", 100, At(kSunday), &first);
  ASSERT_TRUE(Supersede(first, 90, At(kSunday)).ok());
  const auto again = Supersede(first, 80, At(kSunday));
  EXPECT_EQ(ReasonOf(again.status()), "ALREADY_SUPERSEDED");
  EXPECT_EQ(
      ReasonOf(
          Supersede(Concat(kReserve, "/counts/none"), 1, At(kSunday)).status()),
      "COUNT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Supersede(Concat(kCounty, "/facilities/clinic/stores/",
                                      "reserve/counts/c1"),
                               1, At(kSunday))
                         .status()),
            "OTHER_STORE");
}

TEST_P(CountsTest, ALineIsWithdrawnOrMovedToItsRightTime) {
  supplies_.Count("n95", 100, At(kSunday));
  std::string wrong;
  supplies_.Count("n95", 40, At(kMonday), &wrong);
  std::string wednesday;
  supplies_.Count("n95", 30, At(kWednesday), &wednesday);
  // It was counted on Tuesday, not on Monday.
  const auto moved = Supersede(wrong, 40, At(kTuesday));
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_THAT(Evenings(), ElementsAre(100, 100, 40, 30, 30));
  // It was another store.
  auto request = supplies_.CountRequest("n95", 0, At(kTuesday));
  request.mutable_count()->set_supersedes(moved->count().name());
  request.mutable_count()->set_reason("记错库房");
  request.mutable_count()->mutable_lines(0)->set_withdraw(true);
  request.mutable_count()->mutable_lines(0)->clear_quantity();
  const auto withdrawn = supplies_.Record(request);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->count().lines(0).result().outcome(),
            Result::OUTCOME_WITHDRAWN);
  EXPECT_THAT(Evenings(), ElementsAre(100, 100, 100, 30, 30));
  EXPECT_EQ(supplies_.ResultOf(wednesday).use(), 70);
}

TEST_P(CountsTest, CountsOfDifferentMonthsFindEachOther) {
  const absl::CivilDay december(2019, 12, 30);
  supplies_.Count("n95", 300, At(december));
  supplies_.Count("n95", 100, At(kSunday));
  const Result late = supplies_.Count("n95", 250, At(december + 20));
  EXPECT_EQ(late.use(), 50);
  EXPECT_EQ(late.next_count().use_change(), -50);
  const Result back = supplies_.Count("n95", 400, At(kMonday));
  EXPECT_EQ(back.surplus(), 300);
  ASSERT_EQ(back.lots_size(), 2);
  EXPECT_EQ(back.lots(0).quantity(), 200);  // all that was ever used
  EXPECT_EQ(back.lots(1).quantity(), 100);
}

// A picture of the county by the lines' digests and by their entries.
TEST_P(CountsTest, DigestsTellWhatEntriesTellOverManyWeeks) {
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  auto at_instant = request;
  std::string last;
  for (int day = -60; day <= 4; day += 1 + (day + 60) % 4) {
    SCOPED_TRACE(day);
    testing::FakeClock& clock = supplies_.service().clock();
    at_instant.mutable_as_of()->mutable_effective_time()->set_seconds(
        absl::ToUnixSeconds(clock.Now()));
    const int64_t stock = 300 - (day * 37) % 90;
    if (day % 5 == 0) Receive(40, At(kSunday + day, 7));
    supplies_.Count("n95", stock, At(kSunday + day), &last);
    supplies_.Count("gloves", day < 0 ? 5 : 0, At(kSunday + day));
    if (day % 7 == 0) {
      ASSERT_TRUE(Supersede(last, stock + 9, At(kSunday + day, 12)).ok());
    }
    const auto summary = [&](const v1::GetCountySummaryRequest& of) {
      const auto told =
          supplies_.service().Call<v1::CountySummary>("GetCountySummary", of);
      return WithoutReserved(*told).ShortDebugString();
    };
    EXPECT_EQ(summary(request), summary(at_instant));
    clock.Advance(absl::Hours(7));
  }
}

}  // namespace
}  // namespace epiledger::supplies
