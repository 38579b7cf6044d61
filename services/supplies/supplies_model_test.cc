// Random clerks against a model that shares nothing with the service: it keeps
// a plain list of what was observed and recorded, and works out every figure
// anew from that list in order of time, piece by piece where lots are asked.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::IsEmpty;
using testing::ReasonOf;
using Result = v1::CountResult;

constexpr int kHours = 120;  // five days

google::protobuf::Timestamp AtHour(int hour) { return At(kSunday, hour); }

// A lot's place in the order of use, as a clerk would tell it.
using Place = std::tuple<int, int, std::string>;
Place OpeningPlace() { return {99, -1, "opening"}; }
Place FoundPlace() { return {99, kHours, "found"}; }

// What happened, in the order it was recorded.
struct Event {
  int64_t sequence = 0;
  int64_t gone = INT64_MAX;  // the sequence that took it back
  int hour = 0;
  bool is_count = false;
  int64_t counted = 0;
  std::string name;                  // of a count
  std::string repeated_by;           // a count that said the same again
  std::map<Place, int64_t> changes;  // of a movement
};

// One line at one point of both axes, worked out from the beginning.
struct Picture {
  std::multiset<Place> shelf;
  int64_t stock = 0;
  // By the count's name: opening, use, surplus.
  std::map<std::string, std::tuple<int64_t, int64_t, int64_t>> counts;
};

Picture Paint(const std::vector<Event>& events, int64_t n, int hour) {
  std::vector<const Event*> seen;
  for (const Event& event : events) {
    if (event.sequence <= n && event.gone > n && event.hour <= hour) {
      seen.push_back(&event);
    }
  }
  std::stable_sort(seen.begin(), seen.end(), [](auto* a, auto* b) {
    return std::tuple(a->hour, a->is_count) < std::tuple(b->hour, b->is_count);
  });
  Picture picture;
  std::vector<Place> bin;
  bool was_counted = false;
  for (const Event* event : seen) {
    for (const auto& [lot, change] : event->changes) {
      picture.stock += change;
      for (int64_t i = 0; i < change; ++i) picture.shelf.insert(lot);
    }
    if (!event->is_count) continue;
    const int64_t less = picture.stock - event->counted;
    picture.counts[event->name] = {
        was_counted ? 0 : -less, was_counted ? std::max<int64_t>(0, less) : 0,
        was_counted ? std::max<int64_t>(0, -less) : 0};
    for (int64_t i = 0; i < less && !picture.shelf.empty(); ++i) {
      if (was_counted) bin.push_back(*picture.shelf.begin());
      picture.shelf.erase(picture.shelf.begin());
    }
    for (int64_t i = 0; i < -less; ++i) {
      Place lot = was_counted ? FoundPlace() : OpeningPlace();
      if (was_counted && !bin.empty()) {
        lot = bin.back();
        bin.pop_back();
      }
      picture.shelf.insert(lot);
    }
    picture.stock = event->counted;
    was_counted = true;
  }
  return picture;
}

class SuppliesModelTest
    : public ::testing::TestWithParam<
          std::tuple<SuppliesFixture::Store, unsigned, bool>> {
 protected:
  SuppliesModelTest()
      : supplies_(std::get<0>(GetParam())),
        random_(std::get<1>(GetParam())),
        with_issues_(std::get<2>(GetParam())) {
    supplies_.MakeSample();
  }

  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }
  int Hour() { return static_cast<int>(Below(kHours)); }

  void Receive() {
    Event event;
    event.hour = Hour();
    const int64_t pieces = 1 + Below(12);
    auto request = supplies_.ReceiptRequest("n95", pieces, AtHour(event.hour));
    const int month = static_cast<int>(Below(4));
    auto& line = *request.mutable_movement()->mutable_lines(0);
    if (month > 0) {
      // One that is over when two of the five days are, and two later ones.
      line.mutable_expiry_date()->set_year(month == 1 ? 2020 : 2021);
      line.mutable_expiry_date()->set_month(month == 1 ? 2 : month);
      line.mutable_expiry_date()->set_day(kTuesday.day());
    }
    line.set_batch(Concat("batch-", Below(3)));
    const auto answer = supplies_.Record(request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    const v1::Movement::Line& result = answer->movement().lines(0);
    if (result.outcome() == v1::Movement::OUTCOME_CONTRADICTED) {
      EXPECT_TRUE(with_issues_);
      ++counts_["receipt contradicted"];
      return;
    }
    ++counts_["received"];
    const std::string& lot = result.lots(0).lot();
    // A lot keeps the time of the receipt that was recorded first.
    const Place place = {month == 0 ? 99 : month, event.hour, lot};
    event.changes[places_.emplace(lot, place).first->second] = pieces;
    event.sequence = answer->receipt().sequence();
    events_.push_back(event);
  }

  void Issue() {
    Event event;
    event.hour = Hour();
    const auto answer = supplies_.Record(
        supplies_.IssueRequest("n95", 1 + Below(8), AtHour(event.hour)));
    if (!answer.ok()) {
      ++counts_["issue refused"];
      EXPECT_THAT(ReasonOf(answer.status()),
                  ::testing::AnyOf("STOCK_SHORT", "ISSUE_CONTRADICTED"));
      return;
    }
    ++counts_["issued"];
    for (const auto& lot : answer->movement().lines(0).lots()) {
      const Place place =
          places_.emplace(lot.lot(), FoundPlace()).first->second;
      event.changes[place] -= lot.quantity();
    }
    event.sequence = answer->receipt().sequence();
    events_.push_back(event);
  }

  // Lost, or brought back: both are facts, so both are recorded.
  void Note(v1::Movement::Kind kind) {
    Event event;
    event.hour = Hour();
    auto request =
        supplies_.IssueRequest("n95", 1 + Below(5), AtHour(event.hour));
    request.mutable_movement()->set_kind(kind);
    const bool is_loss = kind == v1::Movement::KIND_LOSE;
    if (is_loss) {
      request.mutable_movement()->set_loss_reason(v1::LOSS_REASON_DAMAGED);
    }
    const auto answer = supplies_.Record(request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    const v1::Movement::Line& line = answer->movement().lines(0);
    if (line.outcome() == v1::Movement::OUTCOME_CONTRADICTED) {
      EXPECT_FALSE(line.task().empty());
      ++counts_["fact contradicted"];
      return;
    }
    ++counts_[is_loss ? "lost" : "brought back"];
    int64_t moved = 0;
    for (const auto& lot : line.lots()) {
      const Place place =
          places_.emplace(lot.lot(), FoundPlace()).first->second;
      event.changes[place] += is_loss ? -lot.quantity() : lot.quantity();
      moved += lot.quantity();
    }
    EXPECT_EQ(moved, request.movement().lines(0).quantity().pieces());
    event.sequence = answer->receipt().sequence();
    events_.push_back(event);
  }

  // Counts, sometimes what was counted before once more; or supersedes a count
  // that stands, by the name of the one that repeated it where one did.
  void Count() {
    Event event;
    event.hour = Hour();
    event.is_count = true;
    event.counted = Below(30);
    Event* old = Below(3) == 0 ? AnyCount() : nullptr;
    if (old != nullptr && Below(2) == 0) event.hour = old->hour;
    Event* same = old == nullptr && Below(5) == 0 ? AnyCount() : nullptr;
    if (same != nullptr) {
      event.hour = same->hour;
      event.counted = same->counted;
    }
    auto request =
        supplies_.CountRequest("n95", event.counted, AtHour(event.hour));
    v1::CountLine& line = *request.mutable_count()->mutable_lines(0);
    if (old != nullptr) {
      request.mutable_count()->set_supersedes(
          old->repeated_by.empty() ? old->name : old->repeated_by);
      request.mutable_count()->set_reason("更正");
      line.set_withdraw(Below(4) == 0);
      if (line.withdraw()) line.clear_quantity();
    }
    const auto answer = supplies_.Record(request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    const Result& result = answer->count().lines(0).result();
    ++counts_[Result::Outcome_Name(result.outcome())];
    if (result.outcome() == Result::OUTCOME_CONTRADICTED) return;
    event.sequence = answer->receipt().sequence();
    event.name = answer->count().name();
    if (old != nullptr) {
      old->gone = event.sequence;
      ++counts_["superseded"];
      if (!old->repeated_by.empty()) ++counts_["repeated and superseded"];
      for (const std::string& gone :
           {old->name, request.count().supersedes()}) {
        EXPECT_EQ(supplies_.ResultOf(gone).superseded_by(), event.name);
      }
    } else if (same != nullptr) {
      EXPECT_EQ(result.outcome(), Result::OUTCOME_REPEATED);
      EXPECT_EQ(result.repeats(), same->name);
      same->repeated_by = event.name;
    }
    if (result.outcome() == Result::OUTCOME_REPEATED ||
        result.outcome() == Result::OUTCOME_WITHDRAWN) {
      return;
    }
    events_.push_back(event);
  }

  Event* AnyCount() {
    std::vector<Event*> standing;
    std::vector<Event*> repeated;
    for (Event& event : events_) {
      if (!event.is_count || event.gone != INT64_MAX) continue;
      standing.push_back(&event);
      if (!event.repeated_by.empty()) repeated.push_back(&event);
    }
    if (standing.empty()) return nullptr;
    if (!repeated.empty() && Below(2) == 0) standing = std::move(repeated);
    return standing[static_cast<size_t>(Below(std::ssize(standing)))];
  }

  void CompareAt(int64_t n, int hour) {
    SCOPED_TRACE(Concat("known at ", n, ", hour ", hour));
    const Picture picture = Paint(events_, n, hour);
    type::v1::AsOf as_of;
    as_of.set_sequence(n);
    *as_of.mutable_effective_time() = AtHour(hour);
    const v1::StockLine stock = supplies_.Stock("n95", as_of);
    EXPECT_EQ(stock.free() + stock.expired(), picture.stock);
    std::multiset<Place> shelf;
    int64_t expired = 0;
    int64_t total = 0;
    for (const auto& lot : stock.lots()) {
      EXPECT_GT(lot.quantity(), 0);
      total += lot.quantity();
      const bool is_over = std::get<0>(PlaceOf(lot.lot().name())) == 1 &&
                           kSunday + hour / 24 > kTuesday;
      EXPECT_EQ(lot.withheld(), is_over ? v1::WITHHELD_REASON_EXPIRED
                                        : v1::WITHHELD_REASON_UNSPECIFIED);
      if (is_over) expired += lot.quantity();
      for (int64_t i = 0; i < lot.quantity(); ++i) {
        shelf.insert(PlaceOf(lot.lot().name()));
      }
    }
    EXPECT_EQ(total, picture.stock);
    EXPECT_EQ(stock.expired(), expired);
    // Piece by piece; supplies_reads_test does it with issues.
    if (!with_issues_) {
      EXPECT_EQ(shelf, picture.shelf);
    }
    CompareCounts(as_of, picture);
  }

  Place PlaceOf(const std::string& lot) {
    if (lot.ends_with("/opening")) return OpeningPlace();
    if (lot.ends_with("/found")) return FoundPlace();
    return places_.at(lot);
  }

  void CompareCounts(const type::v1::AsOf& as_of, const Picture& picture) {
    v1::ListCountsRequest request;
    request.set_parent(std::string(kReserve));
    request.set_page_size(1'000);
    *request.mutable_as_of() = as_of;
    const auto listed =
        supplies_.service().Call<v1::ListCountsResponse>("ListCounts", request);
    ASSERT_TRUE(listed.ok()) << listed.status();
    size_t standing = 0;
    for (const v1::Count& count : listed->counts()) {
      const auto found = picture.counts.find(count.name());
      if (found == picture.counts.end()) continue;
      ++standing;
      const Result& result = count.lines(0).result();
      EXPECT_EQ(std::tuple(result.opening(), result.use(), result.surplus()),
                found->second);
      EXPECT_THAT(result.superseded_by(), IsEmpty());
    }
    EXPECT_EQ(standing, picture.counts.size());
  }

  // Digests and entries tell the same of the county.
  void CompareDigests() {
    v1::GetCountySummaryRequest request;
    request.set_name(std::string(kCounty));
    const auto by_digests = supplies_.service().Call<v1::CountySummary>(
        "GetCountySummary", request);
    request.mutable_as_of()->mutable_effective_time()->set_seconds(
        absl::ToUnixSeconds(supplies_.service().clock().Now()));
    const auto by_entries = supplies_.service().Call<v1::CountySummary>(
        "GetCountySummary", request);
    ASSERT_TRUE(by_digests.ok() && by_entries.ok());
    EXPECT_EQ(WithoutReserved(*by_digests).ShortDebugString(),
              by_entries->ShortDebugString());
  }

  // What came in is what went out and what is there, lot by lot.
  void CheckConservation(int64_t n, int hour) {
    const auto position = ledger::Position(AtHour(hour).seconds() * 1'000'000);
    std::map<std::string, int64_t> sums;
    const absl::Status status = supplies_.service().books().Read(
        supplies_.service().book(), [&](ledger::Snapshot& snapshot) {
          snapshot.SetSequence(n);
          for (const char* kind : {"donor:", "opening:", "found:", "store:",
                                   "used:", "issued:", "loss:"}) {
            const auto balances = snapshot.BalancesUnder(kind, position);
            if (!balances.ok()) return balances.status();
            for (const auto& [account, amount] : *balances) {
              const bool is_limited =
                  *kind == 's' || *kind == 'u' || *kind == 'i' || *kind == 'l';
              if (is_limited) {
                EXPECT_GE(amount, 0) << account;
              }
              const size_t lot = account.rfind('/', account.rfind('/') - 1);
              sums[account.substr(lot)] += amount;
            }
          }
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    for (const auto& [lot, sum] : sums) EXPECT_EQ(sum, 0) << lot;
    CheckConservationAnswered(n, hour);
  }

  // The read says so, too, and that the accounts are what was counted.
  void CheckConservationAnswered(int64_t n, int hour) {
    v1::GetConservationRequest request;
    request.set_name(std::string(kCounty));
    request.mutable_as_of()->set_sequence(n);
    *request.mutable_as_of()->mutable_effective_time() = AtHour(hour);
    const auto answer =
        supplies_.service().Call<v1::Conservation>("GetConservation", request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    for (const v1::ItemConservation& item : answer->items()) {
      EXPECT_EQ(item.residue(), 0) << item.ShortDebugString();
      EXPECT_EQ(item.on_hand_residue(), 0) << item.ShortDebugString();
    }
  }

  SuppliesFixture supplies_;
  std::mt19937 random_;
  const bool with_issues_;
  std::vector<Event> events_;
  std::map<std::string, Place> places_ = {
      {ItemName("n95") + "/lots/opening", OpeningPlace()}};
  std::map<std::string, int> counts_;
};

TEST_P(SuppliesModelTest, EveryFigureEqualsTheModelOnBothAxes) {
  const int operations = with_issues_ ? 250 : 150;
  for (int i = 0; i < operations && !HasFatalFailure(); ++i) {
    const int64_t choice = Below(with_issues_ ? 5 : 3);
    if (choice == 0) {
      Receive();
    } else if (choice == 3) {
      Issue();
    } else if (choice == 4) {
      Note(Below(2) == 0 ? v1::Movement::KIND_LOSE
                         : v1::Movement::KIND_BRING_BACK);
    } else {
      Count();
    }
    if (i % 10 == 0) CompareDigests();
  }
  for (const auto& [kind, count] : counts_) RecordProperty(kind, count);
  EXPECT_GE(counts_["superseded"], 5);
  EXPECT_GE(counts_["repeated and superseded"], 1);
  EXPECT_GE(counts_["OUTCOME_USE"], 5);
  // The more goes in and out, the more counts contradict it.
  EXPECT_GE(counts_["OUTCOME_SURPLUS"], with_issues_ ? 3 : 5);
  if (with_issues_) {
    EXPECT_GE(counts_["issued"], 5);
    EXPECT_GE(counts_["lost"], 1);
    EXPECT_GE(counts_["brought back"], 1);
  }
  const auto report = supplies_.service().Verify();
  EXPECT_THAT(report.findings, IsEmpty());
  for (int i = 0; i < 25; ++i) {
    const int64_t n = 1 + Below(report.head.sequence);
    const int hour = Hour();
    CompareAt(n, hour);
    CheckConservation(n, hour);
  }
  CompareAt(report.head.sequence, kHours - 1);
}

INSTANTIATE_TEST_SUITE_P(
    Receipts, SuppliesModelTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(1u, 7u), ::testing::Values(false)));
INSTANTIATE_TEST_SUITE_P(
    Issues, SuppliesModelTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(10u, 20u), ::testing::Values(true)));
INSTANTIATE_TEST_SUITE_P(
    OnMariadb, SuppliesModelTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kMariadb),
                       ::testing::Values(30u), ::testing::Bool()));

}  // namespace
}  // namespace epiledger::supplies
