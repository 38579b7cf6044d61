// Stories of counting by a sheet: what is on it, which lines of a count come
// back, and what becomes of them.
#include <string>
#include <utility>
#include <vector>

#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using Result = v1::CountResult;
using SheetRequest = v1::GetCountSheetRequest;

class CountSheetsTest
    : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  CountSheetsTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~CountSheetsTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  absl::StatusOr<v1::CountSheet> Ask(SheetRequest request) {
    request.set_name(std::string(kReserve));
    return supplies_.service().Call<v1::CountSheet>("GetCountSheet", request);
  }
  v1::CountSheet Draw(const SheetRequest& request = {}) {
    auto sheet = Ask(request);
    EXPECT_TRUE(sheet.ok()) << sheet.status();
    return sheet.value_or(v1::CountSheet());
  }
  static std::vector<std::string> ItemsOf(const v1::CountSheet& sheet) {
    std::vector<std::string> items;
    for (const v1::CountSheetLine& line : sheet.lines()) {
      items.push_back(line.item().substr(line.item().rfind('/') + 1));
    }
    return items;
  }

  void MakeItem(const std::string& item, const std::string& category) {
    v1::CreateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id(item);
    request.mutable_item()->set_display_name(item);
    request.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
    request.mutable_item()->set_base_unit("瓶");
    request.mutable_item()->set_category(category);
    const auto made =
        supplies_.service().Call<v1::CreateItemResponse>("CreateItem", request);
    ASSERT_TRUE(made.ok()) << made.status();
  }
  template <typename Request>
  void Expect(const Request& request) {
    const auto recorded = supplies_.Record(request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
  }
  void Receive(std::string_view item, int64_t pieces,
               google::protobuf::Timestamp time) {
    Expect(supplies_.ReceiptRequest(item, pieces, std::move(time)));
  }
  void Issue(std::string_view item, int64_t pieces,
             google::protobuf::Timestamp time) {
    Expect(supplies_.IssueRequest(item, pieces, std::move(time)));
  }

  // A count of the sample's items by a sheet: `n95` and `gloves`, unconfirmed.
  v1::CreateCountRequest ByHand(int64_t n95, int64_t gloves,
                                google::protobuf::Timestamp time) {
    auto request = supplies_.CountRequest("n95", n95, std::move(time));
    request.mutable_count()->mutable_lines(0)->clear_confirm();
    AddLine("gloves", request).mutable_quantity()->set_pieces(gloves);
    return request;
  }
  static v1::CountLine& AddLine(std::string_view item,
                                v1::CreateCountRequest& request) {
    v1::CountLine& line = *request.mutable_count()->add_lines();
    line.set_item(ItemName(item));
    return line;
  }
  // Both items counted on Sunday: 100 and 500.
  void CountOnSunday() { Expect(ByHand(100, 500, At(kSunday))); }
  v1::Count Record(const v1::CreateCountRequest& request) {
    const auto recorded = supplies_.Record(request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.ok() ? recorded->count() : v1::Count();
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, CountSheetsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(CountSheetsTest, AFullSheetHoldsAllThatTheStoreHasOrEverHad) {
  EXPECT_THAT(Draw().lines(), IsEmpty());
  MakeItem("alcohol", "消毒用品");
  std::string count;
  supplies_.Count("n95", 100, At(kSunday), &count);
  Receive("n95", 20, At(kMonday));
  Receive("gloves", 60, At(kSunday));
  Issue("gloves", 60, At(kMonday));

  const v1::CountSheet sheet = Draw();
  EXPECT_EQ(sheet.kind(), v1::COUNT_KIND_FULL);
  EXPECT_EQ(sheet.drawn_at().sequence(),
            supplies_.service().Verify().head.sequence);
  EXPECT_THAT(ItemsOf(sheet), ElementsAre("gloves", "n95"));
  const v1::CountSheetLine& gloves = sheet.lines(0);
  EXPECT_TRUE(gloves.has_expected());
  EXPECT_EQ(gloves.expected(), 0);
  EXPECT_THAT(gloves.last_count(), IsEmpty());
  EXPECT_FALSE(gloves.has_last_total());
  const v1::CountSheetLine& n95 = sheet.lines(1);
  EXPECT_EQ(n95.display_name(), "n95");
  EXPECT_EQ(n95.base_unit(), "只");
  EXPECT_EQ(n95.packs(0).size(), 100);
  EXPECT_EQ(n95.expected(), 120);
  EXPECT_EQ(n95.last_count(), count);
  EXPECT_EQ(n95.last_count_subject(), "clerk");
  EXPECT_EQ(n95.last_count_time().seconds(), At(kSunday).seconds());
  EXPECT_EQ(n95.last_total(), 100);

  SheetRequest blind;
  blind.set_is_blind(true);
  const v1::CountSheet hidden = Draw(blind);
  EXPECT_EQ(hidden.lines_size(), 2);
  for (const v1::CountSheetLine& line : hidden.lines()) {
    EXPECT_FALSE(line.has_expected());
    EXPECT_FALSE(line.has_last_total());
    EXPECT_FALSE(line.has_proposed_total());
  }
}

TEST_P(CountSheetsTest, ASheetIsDrawnOfBothAxes) {
  supplies_.Count("n95", 100, At(kSunday));
  const int64_t then = supplies_.service().Verify().head.sequence;
  supplies_.Count("n95", 40, At(kTuesday));
  Receive("gloves", 60, At(kWednesday));

  SheetRequest request;
  *request.mutable_as_of()->mutable_effective_time() = At(kMonday);
  v1::CountSheet sheet = Draw(request);
  EXPECT_THAT(ItemsOf(sheet), ElementsAre("n95"));
  EXPECT_EQ(sheet.lines(0).expected(), 100);
  request.clear_as_of();
  request.mutable_as_of()->set_sequence(then);
  sheet = Draw(request);
  EXPECT_EQ(sheet.drawn_at().sequence(), then);
  EXPECT_THAT(ItemsOf(sheet), ElementsAre("n95"));
  EXPECT_EQ(sheet.lines(0).last_total(), 100);
  EXPECT_EQ(Draw().lines(1).last_total(), 40);
}

TEST_P(CountSheetsTest, APartialSheetHasWhatIsNamedAndACategory) {
  MakeItem("alcohol", "消毒用品");
  MakeItem("bleach", "消毒用品");
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("bleach", 7, At(kSunday));

  SheetRequest request;
  request.set_category("消毒用品");
  EXPECT_THAT(ItemsOf(Draw(request)), ElementsAre("bleach"));
  // What the store never had comes on the sheet by its name.
  request.add_items(ItemName("alcohol"));
  const v1::CountSheet sheet = Draw(request);
  EXPECT_EQ(sheet.kind(), v1::COUNT_KIND_PARTIAL);
  EXPECT_THAT(ItemsOf(sheet), ElementsAre("alcohol", "bleach"));
  EXPECT_EQ(sheet.lines(0).expected(), 0);

  request.add_items(ItemName("alcohol"));
  EXPECT_EQ(ReasonOf(Ask(request).status()), "LISTED_TWICE");
  request.set_items(1, ItemName("goggles"));
  EXPECT_EQ(Ask(request).status().code(), absl::StatusCode::kNotFound);
  request.set_kind(v1::COUNT_KIND_FULL);
  EXPECT_EQ(ReasonOf(Ask(request).status()), "NOT_FOR_THIS_KIND");
  request.Clear();
  request.set_kind(v1::COUNT_KIND_PARTIAL);
  EXPECT_EQ(ReasonOf(Ask(request).status()), "SHEET_OF_NOTHING");
}

TEST_P(CountSheetsTest, ACopyHasTheItemsOfTheLastTimeOfCounting) {
  SheetRequest request;
  request.set_copy(SheetRequest::COPY_FIGURES);
  EXPECT_EQ(ReasonOf(Ask(request).status()), "STORE_NEVER_COUNTED");
  MakeItem("alcohol", "消毒用品");
  MakeItem("bleach", "消毒用品");
  supplies_.Count("bleach", 7, At(kSunday));
  // Yesterday: one line was counted, one was not, one came back and was mended.
  auto yesterday = ByHand(0, 500, At(kMonday));
  yesterday.mutable_count()->mutable_lines(0)->clear_quantity();
  yesterday.mutable_count()->mutable_lines(0)->set_absent_reason(
      type::v1::ABSENT_REASON_NOT_ASKED);
  auto& typo = *AddLine("alcohol", yesterday).mutable_quantity()->add_packs();
  typo.set_pack("箱");
  typo.set_count(2);
  EXPECT_EQ(Record(yesterday).lines(2).result().outcome(),
            Result::OUTCOME_REJECTED);
  supplies_.Count("alcohol", 40, At(kMonday));

  const v1::CountSheet sheet = Draw(request);
  EXPECT_EQ(sheet.kind(), v1::COUNT_KIND_PARTIAL);
  EXPECT_EQ(sheet.copied_time().seconds(), At(kMonday).seconds());
  EXPECT_THAT(ItemsOf(sheet), ElementsAre("alcohol", "gloves", "n95"));
  EXPECT_EQ(sheet.lines(0).proposed_total(), 40);
  EXPECT_EQ(sheet.lines(1).proposed_total(), 500);
  EXPECT_FALSE(sheet.lines(2).has_proposed_total());
  request.set_copy(SheetRequest::COPY_ITEMS);
  const v1::CountSheet items = Draw(request);
  EXPECT_EQ(items.lines_size(), 3);
  for (const v1::CountSheetLine& line : items.lines()) {
    EXPECT_FALSE(line.has_proposed_total());
  }
  request.set_is_blind(true);
  EXPECT_THAT(ItemsOf(Draw(request)), ElementsAre("alcohol", "gloves", "n95"));
  request.set_copy(SheetRequest::COPY_FIGURES);
  EXPECT_EQ(ReasonOf(Ask(request).status()), "NOT_FOR_THIS_KIND");
}

TEST_P(CountSheetsTest, GoodLinesArePostedAndTheOthersComeBackForRepair) {
  CountOnSunday();
  auto request = ByHand(90, 0, At(kMonday));
  v1::Quantity& gloves =
      *request.mutable_count()->mutable_lines(1)->mutable_quantity();
  gloves.add_packs()->set_pack("crate");
  gloves.mutable_packs(0)->set_count(4);
  AddLine("goggles", request).mutable_quantity()->set_pieces(1);
  const auto answer = supplies_.Record(request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  const v1::Count& count = answer->count();
  EXPECT_EQ(count.lines(0).result().use(), 10);
  EXPECT_EQ(supplies_.Stock("n95").free(), 90);
  const Result& pack = count.lines(1).result();
  EXPECT_EQ(pack.outcome(), Result::OUTCOME_REJECTED);
  ASSERT_EQ(pack.problems_size(), 1);
  EXPECT_EQ(pack.problems(0).reason(), "PACK_NOT_FOUND");
  EXPECT_EQ(pack.problems(0).field(), "quantity");
  EXPECT_EQ(pack.problems(0).figures(1).name(), "pack");
  EXPECT_EQ(pack.problems(0).figures(1).value(), "crate");
  EXPECT_EQ(count.lines(2).result().problems(0).reason(), "ITEM_NOT_FOUND");
  EXPECT_EQ(supplies_.Stock("gloves").free(), 500);
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());

  // Sent again, it answers the same; read, it says the same.
  const auto again = supplies_.Record(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->receipt().replayed());
  EXPECT_EQ(again->count().SerializeAsString(), count.SerializeAsString());
  v1::GetCountRequest read;
  read.set_name(count.name());
  const auto kept = supplies_.service().Call<v1::Count>("GetCount", read);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->lines(1).SerializeAsString(),
            count.lines(1).SerializeAsString());

  // Mended, the line is a count of its own, of the same time.
  const Result mended = supplies_.Count("gloves", 400, At(kMonday));
  EXPECT_EQ(mended.outcome(), Result::OUTCOME_USE);
  EXPECT_EQ(mended.use(), 100);
}

TEST_P(CountSheetsTest, AllOrNothingRefusesForTheFirstBadLine) {
  CountOnSunday();
  auto request = ByHand(90, 5, At(kMonday));
  request.set_all_or_nothing(true);
  // Only questions: nothing is decided.
  EXPECT_EQ(rpc::FromStatus(supplies_.Record(request).status()).reason,
            "CONFIRMATION_NEEDED");
  AddLine("goggles", request).mutable_quantity()->set_pieces(1);
  const auto refused = supplies_.Record(request);
  EXPECT_EQ(ReasonOf(refused.status()), "ITEM_NOT_FOUND");
  EXPECT_FALSE(rpc::FromStatus(refused.status()).receipt.empty());
  EXPECT_EQ(supplies_.Stock("n95").free(), 100);
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "ITEM_NOT_FOUND");
}

TEST_P(CountSheetsTest, AQuestionAboutOneLineKeepsNoOtherBack) {
  CountOnSunday();
  const v1::Count count = Record(ByHand(90, 5, At(kMonday)));
  EXPECT_EQ(count.lines(0).result().use(), 10);
  const Result& asked = count.lines(1).result();
  EXPECT_EQ(asked.outcome(), Result::OUTCOME_UNCONFIRMED);
  EXPECT_EQ(asked.problems(0).reason(), "CONFIRM_CHANGE");
  EXPECT_EQ(asked.problems(0).field(), "confirm");
  EXPECT_EQ(asked.total(), 5);
  EXPECT_EQ(asked.expected(), 500);
  EXPECT_EQ(asked.use(), 0);
  EXPECT_EQ(supplies_.Stock("gloves").free(), 500);
  EXPECT_EQ(supplies_.Count("gloves", 5, At(kMonday)).use(), 495);
}

TEST_P(CountSheetsTest, WhatCameBackWasNeverCountedAndCannotBeTakenBack) {
  CountOnSunday();
  const v1::Count count = Record(ByHand(90, 5, At(kMonday)));
  auto withdraw = supplies_.CountRequest("gloves", 0, At(kMonday));
  withdraw.mutable_count()->set_supersedes(count.name());
  withdraw.mutable_count()->set_reason("点错");
  withdraw.mutable_count()->mutable_lines(0)->clear_quantity();
  withdraw.mutable_count()->mutable_lines(0)->set_withdraw(true);
  EXPECT_EQ(ReasonOf(supplies_.Record(withdraw).status()), "NOT_COUNTED");
  // What was posted of the same count can.
  withdraw.set_request_id(supplies_.service().NewId());
  withdraw.mutable_count()->mutable_lines(0)->set_item(ItemName("n95"));
  Expect(withdraw);
  EXPECT_EQ(supplies_.Stock("n95").free(), 100);
}

TEST_P(CountSheetsTest, WhereStockMovedSinceTheClerkChoosesLineByLine) {
  CountOnSunday();
  const v1::CountSheet sheet = Draw();
  Issue("n95", 30, At(kMonday, 9));
  auto request = ByHand(70, 480, At(kMonday));
  *request.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  const v1::Count count = Record(request);
  const Result& moved = count.lines(0).result();
  EXPECT_EQ(moved.outcome(), Result::OUTCOME_MOVED);
  EXPECT_EQ(moved.problems(0).reason(), "CONFIRM_MOVED");
  EXPECT_EQ(moved.problems(0).field(), "if_moved");
  ASSERT_EQ(moved.moved_size(), 1);
  EXPECT_EQ(moved.moved(0).change(), -30);
  EXPECT_EQ(moved.moved(0).sequence(), sheet.drawn_at().sequence() + 1);
  EXPECT_EQ(moved.moved(0).effective_time().seconds(),
            At(kMonday, 9).seconds());
  EXPECT_FALSE(moved.moved(0).has_counted());
  EXPECT_EQ(count.lines(1).result().use(), 20);
  EXPECT_EQ(supplies_.Stock("n95").last_count_time().seconds(),
            At(kSunday).seconds());

  // The line alone, of the same sheet and time: the clerk saw it being issued.
  auto repair = supplies_.CountRequest("n95", 70, At(kMonday));
  *repair.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  EXPECT_EQ(rpc::FromStatus(supplies_.Record(repair).status()).reason,
            "CONFIRMATION_NEEDED");
  repair.mutable_count()->mutable_lines(0)->set_if_moved(
      v1::IF_MOVED_USE_MY_COUNT);
  const Result mine = Record(repair).lines(0).result();
  EXPECT_EQ(mine.outcome(), Result::OUTCOME_AS_EXPECTED);
  EXPECT_EQ(mine.moved_size(), 0);
}

TEST_P(CountSheetsTest, WhatCannotMatterToTheCountIsNoMove) {
  CountOnSunday();
  supplies_.Count("n95", 90, At(kTuesday));
  const v1::CountSheet sheet = Draw();
  // Before the count that stands before this one, and after this one.
  Issue("n95", 5, At(kMonday));
  Issue("n95", 5, At(kThursday));
  auto request = ByHand(80, 480, At(kWednesday));
  *request.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  EXPECT_EQ(Record(request).lines(0).result().use(), 10);
}

TEST_P(CountSheetsTest, WhoeverCountedMeanwhileMovedTheLine) {
  CountOnSunday();
  const v1::CountSheet sheet = Draw();
  std::string theirs;
  supplies_.Count("n95", 95, At(kMonday), &theirs);
  auto request = ByHand(90, 480, At(kTuesday));
  *request.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  const v1::Count mine = Record(request);
  ASSERT_EQ(mine.lines(0).result().moved_size(), 1);
  const v1::MovedSince& moved = mine.lines(0).result().moved(0);
  EXPECT_EQ(moved.count(), theirs);
  EXPECT_EQ(moved.counted(), 95);

  // A count taken back meanwhile did as well, and is told as such.
  auto withdraw = supplies_.CountRequest("gloves", 0, At(kTuesday));
  withdraw.mutable_count()->set_supersedes(mine.name());
  withdraw.mutable_count()->set_reason("点错");
  withdraw.mutable_count()->mutable_lines(0)->clear_quantity();
  withdraw.mutable_count()->mutable_lines(0)->set_withdraw(true);
  Expect(withdraw);
  auto gloves = supplies_.CountRequest("gloves", 470, At(kWednesday));
  *gloves.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  AddLine("n95", gloves).mutable_quantity()->set_pieces(90);
  gloves.mutable_count()->mutable_lines(1)->set_if_moved(
      v1::IF_MOVED_USE_MY_COUNT);
  const v1::Count last = Record(gloves);
  ASSERT_EQ(last.lines(0).result().moved_size(), 1);
  EXPECT_EQ(last.lines(0).result().moved(0).count(), mine.name());
  EXPECT_FALSE(last.lines(0).result().moved(0).has_counted());
  EXPECT_EQ(last.lines(1).result().use(), 5);
}

TEST_P(CountSheetsTest, WhatACountSupersedesItselfIsNoMove) {
  CountOnSunday();
  const v1::CountSheet sheet = Draw();
  auto request = ByHand(90, 480, At(kMonday));
  *request.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  const v1::Count first = Record(request);
  auto right = supplies_.CountRequest("n95", 80, At(kMonday));
  *right.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  right.mutable_count()->set_supersedes(first.name());
  right.mutable_count()->set_reason("点错");
  EXPECT_EQ(Record(right).lines(0).result().use(), 20);
}

TEST_P(CountSheetsTest, OnlyTheLastMovesOfALineAreTold) {
  CountOnSunday();
  const v1::CountSheet sheet = Draw();
  for (int hour = 1; hour <= 7; ++hour) Issue("n95", hour, At(kMonday, hour));
  auto request = ByHand(70, 480, At(kMonday));
  *request.mutable_count()->mutable_drawn_at() = sheet.drawn_at();
  const Result result = Record(request).lines(0).result();
  ASSERT_EQ(result.moved_size(), 5);
  EXPECT_EQ(result.moved(0).change(), -3);
  EXPECT_EQ(result.moved(4).change(), -7);
  const v1::LineProblem& problem = result.problems(0);
  EXPECT_EQ(problem.figures(0).name(), "change");
  EXPECT_EQ(problem.figures(0).value(), "-28");
  EXPECT_EQ(problem.figures(1).name(), "entries");
  EXPECT_EQ(problem.figures(1).value(), "7");
}

TEST_P(CountSheetsTest, NotCountedIsNotZero) {
  CountOnSunday();
  MakeItem("alcohol", "消毒用品");
  supplies_.Count("alcohol", 4, At(kSunday));
  auto request = supplies_.CountRequest("n95", 90, At(kMonday));
  request.mutable_count()->set_kind(v1::COUNT_KIND_FULL);
  v1::CountLine& absent = AddLine("gloves", request);
  absent.set_absent_reason(type::v1::ABSENT_REASON_UNKNOWN);
  const v1::Count count = Record(request);
  EXPECT_EQ(count.lines(1).result().outcome(), Result::OUTCOME_NOT_COUNTED);
  EXPECT_THAT(count.not_counted(),
              ElementsAre(ItemName("alcohol"), ItemName("gloves")));
  EXPECT_EQ(supplies_.Stock("gloves").free(), 500);
  EXPECT_EQ(supplies_.Stock("gloves").last_count_time().seconds(),
            At(kSunday).seconds());

  // Left out without a word is a mistake, and so is both at once.
  request.set_request_id(supplies_.service().NewId());
  v1::CountLine& line = *request.mutable_count()->mutable_lines(1);
  line.clear_absent_reason();
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "QUANTITY_MISSING");
  line.mutable_quantity();
  line.set_absent_reason(type::v1::ABSENT_REASON_UNKNOWN);
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "NOT_FOR_THIS_KIND");
  line.clear_quantity();
  request.mutable_count()->set_supersedes(count.name());
  request.mutable_count()->set_reason("点错");
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "NOT_FOR_THIS_KIND");
}

TEST_P(CountSheetsTest, ASheetIsOfThisBookAsItIsNow) {
  CountOnSunday();
  const v1::CountSheet sheet = Draw();
  auto request = ByHand(90, 480, At(kMonday));
  type::v1::BookToken& drawn = *request.mutable_count()->mutable_drawn_at();
  drawn = sheet.drawn_at();
  drawn.set_book("counties/990101/books/funding");
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "DRAWN_ELSEWHERE");
  drawn = sheet.drawn_at();
  drawn.set_sequence(sheet.drawn_at().sequence() + 1);
  EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "NOT_YET_RECORDED");
  drawn = sheet.drawn_at();
  drawn.set_incarnation("before a restore");
  const auto restored = supplies_.Record(request);
  EXPECT_EQ(restored.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::FromStatus(restored.status()).reason, "INCARNATION_CHANGED");
  // Nothing was decided: the id is unused.
  drawn = sheet.drawn_at();
  EXPECT_EQ(Record(request).lines(0).result().use(), 10);
}

}  // namespace
}  // namespace epiledger::supplies
