// Stories of lots: expired ones that nobody proposes, quarantine and release,
// and the lists of them.
#include <string>
#include <utility>
#include <vector>

#include "epiledger/supplies/v1/lot_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/genesis.h"
#include "services/supplies/line_reader.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"
#include "tests/testing/batches.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

class LotsTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  LotsTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~LotsTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  // Receives n95 with a last day and returns the lot's name.
  std::string Receive(const std::string& batch, absl::CivilDay last,
                      int64_t pieces, google::protobuf::Timestamp time) {
    auto request = supplies_.ReceiptRequest("n95", pieces, std::move(time));
    v1::Movement::Line& line = *request.mutable_movement()->mutable_lines(0);
    line.set_batch(batch);
    google::type::Date& date = *line.mutable_expiry_date();
    date.set_year(static_cast<int32_t>(last.year()));
    date.set_month(last.month());
    date.set_day(last.day());
    const auto received = supplies_.Record(request);
    EXPECT_TRUE(received.ok()) << received.status();
    if (!received.ok()) return "";
    return received->movement().lines(0).lots(0).lot();
  }

  absl::StatusOr<v1::CreateMovementResponse> Issue(
      int64_t pieces, google::protobuf::Timestamp time,
      const std::string& lot = "", const std::string& override_reason = "") {
    auto request = supplies_.IssueRequest("n95", pieces, std::move(time));
    v1::Movement::Line& line = *request.mutable_movement()->mutable_lines(0);
    line.set_lot(lot);
    line.set_override_reason(override_reason);
    return supplies_.Record(request);
  }

  v1::CreateLotQuarantineRequest QuarantineRequest(
      const std::string& lot, google::protobuf::Timestamp time) {
    v1::CreateLotQuarantineRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kReserve));
    request.mutable_lot_quarantine()->set_lot(lot);
    *request.mutable_lot_quarantine()->mutable_quarantine_time() =
        std::move(time);
    request.mutable_lot_quarantine()->set_reason("厂家召回");
    return request;
  }
  absl::StatusOr<v1::CreateLotQuarantineResponse> Record(
      const v1::CreateLotQuarantineRequest& request) {
    return supplies_.service().Call<v1::CreateLotQuarantineResponse>(
        "CreateLotQuarantine", request);
  }
  std::string Quarantine(const std::string& lot,
                         google::protobuf::Timestamp time) {
    const auto made = Record(QuarantineRequest(lot, std::move(time)));
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? made->lot_quarantine().name() : "";
  }

  v1::ReleaseLotQuarantineRequest ReleaseRequest(
      const std::string& name, google::protobuf::Timestamp time) {
    v1::ReleaseLotQuarantineRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(name);
    *request.mutable_release_time() = std::move(time);
    request.set_reason("复检合格");
    return request;
  }
  absl::Status Release(const std::string& name,
                       google::protobuf::Timestamp time) {
    return supplies_.service()
        .Call<v1::ReleaseLotQuarantineResponse>(
            "ReleaseLotQuarantine", ReleaseRequest(name, std::move(time)))
        .status();
  }

  v1::ListStoredLotsResponse Lots(const v1::ListStoredLotsRequest& asked) {
    v1::ListStoredLotsRequest request = asked;
    request.set_parent(std::string(kCounty));
    const auto listed = supplies_.service().Call<v1::ListStoredLotsResponse>(
        "ListStoredLots", request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListStoredLotsResponse());
  }
  static std::vector<std::string> BatchesOf(
      const v1::ListStoredLotsResponse& list) {
    std::vector<std::string> batches;
    for (const auto& lot : list.stored_lots()) {
      batches.push_back(lot.lot().batch());
    }
    return batches;
  }

  std::vector<std::string> Quarantines(bool show_released,
                                       const type::v1::AsOf& as_of = {}) {
    v1::ListLotQuarantinesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_show_released(show_released);
    *request.mutable_as_of() = as_of;
    const auto listed =
        supplies_.service().Call<v1::ListLotQuarantinesResponse>(
            "ListLotQuarantines", request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& quarantine : listed->lot_quarantines()) {
      names.push_back(quarantine.name());
    }
    return names;
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, LotsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(LotsTest, ExpiredStockIsNeverProposedAndTheIssueSaysWhatItSkipped) {
  const std::string old = Receive("A", kMonday, 50, At(kSunday, 8));
  const std::string good = Receive("B", kSunday + 300, 40, At(kSunday, 8));
  // On its last day it may still be used, up to midnight in the county.
  const auto last_day = Issue(5, At(kMonday, 23));
  ASSERT_TRUE(last_day.ok()) << last_day.status();
  EXPECT_EQ(last_day->movement().lines(0).lots(0).lot(), old);
  EXPECT_TRUE(last_day->movement().lines(0).skipped_lots().empty());
  // Half an hour into Tuesday; in UTC it is still Monday.
  const auto issued = Issue(10, At(kTuesday, 0));
  ASSERT_TRUE(issued.ok()) << issued.status();
  const v1::Movement::Line& line = issued->movement().lines(0);
  ASSERT_EQ(line.lots_size(), 1);
  EXPECT_EQ(line.lots(0).lot(), good);
  ASSERT_EQ(line.skipped_lots_size(), 1);
  EXPECT_EQ(line.skipped_lots(0).lot(), old);
  EXPECT_EQ(line.skipped_lots(0).quantity(), 45);
  EXPECT_EQ(line.skipped_lots(0).reason(), v1::WITHHELD_REASON_EXPIRED);
}

TEST_P(LotsTest, TooLittleTellsWhatIsThereButExpiredOrInQuarantine) {
  Receive("A", kMonday, 50, At(kSunday, 8));
  const std::string recalled = Receive("B", kSunday + 300, 40, At(kSunday, 8));
  Receive("C", kSunday + 400, 7, At(kSunday, 8));
  Quarantine(recalled, At(kSunday, 9));
  const auto refused = Issue(8, At(kTuesday));
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "7");
  EXPECT_EQ(FigureOf(refused.status(), "withheld_1"), "expired");
  EXPECT_EQ(FigureOf(refused.status(), "withheld_1_quantity"), "50");
  EXPECT_EQ(FigureOf(refused.status(), "withheld_2"), "quarantined");
  EXPECT_EQ(FigureOf(refused.status(), "withheld_2_quantity"), "40");
  const auto all = Issue(7, At(kTuesday));
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->movement().lines(0).skipped_lots_size(), 2);
  EXPECT_EQ(supplies_.Stock("n95").free(), 0);
}

TEST_P(LotsTest, AnExpiredLotIsIssuedByNameWithAReasonOnly) {
  const std::string old = Receive("A", kMonday, 50, At(kSunday, 8));
  const auto refused = Issue(10, At(kTuesday), old);
  EXPECT_EQ(ReasonOf(refused.status()), "EXPIRED_LOT");
  EXPECT_EQ(FigureOf(refused.status(), "lot"), old);
  EXPECT_EQ(FigureOf(refused.status(), "expiry"), "2020-02-03");
  EXPECT_EQ(FigureOf(refused.status(), "day"), "2020-02-04");
  EXPECT_FALSE(rpc::FromStatus(refused.status()).receipt.empty());
  EXPECT_EQ(ReasonOf(Issue(10, At(kTuesday), old, "  ").status()),
            "EXPIRED_LOT");
  const auto issued = Issue(10, At(kTuesday), old, "无替代品，经院长批准");
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(issued->movement().lines(0).override_reason(),
            "无替代品，经院长批准");
  const auto short_of = Issue(41, At(kTuesday), old, "无替代品");
  EXPECT_EQ(ReasonOf(short_of.status()), "STOCK_SHORT");
  const auto unnamed = Issue(1, At(kTuesday), "", "无替代品");
  EXPECT_EQ(ReasonOf(unnamed.status()), "OVERRIDE_WITHOUT_LOT");
}

TEST_P(LotsTest, FreeAndDaysOfSupplyLeaveOutWhatCannotBeGivenOut) {
  Receive("A", kThursday, 60, At(kSunday, 8));
  Receive("B", kSunday + 300, 100, At(kSunday, 8));
  const std::string recalled = Receive("C", kSunday + 400, 30, At(kSunday, 8));
  // 190 on Sunday; ten a day are used up to Friday, all of the lot A.
  for (int day = 0; day <= 5; ++day) {
    supplies_.Count("n95", 190 - 10 * day, At(kSunday + day));
  }
  const auto check = [this](int64_t free, int64_t expired, int64_t quarantined,
                            int64_t days_tenths) {
    const v1::StockLine stock = supplies_.Stock("n95");
    EXPECT_EQ(stock.free(), free);
    EXPECT_EQ(stock.expired(), expired);
    EXPECT_EQ(stock.quarantined(), quarantined);
    EXPECT_EQ(stock.supply().days_tenths(), days_tenths);
    v1::GetItemStockRequest request;
    request.set_name(ItemName("n95"));
    const auto item = supplies_.service().Call<v1::GetItemStockResponse>(
        "GetItemStock", request);
    ASSERT_TRUE(item.ok()) << item.status();
    EXPECT_EQ(item->stocks(0).free(), free);
    EXPECT_EQ(item->stocks(0).expired(), expired);
    EXPECT_EQ(item->stocks(0).quarantined(), quarantined);
    EXPECT_EQ(item->stocks(0).supply().days_tenths(), days_tenths);
    EXPECT_EQ(item->summary().free(), free);
    EXPECT_EQ(item->summary().expired(), expired);
    EXPECT_EQ(item->summary().quarantined(), quarantined);
    v1::GetCountySummaryRequest county;
    county.set_name(std::string(kCounty));
    const auto summary =
        supplies_.service().Call<v1::CountySummary>("GetCountySummary", county);
    ASSERT_TRUE(summary.ok()) << summary.status();
    EXPECT_EQ(summary->stocks(0).ShortDebugString(),
              item->stocks(0).ShortDebugString());
  };
  // Saturday: 140 are there, 10 of A, whose last day was Thursday. 130 ÷ 10.
  check(130, 10, 0, 130);
  const std::string name = Quarantine(recalled, At(kSunday + 6, 9));
  check(100, 10, 30, 100);
  // Counts find what is there, whatever state it is in.
  EXPECT_EQ(supplies_.Count("n95", 130, At(kSunday + 6, 10)).use(), 10);
  // The expired ten were used first, as counts infer.
  check(100, 0, 30, 100);
  ASSERT_TRUE(Release(name, At(kSunday + 6, 11)).ok());
  check(130, 0, 0, 130);
}

TEST_P(LotsTest, ADigestWithoutLotsIsNotBelieved) {
  Receive("A", kMonday, 50, At(kSunday, 8));
  const absl::Status status = supplies_.service().books().Read(
      supplies_.service().book(), [](ledger::Snapshot& snapshot) {
        const auto genesis = snapshot.Get<journal::v1::Genesis>(
            book::kGenesisCollection, book::kGenesisKey);
        const LineName line{"hospital/reserve", "n95"};
        const auto record = snapshot.Get<v1::LineRecord>(kLines, line.path());
        if (!genesis.ok() || !record.ok()) return genesis.status();
        v1::LineDigest digest;
        digest.set_free(999);
        digest.set_last_count("of an older build");
        LineReader reader(snapshot, **genesis, line, **record, INT64_MAX,
                          digest);
        EXPECT_TRUE(reader.Load().ok());
        EXPECT_FALSE(reader.last_count().has_value());
        EXPECT_EQ(reader.lots().size(), 1);
        EXPECT_EQ(reader.lots().begin()->second, 50);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_P(LotsTest, ALotInQuarantineIsNotIssuedUntilItIsReleased) {
  const std::string lot = Receive("A", kSunday + 300, 50, At(kSunday, 8));
  const std::string name = Quarantine(lot, At(kMonday, 8));
  // What was issued before is not touched, even when it is told later.
  EXPECT_TRUE(Issue(5, At(kSunday, 20)).ok());
  const auto refused = Issue(5, At(kMonday), lot);
  EXPECT_EQ(ReasonOf(refused.status()), "LOT_QUARANTINED");
  EXPECT_EQ(FigureOf(refused.status(), "lot"), lot);
  EXPECT_EQ(ReasonOf(Issue(5, At(kMonday), lot, "急用").status()),
            "LOT_QUARANTINED");
  EXPECT_EQ(ReasonOf(Issue(5, At(kMonday)).status()), "STOCK_SHORT");
  EXPECT_EQ(ReasonOf(Record(QuarantineRequest(lot, At(kSunday, 8))).status()),
            "ALREADY_QUARANTINED");
  EXPECT_EQ(ReasonOf(Release(name, At(kSunday))), "RELEASED_TOO_EARLY");
  ASSERT_TRUE(Release(name, At(kWednesday, 8)).ok());
  EXPECT_EQ(ReasonOf(Release(name, At(kWednesday, 9))), "ALREADY_RELEASED");
  EXPECT_TRUE(Issue(5, At(kWednesday), lot).ok());
  EXPECT_EQ(ReasonOf(Issue(5, At(kTuesday), lot).status()), "LOT_QUARANTINED");
  EXPECT_EQ(ReasonOf(Release(name + "0", At(kWednesday))),
            "QUARANTINE_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(Record(QuarantineRequest(lot + "0", At(kSunday))).status()),
      "LOT_NOT_FOUND");
  // Another one may follow.
  EXPECT_FALSE(Quarantine(lot, At(kThursday)).empty());
}

TEST_P(LotsTest, QuarantinesAreKnownOnBothAxes) {
  const std::string lot = Receive("A", kSunday + 300, 50, At(kSunday, 8));
  const std::string name = Quarantine(lot, At(kMonday, 8));
  type::v1::AsOf before_release;
  before_release.set_sequence(supplies_.service().Verify().head.sequence);
  ASSERT_TRUE(Release(name, At(kWednesday, 8)).ok());
  EXPECT_THAT(Quarantines(false), IsEmpty());
  EXPECT_THAT(Quarantines(true), ElementsAre(name));
  EXPECT_THAT(Quarantines(false, before_release), ElementsAre(name));
  type::v1::AsOf tuesday;
  *tuesday.mutable_effective_time() = At(kTuesday);
  EXPECT_THAT(Quarantines(false, tuesday), ElementsAre(name));
  EXPECT_EQ(supplies_.Stock("n95", tuesday).quarantined(), 50);
  EXPECT_EQ(supplies_.Stock("n95", tuesday).free(), 0);
  EXPECT_EQ(supplies_.Stock("n95", before_release).quarantined(), 50);
  EXPECT_EQ(supplies_.Stock("n95").free(), 50);
  type::v1::AsOf sunday;
  *sunday.mutable_effective_time() = At(kSunday);
  EXPECT_THAT(Quarantines(true, sunday), IsEmpty());
  EXPECT_EQ(supplies_.Stock("n95", sunday).free(), 50);
}

TEST_P(LotsTest, ARecallOfAllStoresIsOneBatch) {
  const std::string lot = Receive("A", kSunday + 300, 50, At(kSunday, 8));
  ASSERT_TRUE(supplies_.CreateStore("clinic", "pharmacy").ok());
  const auto here = QuarantineRequest(lot, At(kMonday));
  auto nowhere = QuarantineRequest(lot, At(kMonday));
  nowhere.set_parent(Concat(kCounty, "/facilities/clinic/stores/none"));
  TellOfBatch(supplies_.service(),
              {"BatchCreateLotQuarantines", here, nowhere, "STORE_NOT_FOUND"});
  const std::vector<std::string> names = Quarantines(false);
  ASSERT_EQ(names.size(), 1);
  const auto done = ReleaseRequest(names.front(), At(kTuesday));
  const auto again = ReleaseRequest(names.front(), At(kWednesday));
  TellOfBatch(supplies_.service(),
              {"BatchReleaseLotQuarantines", done, again, "ALREADY_RELEASED"});
}

TEST_P(LotsTest, ListsTellWhatExpiresSoonWhatIsExpiredAndWhatItComesTo) {
  // The clock stands at Saturday.
  const std::string over = Receive("over", kThursday, 10, At(kSunday, 8));
  Receive("today", kSunday + 6, 20, At(kSunday, 8));
  Receive("soon", kSunday + 36, 30, At(kSunday, 8));
  Receive("later", kSunday + 37, 40, At(kSunday, 8));
  ASSERT_TRUE(
      supplies_.Record(supplies_.ReceiptRequest("gloves", 500, At(kSunday, 8)))
          .ok());
  v1::ListStoredLotsRequest request;
  request.set_choice(v1::ListStoredLotsRequest::CHOICE_EXPIRING);
  request.set_within_days(30);
  auto list = Lots(request);
  EXPECT_THAT(BatchesOf(list), ElementsAre("today", "soon"));
  EXPECT_EQ(list.stored_lots(0).days_to_expiry(), 0);
  EXPECT_EQ(list.stored_lots(1).days_to_expiry(), 30);
  EXPECT_EQ(list.total_size(), 2);
  ASSERT_EQ(list.totals_size(), 1);
  EXPECT_EQ(list.totals(0).quantity(), 50);
  request.set_within_days(0);
  EXPECT_THAT(BatchesOf(Lots(request)), ElementsAre("today"));
  request.set_choice(v1::ListStoredLotsRequest::CHOICE_EXPIRED);
  list = Lots(request);
  EXPECT_THAT(BatchesOf(list), ElementsAre("over"));
  EXPECT_EQ(list.stored_lots(0).days_to_expiry(), -2);
  EXPECT_TRUE(list.stored_lots(0).is_expired());
  request.set_choice(v1::ListStoredLotsRequest::CHOICE_QUARANTINED);
  EXPECT_THAT(BatchesOf(Lots(request)), IsEmpty());
  const std::string name = Quarantine(over, At(kSunday + 6, 9));
  list = Lots(request);
  EXPECT_THAT(BatchesOf(list), ElementsAre("over"));
  EXPECT_EQ(list.stored_lots(0).lot_quarantine(), name);
}

TEST_P(LotsTest, AListOfLotsIsPagedWithTheTotalsOfAllPages) {
  for (int i = 0; i < 5; ++i) {
    Receive(Concat("B", i), kSunday + 100 + i, 10 + i, At(kSunday, 8));
  }
  ASSERT_TRUE(
      supplies_.Record(supplies_.ReceiptRequest("gloves", 500, At(kSunday, 8)))
          .ok());
  v1::ListStoredLotsRequest request;
  request.set_page_size(4);
  const auto first = Lots(request);
  EXPECT_THAT(BatchesOf(first), ElementsAre("B0", "B1", "B2", "B3"));
  // A day later, and after more came: the pages are of one moment.
  supplies_.service().clock().Advance(absl::Hours(24));
  Receive("B9", kSunday + 99, 1, At(kSunday, 8));
  request.set_page_token(first.next_page_token());
  const auto second = Lots(request);
  EXPECT_THAT(BatchesOf(second), ElementsAre("B4", ""));
  EXPECT_FALSE(second.stored_lots(1).has_days_to_expiry());
  EXPECT_TRUE(second.next_page_token().empty());
  for (const auto& page : {first, second}) {
    EXPECT_EQ(page.total_size(), 6);
    ASSERT_EQ(page.totals_size(), 2);
    EXPECT_EQ(page.totals(0).quantity(), 500);
    EXPECT_EQ(page.totals(1).quantity(), 60);
    EXPECT_EQ(page.totals(1).lots(), 5);
    EXPECT_EQ(page.judge_time().seconds(), first.judge_time().seconds());
  }
}

TEST_P(LotsTest, AClerkSeesTheLotsOfTheOwnFacility) {
  const std::string lot = Receive("A", kSunday + 300, 50, At(kSunday, 8));
  Quarantine(lot, At(kMonday));
  supplies_.service().caller.roles = {auth::v1::ROLE_HOSPITAL};
  supplies_.service().caller.facility = "clinic";
  v1::ListStoredLotsRequest request;
  EXPECT_EQ(Lots(request).total_size(), 0);
  EXPECT_THAT(Quarantines(true), IsEmpty());
  request.set_store(std::string(kReserve));
  EXPECT_EQ(Lots(request).total_size(), 0);
  supplies_.service().caller.facility = "hospital";
  EXPECT_EQ(Lots(request).total_size(), 1);
  EXPECT_EQ(Quarantines(true).size(), 1);
}

TEST_P(LotsTest, DaysWithoutAQuestionOfExpiryAreRefused) {
  v1::ListStoredLotsRequest request;
  request.set_parent(std::string(kCounty));
  request.set_within_days(30);
  EXPECT_EQ(
      ReasonOf(supplies_.service()
                   .Call<v1::ListStoredLotsResponse>("ListStoredLots", request)
                   .status()),
      "NOT_FOR_THIS_KIND");
}

}  // namespace
}  // namespace epiledger::supplies
