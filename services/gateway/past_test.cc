// What HQ's pictures show of ten random past points. Paid, stock and which
// facilities there were are told by notes of what was done; everything else is
// put together anew from the services' own summaries of the same points, which
// the services' tests compare with independent models.
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/part.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::FacilityPicture;
using command::v1::GetFacilityRequest;
using command::v1::GetOverviewRequest;
using supplies::v1::Supply;
using OverviewMessage = command::v1::Overview;

constexpr int kSteps = 30;
constexpr int kPoints = 10;

std::string FacilityName(const std::string& id) {
  return Concat("counties/", kCounty, "/facilities/", id);
}

// What each service says of one moment.
struct Summaries {
  funding::v1::CountySummary money;
  supplies::v1::CountySummary supplies;
  readiness::v1::CountySummary readiness;
};

template <typename Summary>
void ExpectStatus(const command::v1::PartStatus& status,
                  const Summary& summary) {
  EXPECT_EQ(status.read_at().ShortDebugString(),
            summary.read_at().ShortDebugString());
  EXPECT_EQ(status.data_time().ShortDebugString(),
            summary.data_time().ShortDebugString());
}

class PastTest : public ::testing::TestWithParam<unsigned>,
                 protected GatewayFixture {
 protected:
  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }

  void Step(int step) {
    clock().Advance(absl::Minutes(1 + Below(90)));
    if (step == kSteps / 3) return AddFacility();
    if (Below(2) == 0) return Count(step);
    const int64_t yuan = 1 + Below(50);
    ASSERT_TRUE(Pay(Concat("payment-", step), yuan).status.ok());
    paid_.emplace_back(clock().Now(), yuan);
  }

  void Count(int step) {
    const int64_t pieces = Below(60);
    const auto answer = Call<supplies::v1::CreateCountResponse>(
        Concat(kSupplies, "CreateCount"),
        From<supplies::v1::CreateCountRequest>(
            Concat("request_id: 'count-", step,
                   "' parent: 'counties/990101/facilities/people/stores/ward' "
                   "count { count_time { seconds: ",
                   absl::ToUnixSeconds(clock().Now()),
                   " } lines { item: 'counties/990101/items/n95' "
                   "quantity { pieces: ",
                   pieces, " } confirm: true } }")),
        Token(auth::v1::ROLE_HOSPITAL, "people"));
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    counted_.emplace_back(clock().Now(), pieces);
  }

  void AddFacility() {
    const auto answer = Call<readiness::v1::CreateFacilityResponse>(
        Concat(kRegister, "CreateFacility"),
        From<readiness::v1::CreateFacilityRequest>(
            R"(request_id: 'chinese' parent: 'counties/990101'
               facility_id: 'chinese'
               facility {
                 display_name: '示范县中医院' kind: KIND_HOSPITAL
                 organization: 'counties/990101/organizations/health'
                 report_form: REPORT_FORM_HOSPITAL_DAILY
               })"),
        OperatorToken());
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    facility_added_ = clock().Now();
  }

  template <typename Request>
  static Request At(const std::string& name, absl::Time time) {
    Request request;
    request.set_name(name);
    *request.mutable_as_of()->mutable_recorded_time() = ToTimestamp(time);
    return request;
  }

  template <typename Response, typename Request>
  Response Ask(const std::string& path, const Request& request) {
    auto answer = Call<Response>(path, request, HeadquartersToken());
    EXPECT_TRUE(answer.status.ok())
        << path << ": " << answer.status.error_message();
    return std::move(answer.response);
  }

  Summaries AskServices(absl::Time time) {
    const auto request = At<GetOverviewRequest>("counties/990101", time);
    const auto path = [](const char* service) {
      return Concat(service, "GetCountySummary");
    };
    return {Ask<funding::v1::CountySummary>(path(kFunding), request),
            Ask<supplies::v1::CountySummary>(path(kSupplies), request),
            Ask<readiness::v1::CountySummary>(path(kReadiness), request)};
  }

  void CompareOverview(absl::Time time, const Summaries& summaries) {
    const auto seen =
        Ask<OverviewMessage>(Concat(kCommand, "GetOverview"),
                             At<GetOverviewRequest>("counties/990101", time));
    EXPECT_EQ(seen.name(), "counties/990101");
    EXPECT_EQ(PaidYuan(seen), PaidBy(time));
    EXPECT_EQ(seen.money().summary().ShortDebugString(),
              summaries.money.ShortDebugString());
    EXPECT_EQ(seen.readiness().summary().ShortDebugString(),
              summaries.readiness.ShortDebugString());
    EXPECT_EQ(seen.readiness().summary().facilities_size(),
              time < facility_added_ ? 1 : 2);
    ExpectStatus(seen.money().status(), summaries.money);
    ExpectStatus(seen.supplies().status(), summaries.supplies);
    ExpectStatus(seen.readiness().status(), summaries.readiness);
    CompareSupplies(time, seen.supplies(), summaries.supplies);
  }

  void CompareSupplies(absl::Time time,
                       const command::v1::SuppliesPicture& seen,
                       const supplies::v1::CountySummary& summary) {
    command::v1::SuppliesPicture expected;
    *expected.mutable_status() = seen.status();
    *expected.mutable_judge_time() = summary.judge_time();
    *expected.mutable_items() = summary.items();
    *expected.mutable_supply_settings() = summary.supply_settings();
    for (const auto& stock : summary.stocks()) {
      const Supply::Band band = stock.supply().band();
      if (band != Supply::BAND_OUT && band != Supply::BAND_CRITICAL &&
          band != Supply::BAND_LOW) {
        continue;
      }
      *expected.add_shortages() = stock;
    }
    expected.set_shortage_count(expected.shortages_size());
    *expected.mutable_unanswered() = summary.unanswered();
    EXPECT_EQ(seen.ShortDebugString(), expected.ShortDebugString());
    ASSERT_EQ(seen.items_size(), 1);
    EXPECT_EQ(seen.items(0).free(), StockAt(time));
  }

  void CompareFacility(const std::string& id, absl::Time time,
                       const Summaries& summaries) {
    const std::string name = FacilityName(id);
    const auto request = At<GetFacilityRequest>(name, time);
    const std::string path = Concat(kCommand, "GetFacility");
    if (id == "chinese" && time < facility_added_) {
      EXPECT_EQ(
          ReasonOf(
              Call<FacilityPicture>(path, request, HeadquartersToken()).status),
          "FACILITY_NOT_FOUND");
      return;
    }
    const auto seen = Ask<FacilityPicture>(path, request);
    ExpectStatus(seen.money().status(), summaries.money);
    ExpectStatus(seen.supplies().status(), summaries.supplies);
    ExpectStatus(seen.readiness().status(), summaries.readiness);
    ExpectStandings(seen, summaries);
    FacilityPicture expected = PictureOf(name, summaries);
    *expected.mutable_standings() = seen.standings();
    *expected.mutable_money()->mutable_status() = seen.money().status();
    *expected.mutable_supplies()->mutable_status() = seen.supplies().status();
    *expected.mutable_readiness()->mutable_status() = seen.readiness().status();
    EXPECT_EQ(seen.ShortDebugString(), expected.ShortDebugString());
    if (id != "people") return;
    ASSERT_EQ(seen.money().allocations_size(), 1);
    EXPECT_EQ(seen.money().allocations(0).balance().paid().units(),
              PaidBy(time));
    ASSERT_EQ(seen.supplies().stocks_size(), 1);
    EXPECT_EQ(seen.supplies().stocks(0).free(), StockAt(time));
  }

  // The five dimensions, each as its service judged it.
  static void ExpectStandings(const FacilityPicture& seen,
                              const Summaries& summaries) {
    std::map<int, type::v1::Evidence> lines;
    for (const auto& line : summaries.readiness.evidence()) {
      if (line.facility() == seen.name()) lines[line.dimension()] = line;
    }
    for (const auto& line : summaries.supplies.evidence()) {
      if (line.facility() == seen.name()) lines[line.dimension()] = line;
    }
    ASSERT_EQ(seen.standings_size(), 5);
    for (const command::v1::DimensionStanding& standing : seen.standings()) {
      const auto line = lines.find(standing.dimension());
      // Who has no store is not spoken of by supplies.
      if (line == lines.end()) {
        EXPECT_EQ(standing.standing(), type::v1::STANDING_UNKNOWN);
        continue;
      }
      EXPECT_EQ(standing.facility(), seen.name());
      EXPECT_EQ(standing.standing(), line->second.standing());
      EXPECT_EQ(standing.reason_count(), line->second.reasons_size());
      EXPECT_FALSE(standing.has_self_assessment());
    }
  }

  // Everything of the summaries that is about the facility, but for how current
  // they are.
  static FacilityPicture PictureOf(const std::string& name,
                                   const Summaries& summaries) {
    FacilityPicture picture;
    picture.set_name(name);
    for (const auto& document : summaries.money.documents()) {
      for (const auto& one : document.allocations()) {
        if (one.recipient() != name) continue;
        *picture.mutable_money()->add_allocations() = one;
      }
    }
    auto& supplies = *picture.mutable_supplies();
    *supplies.mutable_judge_time() = summaries.supplies.judge_time();
    for (const auto& stock : summaries.supplies.stocks()) {
      if (stock.facility() == name) *supplies.add_stocks() = stock;
    }
    auto& readiness = *picture.mutable_readiness();
    *readiness.mutable_judge_time() = summaries.readiness.judge_time();
    *readiness.mutable_date() = summaries.readiness.date();
    for (const auto& line : summaries.readiness.facilities()) {
      if (line.facility() == name) *readiness.mutable_summary() = line;
    }
    for (const auto& report : summaries.readiness.overdue()) {
      if (report.facility() == name) *readiness.mutable_overdue() = report;
    }
    return picture;
  }

  // From the notes. The sample begins with 100 yuan paid and nothing counted.
  [[nodiscard]] int64_t PaidBy(absl::Time time) const {
    int64_t sum = 100;
    for (const auto& [when, yuan] : paid_) sum += when <= time ? yuan : 0;
    return sum;
  }
  [[nodiscard]] int64_t StockAt(absl::Time time) const {
    int64_t stock = 0;
    for (const auto& [when, pieces] : counted_) {
      if (when <= time) stock = pieces;
    }
    return stock;
  }

  std::mt19937 random_{GetParam()};
  std::vector<std::pair<absl::Time, int64_t>> paid_;
  std::vector<std::pair<absl::Time, int64_t>> counted_;
  absl::Time facility_added_;
};

TEST_P(PastTest, PicturesOfAnyPastPointAreThoseOfTheServices) {
  MakeSample();
  // Entries of one instant are a microsecond apart: all of the sample is there.
  const absl::Time begin = clock().Now() + absl::Seconds(1);
  for (int step = 0; step < kSteps && !HasFatalFailure(); ++step) Step(step);
  const int64_t minutes = absl::ToInt64Minutes(clock().Now() - begin);
  for (int point = 0; point < kPoints && !HasFailure(); ++point) {
    const absl::Time time = begin + absl::Minutes(Below(minutes + 1));
    SCOPED_TRACE(absl::FormatTime(time));
    const Summaries summaries = AskServices(time);
    CompareOverview(time, summaries);
    CompareFacility("people", time, summaries);
    CompareFacility("chinese", time, summaries);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PastTest, ::testing::Values(1u, 2u));

}  // namespace
}  // namespace epiledger::gateway
