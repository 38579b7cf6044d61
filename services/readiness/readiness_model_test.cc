// Random counties against a model that shares nothing with the service: it
// keeps a plain list of what was filed and looks through all of it for each
// answer, at random past points.
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using ::testing::IsEmpty;

// Day 0: the day after the county was created.
constexpr absl::CivilDay kFirst(2020, 2, 2);
constexpr int kFacilities = 5;
constexpr int kDays = 14;

std::vector<std::string> Asked() {
  return {"beds_staffed", "beds_occupied", "inpatients"};
}

// One revision of a report.
struct Filed {
  absl::Time recorded;
  int64_t sequence = 0;
  int facility = 0;
  int day = 0;
  // Empty: a zero report.
  Values values;
};

// When reports are due: two rules, the second one from `changed_on`.
struct Rules {
  int first_minutes = 0;
  int changed_on = 0;
  int second_minutes = 0;

  [[nodiscard]] absl::Time Due(int day) const {
    return At(kFirst + day, 0) +
           absl::Minutes(day < changed_on ? first_minutes : second_minutes);
  }
};

class Model {
 public:
  Rules rules;
  std::vector<Filed> filed;

  // The newest revision of each date, as known at `n`.
  [[nodiscard]] std::map<int, Filed> Known(int facility, int64_t n) const {
    std::map<int, Filed> known;
    for (const Filed& one : filed) {
      if (one.facility == facility && one.sequence <= n) known[one.day] = one;
    }
    return known;
  }

  // When the first revision came.
  [[nodiscard]] absl::Time Arrived(int facility, int day) const {
    for (const Filed& one : filed) {
      if (one.facility == facility && one.day == day) return one.recorded;
    }
    return absl::InfiniteFuture();
  }

  [[nodiscard]] std::optional<int> LastDue(absl::Time judge) const {
    std::optional<int> last;
    for (int day = 0; day < kDays + 3; ++day) {
      if (At(kFirst + day, 0) <= judge && judge > rules.Due(day)) last = day;
    }
    return last;
  }
};

struct Totals {
  std::optional<int64_t> value;
  std::optional<int64_t> stale_value;
  int64_t known = 0;
  int64_t stale = 0;
  int64_t unknown = 0;
  int64_t not_due = 0;

  bool operator==(const Totals&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Totals& t) {
  return out << "value " << t.value.value_or(-1) << " stale_value "
             << t.stale_value.value_or(-1) << " known " << t.known << " stale "
             << t.stale << " unknown " << t.unknown << " not due " << t.not_due;
}

Totals Expected(const Model& model, const std::string& indicator, int64_t n,
                absl::Time judge) {
  Totals totals;
  const std::optional<int> last_due = model.LastDue(judge);
  for (int facility = 0; facility < kFacilities; ++facility) {
    std::optional<Filed> newest;
    for (const auto& [day, one] : model.Known(facility, n)) {
      if (!one.values.empty()) newest = one;
    }
    if (!newest.has_value()) {
      (last_due.has_value() ? totals.unknown : totals.not_due)++;
      continue;
    }
    const auto value = newest->values.find(indicator);
    if (value == newest->values.end()) {
      totals.unknown++;
    } else if (last_due.has_value() && newest->day < *last_due) {
      totals.stale++;
      totals.stale_value = totals.stale_value.value_or(0) + value->second;
    } else {
      totals.known++;
      totals.value = totals.value.value_or(0) + value->second;
    }
  }
  return totals;
}

Totals Found(const v1::CountySummary& summary, const std::string& indicator) {
  Totals totals;
  for (const v1::IndicatorTotal& total : summary.indicators()) {
    if (total.indicator() != indicator) continue;
    if (total.has_value()) totals.value = total.value();
    if (total.has_stale_value()) totals.stale_value = total.stale_value();
    totals.known = total.known();
    totals.stale = total.stale();
    totals.unknown = total.unknown();
    totals.not_due = total.not_due();
  }
  return totals;
}

std::string IdOf(int facility) { return Concat("hospital-", facility); }

// `facility state missing_days` of each facility's newest due report.
std::set<std::string> ExpectedStandings(const Model& model, int64_t n,
                                        absl::Time judge) {
  std::set<std::string> lines;
  const std::optional<int> last = model.LastDue(judge);
  if (!last.has_value()) return lines;
  for (int facility = 0; facility < kFacilities; ++facility) {
    const std::map<int, Filed> known = model.Known(facility, n);
    const absl::Time arrived = model.Arrived(facility, *last);
    int missing = 0;
    for (int day = *last; day >= 0 && !known.contains(day); --day) ++missing;
    const char* state = missing > 0                         ? "missing"
                        : arrived <= model.rules.Due(*last) ? "on time"
                                                            : "late";
    lines.insert(Concat(IdOf(facility), " ", state, " ", missing));
  }
  return lines;
}

std::set<std::string> FoundStandings(const v1::CountySummary& summary) {
  std::map<std::string, int64_t> missing;
  for (const v1::OverdueReport& overdue : summary.overdue()) {
    missing[overdue.facility()] = overdue.missing_days();
  }
  std::set<std::string> lines;
  for (const v1::FacilitySummary& facility : summary.facilities()) {
    if (!facility.has_last_due()) continue;
    const v1::ReportState state = facility.last_due().state();
    const std::string id =
        facility.facility().substr(facility.facility().rfind('/') + 1);
    lines.insert(Concat(id, " ",
                        state == v1::REPORT_STATE_MISSING   ? "missing"
                        : state == v1::REPORT_STATE_ON_TIME ? "on time"
                                                            : "late",
                        " ", missing[facility.facility()]));
  }
  return lines;
}

class ReadinessModelTest : public ::testing::TestWithParam<int> {
 protected:
  ReadinessModelTest()
      : random_(static_cast<uint32_t>(GetParam())),
        county_(GetParam() % 4 == 0 ? ReadinessFixture::Store::kMariadb
                                    : ReadinessFixture::Store::kSqlite) {}

  int Pick(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random_);
  }

  Values RandomValues() {
    Values values;
    if (Pick(0, 4) == 0) return values;
    values["beds_staffed"] = Pick(50, 90);
    if (Pick(0, 2) > 0) values["beds_occupied"] = Pick(0, 50);
    if (Pick(0, 2) > 0) values["inpatients"] = Pick(0, 9);
    return values;
  }

  void Note(const type::v1::Receipt& receipt, int facility, int day,
            const Values& values) {
    model_.filed.push_back({ToTime(receipt.record_time()), receipt.sequence(),
                            facility, day, values});
    head_ = receipt.sequence();
  }

  void Begin() {
    model_.rules = {Pick(1, 2880), Pick(1, kDays), Pick(1, 2880)};
    county_.clock().Set(At(kFirst, 0));
    ASSERT_TRUE(county_.CreateOrganization("health").ok());
    for (int i = 0; i < kFacilities; ++i) {
      ASSERT_TRUE(county_.CreateFacility(IdOf(i)).ok());
    }
    ASSERT_TRUE(county_.SetSchedule(kFirst, model_.rules.first_minutes).ok());
    const auto second = county_.SetSchedule(kFirst + model_.rules.changed_on,
                                            model_.rules.second_minutes);
    ASSERT_TRUE(second.ok()) << second.status();
  }

  // Files or corrects a report for today or a few days back.
  void Step() {
    county_.clock().Advance(absl::Minutes(Pick(1, 400)));
    const absl::CivilDay today = absl::ToCivilDay(
        county_.clock().Now(), absl::FixedTimeZone(8 * 60 * 60));
    const int facility = Pick(0, kFacilities - 1);
    const int day = std::max(0, static_cast<int>(today - kFirst) - Pick(0, 4));
    const Values values = RandomValues();
    const auto known = model_.Known(facility, INT64_MAX);
    if (!known.contains(day)) {
      const auto filed = county_.Submit(
          values.empty()
              ? county_.ZeroRequest(IdOf(facility), kFirst + day)
              : county_.ReportRequest(IdOf(facility), kFirst + day, values));
      ASSERT_TRUE(filed.ok()) << filed.status();
      return Note(filed->receipt(), facility, day, values);
    }
    const auto revision =
        county_.GetReport(IdOf(facility), kFirst + day)->revision();
    const auto corrected =
        county_.Correct(IdOf(facility), kFirst + day, revision, values);
    ASSERT_TRUE(corrected.ok()) << corrected.status();
    Note(corrected->receipt(), facility, day, values);
  }

  void Compare(int64_t n, absl::Time judge, const v1::CountySummary& summary) {
    for (const std::string& indicator : Asked()) {
      EXPECT_EQ(Found(summary, indicator),
                Expected(model_, indicator, n, judge))
          << indicator << " at " << n << ", " << judge;
    }
    EXPECT_EQ(FoundStandings(summary), ExpectedStandings(model_, n, judge))
        << "at " << n << ", " << judge;
  }

  std::mt19937 random_;
  ReadinessFixture county_;
  Model model_;
  int64_t head_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Seeds, ReadinessModelTest, ::testing::Range(1, 9));

TEST_P(ReadinessModelTest, EveryAnswerEqualsAModelsAtAnyPastPoint) {
  ASSERT_NO_FATAL_FAILURE(Begin());
  while (county_.clock().Now() < At(kFirst + kDays, 0)) {
    ASSERT_NO_FATAL_FAILURE(Step());
    if (Pick(0, 3) > 0) continue;
    const auto summary = county_.Summary();
    ASSERT_TRUE(summary.ok()) << summary.status();
    Compare(head_, county_.clock().Now(), *summary);
  }
  for (int i = 0; i < 10; ++i) {
    const Filed& past = model_.filed[static_cast<size_t>(
        Pick(0, static_cast<int>(model_.filed.size()) - 1))];
    type::v1::AsOf as_of;
    as_of.set_sequence(past.sequence);
    auto summary = county_.Summary(as_of);
    ASSERT_TRUE(summary.ok()) << summary.status();
    // At the head the question is about now.
    const bool is_head = past.sequence == head_;
    Compare(past.sequence, is_head ? county_.clock().Now() : past.recorded,
            *summary);
    const absl::Time later = past.recorded + absl::Minutes(Pick(0, 2'000));
    *as_of.mutable_recorded_time() = ToTimestamp(later);
    summary = county_.Summary(as_of);
    ASSERT_TRUE(summary.ok()) << summary.status();
    Compare(summary->read_at().sequence(),
            std::min(later, county_.clock().Now()), *summary);
  }
  EXPECT_THAT(county_.service().Verify().findings, IsEmpty());
}

}  // namespace
}  // namespace epiledger::readiness
