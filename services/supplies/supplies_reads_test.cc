// Every read of supplies at random past points of both axes, against a model
// that shares nothing with the service: two items, one in lots, in the stores
// of two facilities, with receipts, issues, and counts that come late and are
// taken back.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_history.h"
#include "services/supplies/supplies_model.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"

namespace epiledger::supplies {
namespace {

// No essential list says what any of them needs.
void AddUnlisted(const std::vector<std::string>& facilities,
                 v1::CountySummary& summary) {
  for (const std::string& facility : facilities) {
    for (const auto dimension :
         {type::v1::DIMENSION_EQUIPMENT, type::v1::DIMENSION_MEDICINES}) {
      type::v1::Evidence& line = *summary.add_evidence();
      line.set_facility(facility);
      line.set_dimension(dimension);
      line.set_standing(type::v1::STANDING_UNKNOWN);
      type::v1::EvidenceReason& reason = *line.add_reasons();
      reason.set_kind(type::v1::EvidenceReason::KIND_NO_ESSENTIAL_LIST);
      reason.set_standing(type::v1::STANDING_UNKNOWN);
    }
  }
}

using ::testing::IsEmpty;
using testing::PastPoint;
using testing::PastReads;

constexpr int kSteps = 180;
// Points of both axes, and of the recorded axis alone.
constexpr int kPoints = 10;
constexpr int kPointsOfOneAxis = 3;

// The table of comparisons at one point.
class Comparison {
 public:
  Comparison(const SuppliesModel& model, PastReads& reads,
             const PastPoint& recorded, const ModelPoint& at, absl::Time known)
      : model_(model),
        reads_(reads),
        recorded_(recorded),
        at_(at),
        known_(known),
        both_(recorded.as_of) {
    if (at.hour == kNoEnd) return;
    *both_.mutable_effective_time() = At(kSunday, static_cast<int>(at.hour));
  }

  void All() {
    Register();
    Movements();
    Counts();
    Tasks();
    for (const std::string& store : StoreNames()) {
      Stock(store);
      Sheet(store);
    }
    Quarantines();
    Lots();
    Summaries();
  }

 private:
  template <typename Request>
  Request Get(const std::string& name, bool has_time = true) {
    Request request;
    request.set_name(name);
    *request.mutable_as_of() = has_time ? both_ : recorded_.as_of;
    return request;
  }
  template <typename Request>
  Request List(const std::string& parent, bool has_time = true) {
    Request request;
    request.set_parent(parent);
    *request.mutable_as_of() = has_time ? both_ : recorded_.as_of;
    return request;
  }
  template <typename Response>
  Response WithReadAt(Response response) {
    *response.mutable_read_at() = reads_.ReadAt(at_.sequence);
    return response;
  }
  template <typename Response>
  Response Judged(Response response) {
    *response.mutable_judge_time() = testing::ToTimestamp(at_.judge);
    return WithReadAt(response);
  }
  void Expect(const char* method, const google::protobuf::Message& request,
              const google::protobuf::Message& expected, bool is_there) {
    if (!is_there) return reads_.ExpectNotFound(method, request);
    reads_.ExpectAnswer(method, request, expected);
  }
  [[nodiscard]] bool IsSeen(int64_t sequence,
                            const google::protobuf::Timestamp& time) const {
    return sequence <= at_.sequence &&
           (at_.hour == kNoEnd ||
            time.seconds() <=
                At(kSunday, static_cast<int>(at_.hour)).seconds());
  }

  void Register() {
    v1::ListItemsResponse items;
    for (const auto& [name, item] : model_.items) {
      if (item.first <= at_.sequence) *items.add_items() = item.second;
      Expect("GetItem", Get<v1::GetItemRequest>(name, false), item.second,
             item.first <= at_.sequence);
    }
    reads_.ExpectPages("ListItems",
                       List<v1::ListItemsRequest>(std::string(kCounty), false),
                       WithReadAt(items));
    std::map<std::string, v1::ListStoresResponse> stores;
    for (const auto& [name, store] : model_.stores) {
      v1::ListStoresResponse& of = stores[SuppliesModel::FacilityOf(name)];
      if (store.first <= at_.sequence) *of.add_stores() = store.second;
      Expect("GetStore", Get<v1::GetStoreRequest>(name, false), store.second,
             store.first <= at_.sequence);
    }
    for (const auto& [facility, list] : stores) {
      reads_.ExpectPages("ListStores",
                         List<v1::ListStoresRequest>(facility, false),
                         WithReadAt(list));
    }
    reads_.ExpectAnswer("GetSupplySettings",
                        Get<v1::GetSupplySettingsRequest>(
                            Concat(kCounty, "/supplySettings"), false),
                        model_.Settings(at_.sequence));
  }

  void Movements() {
    std::map<std::string, v1::ListMovementsResponse> lists;
    for (const std::string& store : StoreNames()) lists[store];
    for (const auto& [name, noted] : model_.movements) {
      const auto& [sequence, movement] = noted;
      const bool is_seen = IsSeen(sequence, movement.movement_time());
      Expect("GetMovement", Get<v1::GetMovementRequest>(name), movement,
             is_seen);
      if (!is_seen) continue;
      *lists[name.substr(0, name.find("/movements/"))].add_movements() =
          movement;
    }
    for (const auto& [store, list] : lists) {
      reads_.ExpectPages("ListMovements", List<v1::ListMovementsRequest>(store),
                         WithReadAt(list));
    }
  }

  void Counts() {
    std::map<std::string, v1::ListCountsResponse> lists;
    for (const std::string& store : StoreNames()) lists[store];
    for (const auto& [name, noted] : model_.counts) {
      const bool is_seen = IsSeen(noted.first, noted.second.count_time());
      const v1::Count count = model_.Count(name, at_.sequence);
      Expect("GetCount", Get<v1::GetCountRequest>(name), count, is_seen);
      if (!is_seen) continue;
      *lists[name.substr(0, name.find("/counts/"))].add_counts() = count;
    }
    for (const auto& [store, list] : lists) {
      reads_.ExpectPages("ListCounts", List<v1::ListCountsRequest>(store),
                         WithReadAt(list));
    }
  }

  void Tasks() {
    for (const bool with_resolved : {false, true}) {
      for (const std::string facility : {"", "hospital"}) {
        auto request = List<v1::ListTasksRequest>(std::string(kCounty));
        request.set_show_resolved(with_resolved);
        if (!facility.empty()) {
          request.set_facility(Concat(kCounty, "/facilities/", facility));
        }
        v1::ListTasksResponse list;
        for (const auto& [name, versions] : model_.tasks) {
          std::optional<v1::Task> task;
          for (const auto& [sequence, version] : versions) {
            if (sequence <= at_.sequence) task = version;
          }
          if (!task.has_value() || !IsSeen(0, task->effective_time())) continue;
          if (!with_resolved && task->state() != v1::Task::STATE_OPEN) continue;
          if (!name.starts_with(request.facility())) continue;
          *list.add_tasks() = *task;
        }
        reads_.ExpectPages("ListTasks", request, WithReadAt(list));
      }
    }
  }

  void Stock(const std::string& store) {
    v1::ListStockResponse list;
    for (const auto& [item, known] : model_.items) {
      const SuppliesModel::LineName line(store, item);
      if (model_.Line(line, at_.sequence).IsEmptyAt(at_.hour)) continue;
      *list.add_stock_lines() = model_.Stock(line, at_);
    }
    reads_.ExpectPages("ListStock", List<v1::ListStockRequest>(store),
                       Judged(list));
  }

  void Sheet(const std::string& store) {
    v1::CountSheet sheet;
    sheet.set_store(store);
    sheet.set_kind(v1::COUNT_KIND_FULL);
    *sheet.mutable_drawn_at() = reads_.ReadAt(at_.sequence);
    *sheet.mutable_draw_time() = testing::ToTimestamp(known_);
    for (const auto& [line, versions] : model_.lines) {
      const LineNotes notes = model_.Line(line, at_.sequence);
      if (line.first != store || notes.IsEmptyAt(at_.hour)) continue;
      AddSheetLine(model_.items.at(line.second).second, notes, sheet);
    }
    Expect("GetCountSheet", Get<v1::GetCountSheetRequest>(store), sheet,
           model_.stores.at(store).first <= at_.sequence);
  }

  void AddSheetLine(const v1::Item& item, const LineNotes& notes,
                    v1::CountSheet& sheet) const {
    v1::CountSheetLine& line = *sheet.add_lines();
    line.set_item(item.name());
    line.set_display_name(item.display_name());
    line.set_english_name(item.english_name());
    line.set_base_unit(item.base_unit());
    *line.mutable_packs() = item.packs();
    line.set_category(item.category());
    line.set_expected(notes.StockAt(at_.hour));
    const auto* last = notes.LastCount(at_.hour);
    if (last == nullptr) return;
    line.set_last_count(last->second.name);
    *line.mutable_last_count_time() =
        At(kSunday, static_cast<int>(last->first));
    line.set_last_count_subject(last->second.subject);
    line.set_last_total(last->second.quantity);
  }

  void Quarantines() {
    for (const bool with_released : {false, true}) {
      for (const std::string facility : {"", "hospital"}) {
        auto request =
            List<v1::ListLotQuarantinesRequest>(std::string(kCounty));
        request.set_show_released(with_released);
        if (!facility.empty()) {
          request.set_facility(Concat(kCounty, "/facilities/", facility));
        }
        reads_.ExpectPages("ListLotQuarantines", request,
                           WithReadAt(model_.LotQuarantines(request, at_)));
      }
    }
  }

  void Lots() {
    auto request = List<v1::ListStoredLotsRequest>(std::string(kCounty));
    const auto expect = [this, &request] {
      reads_.ExpectPages("ListStoredLots", request,
                         Judged(model_.StoredLots(request, at_)));
    };
    for (const int choice : {0, 1, 2, 3}) {
      request.set_choice(
          static_cast<v1::ListStoredLotsRequest::Choice>(choice));
      request.set_within_days(choice == 1 ? 7 : 0);
      expect();
    }
    request.clear_choice();
    request.set_facility(Concat(kCounty, "/facilities/hospital"));
    expect();
    request.set_store(StoreNames()[1]);
    request.set_item(ItemName("n95"));
    expect();
  }

  void Summaries() {
    for (const char* const id : {"hospital", "clinic", "depot"}) {
      const std::string facility = Concat(kCounty, "/facilities/", id);
      v1::GetFacilityStockResponse expected;
      for (const auto& stock : model_.FacilityStocks(facility, at_)) {
        *expected.add_stocks() = stock;
      }
      reads_.ExpectAnswer("GetFacilityStock",
                          Get<v1::GetFacilityStockRequest>(facility),
                          Judged(expected));
    }
    for (const auto& [item, known] : model_.items) {
      v1::GetItemStockResponse expected;
      for (const auto& stock : model_.ItemStocks(item, at_)) {
        *expected.add_stocks() = stock;
      }
      *expected.mutable_summary() = model_.ItemSummaryOf(item, at_);
      Expect("GetItemStock", Get<v1::GetItemStockRequest>(item),
             Judged(expected), known.first <= at_.sequence);
    }
    v1::CountySummary summary = Judged(model_.Summary(at_));
    AddUnlisted(model_.Facilities(at_.sequence), summary);
    *summary.mutable_data_time() = testing::ToTimestamp(recorded_.data_time);
    reads_.ExpectAnswer("GetCountySummary",
                        Get<v1::GetCountySummaryRequest>(std::string(kCounty)),
                        summary);
  }

  const SuppliesModel& model_;
  PastReads& reads_;
  const PastPoint recorded_;
  const ModelPoint at_;
  // What is known is that of this time.
  const absl::Time known_;
  type::v1::AsOf both_;
};

class SuppliesReadsTest : public SuppliesHistory {};

// Stocks by facility and item.
using StocksByPlace =
    std::map<std::pair<std::string, std::string>, std::string>;

void AddStocks(const v1::CountySummary& summary, StocksByPlace& stocks) {
  for (const v1::FacilityStock& stock : summary.stocks()) {
    stocks[{stock.facility(), stock.item()}] = stock.DebugString();
  }
}

// Summaries of now, by what is kept and by what the caller has, and one that
// nothing is kept for: of a recorded time, though it be now.
class KeptSummaries : public SuppliesHistory {
 protected:
  v1::CountySummary Ask(const v1::GetCountySummaryRequest& request) {
    const auto summary = supplies_.service().Call<v1::CountySummary>(
        "GetCountySummary", request);
    EXPECT_TRUE(summary.ok()) << summary.status();
    return summary.value_or(v1::CountySummary());
  }

  // What differs, with the rest of what `known` has.
  void ExpectSince(const v1::CountySummary& known,
                   const v1::CountySummary& expected) {
    v1::GetCountySummaryRequest request;
    request.set_name(std::string(kCounty));
    // Says nothing, as that of a gateway does which asks about now.
    request.mutable_as_of();
    *request.mutable_known()->mutable_read_at() = known.read_at();
    *request.mutable_known()->mutable_judge_time() = known.judge_time();
    const v1::CountySummary since = Ask(request);
    StocksByPlace stocks;
    if (since.has_stocks_since()) {
      ++told_apart_;
      EXPECT_EQ(since.stocks_since().sequence(), known.read_at().sequence());
      AddStocks(known, stocks);
    }
    AddStocks(since, stocks);
    StocksByPlace wanted;
    AddStocks(expected, wanted);
    EXPECT_EQ(stocks, wanted);
  }

  int told_apart_ = 0;
};

TEST_P(KeptSummaries, SayAfterEveryEntryWhatIsReadAnew) {
  SCOPED_TRACE(Concat("seed ", seed_));
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  v1::GetCountySummaryRequest anew = request;
  v1::CountySummary before = Ask(request);
  for (int step = 0; step < kSteps && !HasFailure(); ++step) {
    SCOPED_TRACE(Concat("step ", step));
    Step(step);
    *anew.mutable_as_of()->mutable_recorded_time() = Now();
    v1::CountySummary now = Ask(request);
    const v1::CountySummary expected = Ask(anew);
    EXPECT_EQ(now.DebugString(), expected.DebugString());
    ExpectSince(before, expected);
    if (Below(2) == 0) before = std::move(now);
  }
  EXPECT_GE(told_apart_, kSteps / 3);
}

TEST_P(SuppliesReadsTest, EveryReadEqualsTheModelAtAnyPastPoint) {
  SCOPED_TRACE(Concat("seed ", seed_));
  for (int step = 0; step < kSteps && !HasFailure(); ++step) {
    SCOPED_TRACE(Concat("step ", step));
    Step(step);
  }
  ASSERT_FALSE(HasFailure());
  for (const auto& [kind, count] : outcomes_) RecordProperty(kind, count);
  for (const char* const kind :
       {"KIND_RECEIVE", "KIND_ISSUE", "superseded", "OUTCOME_USE",
        "OUTCOME_SURPLUS", "STOCK_SHORT", "moved", "not moved", "sent back"}) {
    EXPECT_GE(outcomes_[kind], 3) << kind;
  }
  for (const char* const kind :
       {"KIND_LOSE", "KIND_BRING_BACK", "quarantined"}) {
    EXPECT_GE(outcomes_[kind], 1) << kind;
  }
  PastReads reads(supplies_.service(), receipt_);
  const absl::Time now = supplies_.service().clock().Now();
  for (int i = 0; i < kPoints + kPointsOfOneAxis && !HasFailure(); ++i) {
    const PastPoint recorded = testing::PickPoint(times_, i % 2 == 1, random_);
    ModelPoint at{recorded.sequence, kNoEnd, JudgeTime(recorded, now)};
    if (i < kPoints) {
      at.hour = Hour();
      at.judge = absl::FromUnixSeconds(
          At(kSunday, static_cast<int>(at.hour)).seconds());
    }
    SCOPED_TRACE(Concat(recorded.as_of.ShortDebugString(), " hour ", at.hour));
    Comparison(model_, reads, recorded, at, JudgeTime(recorded, now)).All();
  }
  reads.ExpectAllCompared(
      *v1::ListStockRequest::descriptor()->file()->service(0));
  reads.ExpectAllCompared(
      *v1::ListStoredLotsRequest::descriptor()->file()->service(0));
  reads.ExpectAllCompared(
      *v1::GetCountSheetRequest::descriptor()->file()->service(0));
  RecordProperty("compared", static_cast<int>(reads.compared()));
  EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, SuppliesReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(1u, 7u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, SuppliesReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kMariadb),
                       ::testing::Values(7u)));

INSTANTIATE_TEST_SUITE_P(
    Seeds, KeptSummaries,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(11u, 14u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, KeptSummaries,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kMariadb),
                       ::testing::Values(14u)));

}  // namespace
}  // namespace epiledger::supplies
