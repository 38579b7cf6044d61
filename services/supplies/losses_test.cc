// Stories of what is lost, brought back, and given back.
#include <map>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

class LossesTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  LossesTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~LossesTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  v1::CreateMovementRequest Request(v1::Movement::Kind kind, int64_t pieces,
                                    google::protobuf::Timestamp time,
                                    const std::string& lot = "") {
    auto request = supplies_.IssueRequest("n95", pieces, std::move(time));
    request.mutable_movement()->set_kind(kind);
    request.mutable_movement()->mutable_lines(0)->set_lot(lot);
    return request;
  }
  v1::Movement::Line Record(const v1::CreateMovementRequest& request) {
    const auto recorded = supplies_.Record(request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.ok() ? recorded->movement().lines(0) : v1::Movement::Line();
  }
  v1::Movement::Line Lose(int64_t pieces, google::protobuf::Timestamp time,
                          v1::LossReason reason = v1::LOSS_REASON_DAMAGED) {
    auto request = Request(v1::Movement::KIND_LOSE, pieces, std::move(time));
    request.mutable_movement()->set_loss_reason(reason);
    return Record(request);
  }
  std::string Receive(const std::string& batch, int64_t pieces) {
    auto request = supplies_.ReceiptRequest("n95", pieces, At(kSunday, 8));
    request.mutable_movement()->mutable_lines(0)->set_batch(batch);
    return Record(request).lots(0).lot();
  }

  // What accounts that begin with `prefix` hold.
  int64_t Balance(const std::string& prefix) {
    int64_t sum = 0;
    const absl::Status status = supplies_.service().books().Read(
        supplies_.service().book(), [&](ledger::Snapshot& snapshot) {
          const auto balances = snapshot.BalancesUnder(prefix, ledger::kEnd);
          if (!balances.ok()) return balances.status();
          for (const auto& [account, amount] : *balances) sum += amount;
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return sum;
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, LossesTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(LossesTest, ALossStandsUnderItsReasonAndIsNoUse) {
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("n95", 60, At(kWednesday));
  // Thirty of the forty were not used; they got wet on Tuesday.
  const v1::Movement::Line line = Lose(30, At(kTuesday));
  EXPECT_EQ(line.outcome(), v1::Movement::OUTCOME_POSTED);
  EXPECT_EQ(line.next_count().use_change(), -30);
  EXPECT_EQ(Balance("loss:hospital/reserve/damaged/n95/"), 30);
  EXPECT_EQ(Balance("used:"), 10);
  EXPECT_EQ(supplies_.Stock("n95").free(), 60);
  EXPECT_EQ(supplies_.FreeAt("n95", At(kTuesday)), 70);
}

TEST_P(LossesTest, ALossOfMoreThanIsThereIsKeptInTheOpen) {
  supplies_.Count("n95", 100, At(kSunday));
  const v1::Movement::Line line = Lose(101, At(kMonday));
  EXPECT_EQ(line.outcome(), v1::Movement::OUTCOME_CONTRADICTED);
  EXPECT_TRUE(line.lots().empty());
  ASSERT_EQ(supplies_.Tasks().tasks_size(), 1);
  const v1::Task task = supplies_.Tasks().tasks(0);
  EXPECT_EQ(task.name(), line.task());
  EXPECT_EQ(task.kind(), v1::Task::KIND_CONTRADICTED_LOSS);
  EXPECT_EQ(task.quantity(), 101);
  EXPECT_EQ(supplies_.Stock("n95").free(), 100);
  EXPECT_EQ(Balance("loss:"), 0);
}

TEST_P(LossesTest, ALossTakesTheLotItNamesAndExpiredOnesToo) {
  const std::string first = Receive("A", 10);
  const std::string second = Receive("B", 10);
  auto named = Request(v1::Movement::KIND_LOSE, 4, At(kMonday), second);
  named.mutable_movement()->set_loss_reason(v1::LOSS_REASON_STOLEN);
  EXPECT_EQ(Record(named).lots(0).lot(), second);
  EXPECT_EQ(Lose(3, At(kMonday)).lots(0).lot(), first);
  auto more = Request(v1::Movement::KIND_LOSE, 7, At(kMonday), second);
  more.mutable_movement()->set_loss_reason(v1::LOSS_REASON_STOLEN);
  EXPECT_EQ(Record(more).outcome(), v1::Movement::OUTCOME_CONTRADICTED);
  auto old = supplies_.ReceiptRequest("gloves", 8, At(kSunday, 8));
  google::type::Date& last =
      *old.mutable_movement()->mutable_lines(0)->mutable_expiry_date();
  last.set_year(2019);
  last.set_month(12);
  last.set_day(31);
  ASSERT_TRUE(supplies_.Record(old).ok());
  auto thrown = supplies_.IssueRequest("gloves", 8, At(kMonday));
  EXPECT_EQ(ReasonOf(supplies_.Record(thrown).status()), "STOCK_SHORT");
  thrown.set_request_id(supplies_.service().NewId());
  thrown.mutable_movement()->set_kind(v1::Movement::KIND_LOSE);
  thrown.mutable_movement()->set_loss_reason(v1::LOSS_REASON_EXPIRED);
  EXPECT_EQ(Record(thrown).outcome(), v1::Movement::OUTCOME_POSTED);
  EXPECT_EQ(Balance("loss:hospital/reserve/expired/gloves/"), 8);
}

TEST_P(LossesTest, ALossSaysWhy) {
  const auto reason_of = [this](v1::LossReason reason, const char* note) {
    auto request = Request(v1::Movement::KIND_LOSE, 1, At(kMonday));
    request.mutable_movement()->set_loss_reason(reason);
    request.mutable_movement()->set_note(note);
    return ReasonOf(supplies_.Record(request).status());
  };
  EXPECT_EQ(reason_of(v1::LOSS_REASON_UNSPECIFIED, "水渍"),
            "LOSS_REASON_MISSING");
  EXPECT_EQ(reason_of(v1::LOSS_REASON_OTHER, ""), "NOTE_MISSING");
  EXPECT_EQ(reason_of(v1::LOSS_REASON_OTHER, " "), "NOTE_MISSING");
  EXPECT_EQ(reason_of(v1::LOSS_REASON_OTHER, "演练时消耗"), "");
  auto issue = Request(v1::Movement::KIND_ISSUE, 1, At(kMonday));
  issue.mutable_movement()->set_loss_reason(v1::LOSS_REASON_STOLEN);
  EXPECT_EQ(ReasonOf(supplies_.Record(issue).status()), "NOT_FOR_THIS_KIND");
}

TEST_P(LossesTest, WhatAWardBringsBackGoesToTheLotsIssuedLast) {
  const std::string first = Receive("A", 10);
  const std::string second = Receive("B", 10);
  // All of A and two of B.
  Record(Request(v1::Movement::KIND_ISSUE, 12, At(kMonday)));
  const v1::Movement::Line back =
      Record(Request(v1::Movement::KIND_BRING_BACK, 5, At(kTuesday)));
  ASSERT_EQ(back.lots_size(), 2);
  EXPECT_EQ(back.lots(0).lot(), second);
  EXPECT_EQ(back.lots(0).quantity(), 2);
  EXPECT_EQ(back.lots(1).lot(), first);
  EXPECT_EQ(back.lots(1).quantity(), 3);
  EXPECT_EQ(Balance("issued:"), 7);
  EXPECT_EQ(Balance("found:"), 0);
  // Seven are still out; the eighth was never issued.
  const v1::Movement::Line more =
      Record(Request(v1::Movement::KIND_BRING_BACK, 8, At(kWednesday)));
  ASSERT_EQ(more.lots_size(), 2);
  EXPECT_EQ(more.lots(0).lot(), first);
  EXPECT_EQ(more.lots(0).quantity(), 7);
  EXPECT_TRUE(more.lots(1).lot().ends_with("/found"));
  EXPECT_EQ(Balance("issued:"), 0);
  EXPECT_EQ(Balance("found:hospital/reserve/returned/"), -1);
  EXPECT_EQ(supplies_.Stock("n95").free(), 21);
}

TEST_P(LossesTest, ALotKeepsItsOriginHoweverItComesBack) {
  const std::string lot = Receive("A", 10);
  Record(Request(v1::Movement::KIND_ISSUE, 2, At(kMonday)));
  // Three of it come back, and only two were recorded out.
  Record(Request(v1::Movement::KIND_BRING_BACK, 3, At(kTuesday), lot));
  const v1::StockLine stock = supplies_.Stock("n95");
  ASSERT_EQ(stock.lots_size(), 1);
  EXPECT_EQ(stock.lots(0).quantity(), 11);
  EXPECT_EQ(stock.lots(0).lot().origin().donor(), "red-cross");
  EXPECT_EQ(Balance("issued:"), 0);
  EXPECT_EQ(Balance("found:hospital/reserve/returned/n95/"), -1);
}

TEST_P(LossesTest, WhatComesBackBeforeACountCorrectsIt) {
  supplies_.Count("n95", 100, At(kSunday));
  Record(Request(v1::Movement::KIND_ISSUE, 40, At(kMonday)));
  EXPECT_EQ(supplies_.Count("n95", 50, At(kWednesday)).use(), 10);
  const v1::Movement::Line line =
      Record(Request(v1::Movement::KIND_BRING_BACK, 15, At(kTuesday)));
  EXPECT_EQ(line.next_count().use_change(), 15);
  EXPECT_EQ(supplies_.Stock("n95").free(), 50);
}

TEST_P(LossesTest, WhatIsGivenBackMustBeThere) {
  const std::string lot = Receive("A", 10);
  const auto refused = supplies_.Record(
      Request(v1::Movement::KIND_SEND_BACK, 11, At(kMonday), lot));
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "10");
  Record(Request(v1::Movement::KIND_SEND_BACK, 4, At(kMonday), lot));
  EXPECT_EQ(Balance("returned:hospital/reserve/n95/"), 4);
  EXPECT_EQ(supplies_.Stock("n95").free(), 6);
}

}  // namespace
}  // namespace epiledger::supplies
