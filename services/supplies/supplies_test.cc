// Stories of a hospital's store, on both engines.
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

const absl::CivilDay kMonday = kSunday + 1;
const absl::CivilDay kTuesday = kSunday + 2;
const absl::CivilDay kWednesday = kSunday + 3;
const absl::CivilDay kThursday = kSunday + 4;

class SuppliesTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  SuppliesTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~SuppliesTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  // Stock of `n95` in the evenings from Sunday to Thursday.
  std::vector<int64_t> Evenings() {
    std::vector<int64_t> stock;
    for (int day = 0; day < 5; ++day) {
      stock.push_back(supplies_.FreeAt("n95", At(kSunday + day, 23)));
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

INSTANTIATE_TEST_SUITE_P(Engines, SuppliesTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         [](const auto& store) {
                           return store.param == SuppliesFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(SuppliesTest, ALateCountAndALateReceiptLeaveEveryCountTrue) {
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

TEST_P(SuppliesTest, AThousandTypedForAHundredIsSupersededTwoDaysLater) {
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

TEST_P(SuppliesTest, WhatWasKnownBeforeACorrectionCanStillBeAsked) {
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

TEST_P(SuppliesTest, WhatIsDatedBeforeTheFirstCountMovesItsOpening) {
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

TEST_P(SuppliesTest, ALateIssueTurnsUseIntoASurplusThatIsATask) {
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

TEST_P(SuppliesTest, ACountThatNothingReconcilesIsKeptAndChangesNothing) {
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

TEST_P(SuppliesTest, EachLineOfACountHasItsOwnResult) {
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

TEST_P(SuppliesTest, ABigChangeIsAskedBackAndLeavesTheIdUnused) {
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

TEST_P(SuppliesTest, ASurplusBeyondTheToleranceNeedsAReason) {
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

TEST_P(SuppliesTest, ASecondCountOfTheSameInstantRepeatsOrContradicts) {
  supplies_.Count("n95", 100, At(kSunday));
  EXPECT_EQ(supplies_.Count("n95", 100, At(kSunday)).outcome(),
            Result::OUTCOME_REPEATED);
  EXPECT_EQ(supplies_.Count("n95", 90, At(kSunday)).outcome(),
            Result::OUTCOME_CONTRADICTED);
  EXPECT_EQ(supplies_.Stock("n95").free(), 100);
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
}

TEST_P(SuppliesTest, OnlyWhatStandsIsSuperseded) {
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

TEST_P(SuppliesTest, ALineIsWithdrawnOrMovedToItsRightTime) {
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

TEST_P(SuppliesTest, FirstExpiringLotsAreIssuedAndUsedFirst) {
  const auto receive = [&](const char* batch, int month, int64_t pieces) {
    auto request = supplies_.ReceiptRequest("n95", pieces, At(kSunday, 8));
    auto& line = *request.mutable_movement()->mutable_lines(0);
    line.set_batch(batch);
    line.mutable_expiry_date()->set_year(2021);
    line.mutable_expiry_date()->set_month(month);
    line.mutable_expiry_date()->set_day(1);
    return supplies_.Record(request)->movement().lines(0).lots(0).lot();
  };
  const std::string late = receive("B", 9, 50);
  const std::string early = receive("A", 3, 50);
  EXPECT_EQ(receive("A", 3, 10), early);  // the same lot again
  const auto issued = Issue(70, At(kMonday));
  const auto& lots = issued.movement().lines(0).lots();
  ASSERT_EQ(lots.size(), 2);
  EXPECT_EQ(lots[0].lot(), early);
  EXPECT_EQ(lots[0].quantity(), 60);
  EXPECT_EQ(lots[1].lot(), late);
  EXPECT_EQ(lots[1].quantity(), 10);
  const v1::StockLine stock = supplies_.Stock("n95");
  ASSERT_EQ(stock.lots_size(), 1);
  EXPECT_EQ(stock.lots(0).lot().batch(), "B");
  EXPECT_EQ(stock.lots(0).lot().origin().donor(), "red-cross");
  EXPECT_EQ(stock.lots(0).quantity(), 40);
}

TEST_P(SuppliesTest, NobodyIssuesWhatIsNotThereAtAnyTime) {
  supplies_.Count("n95", 100, At(kSunday));
  Issue(80, At(kThursday));
  const auto refused =
      supplies_.Record(supplies_.IssueRequest("n95", 21, At(kMonday)));
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "20");
  EXPECT_EQ(FigureOf(refused.status(), "needed"), "21");
  EXPECT_EQ(rpc::FromStatus(refused.status()).receipt.empty(), false);
  auto named = supplies_.IssueRequest("n95", 5, At(kMonday));
  named.mutable_movement()->mutable_lines(0)->set_lot(ItemName("n95") +
                                                      "/lots/none");
  EXPECT_EQ(ReasonOf(supplies_.Record(named).status()), "LOT_NOT_FOUND");
  Issue(20, At(kMonday));
}

TEST_P(SuppliesTest, ADeliveryIsNeverRefusedButMayBeContradicted) {
  supplies_.Count("n95", 10, At(kSunday));
  // Five more are found and issued at once: they are the lot `found`.
  supplies_.Count("n95", 15, At(kMonday));
  auto found = supplies_.IssueRequest("n95", 5, At(kTuesday));
  found.mutable_movement()->mutable_lines(0)->set_lot(ItemName("n95") +
                                                      "/lots/found");
  ASSERT_TRUE(supplies_.Record(found).ok());
  // They were a delivery of Sunday night: but nothing says that it was these.
  const auto late = Receive(5, At(kSunday, 22));
  const auto& line = late.movement().lines(0);
  EXPECT_EQ(line.outcome(), v1::Movement::OUTCOME_CONTRADICTED);
  EXPECT_EQ(supplies_.Tasks().tasks(1).kind(),
            v1::Task::KIND_CONTRADICTED_RECEIPT);
  EXPECT_EQ(supplies_.Stock("n95").free(), 10);
}

TEST_P(SuppliesTest, CountsOfDifferentMonthsFindEachOther) {
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

TEST_P(SuppliesTest, TheStockTellsHowOldItIsWhoCountedAndHowLongItLasts) {
  for (int day = 0; day <= 4; ++day) {
    supplies_.Count("n95", 100 - 10 * day, At(kSunday + day));
  }
  const v1::StockLine stock = supplies_.Stock("n95");
  EXPECT_EQ(stock.free(), 60);
  EXPECT_EQ(stock.knowledge(), v1::KNOWLEDGE_KNOWN);
  EXPECT_EQ(stock.last_count_subject(), "clerk");
  EXPECT_EQ(stock.last_count_age_days(), 2);
  EXPECT_EQ(stock.supply().state(), v1::Supply::STATE_KNOWN);
  EXPECT_EQ(stock.supply().use(), 40);
  EXPECT_EQ(stock.supply().known_days(), 4);
  EXPECT_EQ(stock.supply().days_tenths(), 60);
  EXPECT_EQ(stock.supply().band(), v1::Supply::BAND_LOW);
  EXPECT_EQ(stock.supply().stock_out_date().day(), 12);
  EXPECT_EQ(stock.supply().days_left(), 4);
  supplies_.service().clock().Advance(absl::Hours(24));
  EXPECT_EQ(supplies_.Stock("n95").knowledge(), v1::KNOWLEDGE_STALE);
  EXPECT_EQ(supplies_.Stock("n95").supply().state(),
            v1::Supply::STATE_ESTIMATED);
  // As it was on Tuesday evening.
  type::v1::AsOf as_of;
  *as_of.mutable_effective_time() = At(kTuesday, 21);
  EXPECT_EQ(supplies_.Stock("n95", as_of).last_count_age_days(), 0);
  EXPECT_EQ(supplies_.Stock("n95", as_of).supply().use(), 20);
}

TEST_P(SuppliesTest, TheSummaryCountsWhoIsKnownStaleAndUnknown) {
  ASSERT_TRUE(supplies_.CreateStore("hospital", "ward").ok());
  ASSERT_TRUE(supplies_.CreateStore("clinic", "pharmacy").ok());
  supplies_.Count("n95", 100, At(kThursday));
  supplies_.Count("n95", 40, At(kThursday + 1));
  supplies_.Count("gloves", 0, At(kSunday));
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  const auto summary =
      supplies_.service().Call<v1::CountySummary>("GetCountySummary", request);
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(summary->items_size(), 2);
  const v1::ItemSummary& gloves = summary->items(0);
  EXPECT_EQ(gloves.known(), 0);
  EXPECT_EQ(gloves.stale(), 1);
  EXPECT_EQ(gloves.unknown(), 1);
  const v1::ItemSummary& n95 = summary->items(1);
  EXPECT_EQ(n95.free(), 40);
  EXPECT_EQ(n95.known(), 1);
  EXPECT_EQ(n95.unknown(), 1);
  // Gloves are out, masks last for less than a day.
  ASSERT_EQ(summary->stocks_size(), 2);
  EXPECT_EQ(summary->stocks(0).item(), ItemName("gloves"));
  EXPECT_EQ(summary->stocks(0).supply().band(), v1::Supply::BAND_OUT);
  EXPECT_EQ(summary->stocks(1).supply().days_tenths(), 6);
  EXPECT_EQ(summary->read_at().sequence(),
            supplies_.service().Verify().head.sequence);

  supplies_.service().caller.roles = {auth::v1::ROLE_FINANCE};
  const auto finance =
      supplies_.service().Call<v1::CountySummary>("GetCountySummary", request);
  ASSERT_TRUE(finance.ok());
  EXPECT_EQ(finance->items_size(), 2);
  EXPECT_THAT(finance->stocks(), IsEmpty());
}

TEST_P(SuppliesTest, StoresOfAFacilityCountTogether) {
  ASSERT_TRUE(supplies_.CreateStore("hospital", "ward").ok());
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("n95", 90, At(kMonday));
  auto ward = supplies_.CountRequest("n95", 20, At(kSunday));
  ward.set_parent(Concat(kCounty, "/facilities/hospital/stores/ward"));
  ASSERT_TRUE(supplies_.Record(ward).ok());
  v1::GetFacilityStockRequest request;
  request.set_name(Concat(kCounty, "/facilities/hospital"));
  const auto one = supplies_.service().Call<v1::GetFacilityStockResponse>(
      "GetFacilityStock", request);
  ASSERT_TRUE(one.ok()) << one.status();
  // The ward was counted on Sunday only: Monday's use is not known.
  ASSERT_EQ(one->stocks_size(), 1);
  EXPECT_EQ(one->stocks(0).free(), 110);
  EXPECT_EQ(one->stocks(0).supply().state(), v1::Supply::STATE_UNKNOWN);
  ward.set_request_id(supplies_.NewId());
  *ward.mutable_count()->mutable_count_time() = At(kMonday);
  ward.mutable_count()->mutable_lines(0)->mutable_quantity()->set_pieces(15);
  ASSERT_TRUE(supplies_.Record(ward).ok());
  const auto both = supplies_.service().Call<v1::GetFacilityStockResponse>(
      "GetFacilityStock", request);
  EXPECT_EQ(both->stocks(0).supply().use(), 15);
  EXPECT_EQ(both->stocks(0).supply().days_tenths(), 70);
}

TEST_P(SuppliesTest, TasksAreResolvedOnceAndSeenByTheirFacility) {
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("n95", 90, At(kSunday));
  v1::ResolveTaskRequest request;
  request.set_request_id(supplies_.NewId());
  request.set_name(supplies_.Tasks().tasks(0).name());
  request.set_resolution("第二次为误点");
  supplies_.service().caller.roles = {auth::v1::ROLE_HOSPITAL};
  supplies_.service().caller.facility = "clinic";
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  supplies_.service().caller.facility = "hospital";
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
  const auto resolved =
      supplies_.service().Call<v1::ResolveTaskResponse>("ResolveTask", request);
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_EQ(resolved->task().state(), v1::Task::STATE_RESOLVED);
  EXPECT_EQ(resolved->task().resolved_by(), "clerk");
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  request.set_request_id(supplies_.NewId());
  EXPECT_EQ(ReasonOf(supplies_.service()
                         .Call<v1::ResolveTaskResponse>("ResolveTask", request)
                         .status()),
            "TASK_RESOLVED");
}

TEST_P(SuppliesTest, SettingsChangeTheBandsAndTheWindow) {
  for (int day = 0; day <= 3; ++day) {
    supplies_.Count("n95", 100 - 10 * day, At(kTuesday + day));
  }
  v1::UpdateSupplySettingsRequest request;
  request.set_request_id(supplies_.NewId());
  request.set_name(Concat(kCounty, "/supplySettings"));
  v1::SupplySettings& settings = *request.mutable_supply_settings();
  settings.set_window_days(2);
  settings.set_stale_days(5);
  for (const int days : {8, 7, 14}) settings.add_band_days(days);
  const auto update = [&] {
    return supplies_.service()
        .Call<v1::UpdateSupplySettingsResponse>("UpdateSupplySettings", request)
        .status();
  };
  EXPECT_EQ(ReasonOf(update()), "BAD_BANDS");
  settings.set_band_days(1, 9);
  EXPECT_TRUE(update().ok());
  const v1::StockLine stock = supplies_.Stock("n95");
  EXPECT_EQ(stock.supply().known_days(), 2);
  EXPECT_EQ(stock.supply().band(), v1::Supply::BAND_CRITICAL);
}

TEST_P(SuppliesTest, WhatIsMalformedNamesItsFieldAndLeavesTheIdUnused) {
  auto request = supplies_.CountRequest("n95", 1, At(kSunday));
  const auto good = request;
  const auto reason = [&] {
    return ReasonOf(supplies_.Record(request).status());
  };
  request.mutable_count()->mutable_lines(0)->clear_quantity();
  EXPECT_EQ(reason(), "QUANTITY_MISSING");
  request = good;
  *request.mutable_count()->mutable_count_time() = At(kSunday + 7);
  EXPECT_EQ(reason(), "TIME_AHEAD");
  request = good;
  *request.mutable_count()->add_lines() = good.count().lines(0);
  EXPECT_EQ(reason(), "LISTED_TWICE");
  request = good;
  auto& packs = *request.mutable_count()
                     ->mutable_lines(0)
                     ->mutable_quantity()
                     ->add_packs();
  packs.set_pack("box");
  packs.set_count(10'000'000'000);
  EXPECT_EQ(reason(), "QUANTITY_TOO_LARGE");
  request = good;
  request.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_LATE_ENTRY);
  EXPECT_EQ(reason(), "OUTPUT_ONLY");
  request = good;
  request.mutable_count()->mutable_lines(0)->set_item(
      "counties/990102/items/n95");
  EXPECT_EQ(reason(), "OTHER_COUNTY");
  EXPECT_TRUE(supplies_.Record(good).ok());

  auto receipt = supplies_.ReceiptRequest("n95", 1, At(kSunday));
  receipt.mutable_movement()->clear_origin();
  EXPECT_EQ(ReasonOf(supplies_.Record(receipt).status()), "ORIGIN_MISSING");
  receipt = supplies_.ReceiptRequest("n95", 0, At(kSunday));
  EXPECT_EQ(ReasonOf(supplies_.Record(receipt).status()), "REQUIRED");
}

TEST_P(SuppliesTest, WhatIsNamedMustExist) {
  auto count = supplies_.CountRequest("tea", 1, At(kSunday));
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "ITEM_NOT_FOUND");
  count = supplies_.CountRequest("n95", 1, At(kSunday));
  count.set_parent(Concat(kCounty, "/facilities/moon/stores/base"));
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "STORE_NOT_FOUND");
  count = supplies_.CountRequest("n95", 1, At(kSunday));
  auto& packs =
      *count.mutable_count()->mutable_lines(0)->mutable_quantity()->add_packs();
  packs.set_pack("crate");
  packs.set_count(1);
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "PACK_NOT_FOUND");
  EXPECT_EQ(ReasonOf(supplies_.CreateStore("hospital", "reserve").status()),
            "NAME_TAKEN");
}

// The same commands give the same bytes, whatever stores them.
TEST(SuppliesEngines, JournalAndTablesAreEqualAsCanonicalText) {
  std::vector<std::string> dumps;
  for (const auto store :
       {SuppliesFixture::Store::kSqlite, SuppliesFixture::Store::kMariadb}) {
    SuppliesFixture supplies(store);
    supplies.MakeSample();
    for (int i = 0; i < 30; ++i) {
      const auto time = At(kSunday + i % 5, 1 + i % 20);
      static_cast<void>(
          i % 3 == 0
              ? supplies.Record(supplies.ReceiptRequest("n95", 40, time)).ok()
              : supplies
                    .Record(supplies.CountRequest("n95", 20 + i * 7 % 50, time))
                    .ok());
    }
    dumps.push_back(supplies.service().Dump());
  }
  EXPECT_GT(dumps[0].size(), 10'000u);
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace epiledger::supplies
