// What headquarters makes of the picture, on the real gateway before three real
// services: the ranking, what changed, and a county that says nothing.
#include <string>
#include <vector>

#include "epiledger/command/v1/headquarters_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using auth::v1::ROLE_AUDITOR;
using auth::v1::ROLE_HOSPITAL;
using command::v1::Change;
using command::v1::ChangedFigure;
using command::v1::ListChangesRequest;
using command::v1::ListChangesResponse;
using command::v1::Problem;
using command::v1::RankedFacility;
using command::v1::RankFacilitiesRequest;
using command::v1::RankFacilitiesResponse;
using OverviewMessage = command::v1::Overview;

constexpr char kHeadquarters[] = "/epiledger.command.v1.HeadquartersService/";
constexpr char kPeople[] = "counties/990101/facilities/people";

class HeadquartersTest : public ::testing::Test, protected GatewayFixture {
 protected:
  Answered<RankFacilitiesResponse> Rank(const RankFacilitiesRequest& request,
                                        const std::string& token) {
    return Call<RankFacilitiesResponse>(Concat(kHeadquarters, "RankFacilities"),
                                        request, token);
  }
  static RankFacilitiesRequest RankRequest() {
    return From<RankFacilitiesRequest>("parent: 'counties/990101'");
  }

  Answered<ListChangesResponse> Changes(const ListChangesRequest& request,
                                        const std::string& token) {
    return Call<ListChangesResponse>(Concat(kHeadquarters, "ListChanges"),
                                     request, token);
  }
  static ListChangesRequest ChangesSince(absl::Time since) {
    auto request = From<ListChangesRequest>("parent: 'counties/990101'");
    *request.mutable_since() = ToTimestamp(since);
    return request;
  }

  template <typename Request, typename Response>
  Response Do(const std::string& path, const std::string& request,
              const std::string& token) {
    const auto answer = Call<Response>(path, From<Request>(request), token);
    EXPECT_TRUE(answer.status.ok())
        << path << ": " << answer.status.error_message();
    return answer.response;
  }

  std::string Clerk() { return Token(ROLE_HOSPITAL, "people"); }

  void AddFacility(const std::string& id) {
    Do<readiness::v1::CreateFacilityRequest,
       readiness::v1::CreateFacilityResponse>(
        Concat(kRegister, "CreateFacility"),
        Concat("request_id: '", id,
               "' parent: 'counties/990101' facility_id: '", id,
               "' facility { display_name: '示范县中医院' kind: "
               "KIND_HOSPITAL organization: "
               "'counties/990101/organizations/health' report_form: "
               "REPORT_FORM_HOSPITAL_DAILY }"),
        OperatorToken());
  }

  void Report() {
    Do<readiness::v1::SubmitReportRequest, readiness::v1::SubmitReportResponse>(
        Concat(kReadiness, "SubmitReport"),
        Concat("request_id: 'report' parent: '", kPeople,
               "' report { report_date { year: 2020 month: 2 day: 1 } "
               "readings { indicator: "
               "'counties/990101/indicators/beds-staffed' reading { value: 420 "
               "} } }"),
        Clerk());
  }

  void AskForMasks() {
    Do<supplies::v1::CreateRequisitionRequest,
       supplies::v1::CreateRequisitionResponse>(
        "/epiledger.supplies.v1.RequisitionService/CreateRequisition",
        Concat("request_id: 'ask' parent: '", kPeople,
               "' requisition { store: '", kPeople,
               "/stores/ward' reason: '发热门诊用量增加' lines { item: "
               "'counties/990101/items/n95' quantity { pieces: 200 } } }"),
        Clerk());
  }

  // Due on 31 January.
  void FindSomething() {
    const std::string path = "/epiledger.readiness.v1.InspectionService/";
    const auto inspected = Do<readiness::v1::CreateInspectionRequest,
                              readiness::v1::CreateInspectionResponse>(
        path + "CreateInspection",
        Concat("request_id: 'inspect' parent: '", kPeople,
               "' inspection { organization: "
               "'counties/990101/organizations/health' inspection_date { "
               "year: 2020 month: 1 day: 30 } subject_matter: '传染病房' }"),
        HeadquartersToken());
    Do<readiness::v1::CreateInspectionFindingRequest,
       readiness::v1::CreateInspectionFindingResponse>(
        path + "CreateInspectionFinding",
        Concat("request_id: 'find' parent: '", inspected.inspection().name(),
               "' finding { description: '缺少防护面罩' severity: "
               "SEVERITY_CRITICAL due_date { year: 2020 month: 1 day: 31 } }"),
        HeadquartersToken());
  }
};

TEST_F(HeadquartersTest, FacilitiesAreRankedWithReasonsAndWhomToAsk) {
  MakeSample();
  AwaitOverview(IsComplete);
  FindSomething();
  AwaitOverview([](const OverviewMessage& seen) {
    return seen.readiness().summary().findings().open() == 1;
  });
  const auto answer = Rank(RankRequest(), HeadquartersToken());
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  ASSERT_EQ(answer.response.facilities_size(), 1);
  const RankedFacility& people = answer.response.facilities(0);
  EXPECT_EQ(people.standing(), RankedFacility::STANDING_FAILED);
  EXPECT_EQ(people.contact().telephone(), kTelephone);
  ASSERT_EQ(people.problems_size(), 8) << people.DebugString();
  EXPECT_EQ(people.problems(0).kind(), Problem::KIND_FINDING);
  EXPECT_EQ(people.problems(0).finding().description(), "缺少防护面罩");
  EXPECT_EQ(people.problems(0).contact().telephone(), kTelephone);
  EXPECT_EQ(people.problems(1).kind(), Problem::KIND_STOCK_OUT);
  EXPECT_EQ(people.problems(1).item_display_name(), "N95 医用防护口罩");
  EXPECT_EQ(people.problems(1).free(), 0);
  EXPECT_TRUE(people.problems(1).has_read_time());
  // The finding stands against what it has planned.
  EXPECT_EQ(people.problems(2).kind(), Problem::KIND_NOT_READY);
  EXPECT_EQ(people.problems(2).dimension(), type::v1::DIMENSION_PLANS);
  EXPECT_EQ(people.problems(2).reasons(0).kind(),
            type::v1::EvidenceReason::KIND_FINDING_OVERDUE);
  EXPECT_EQ(people.problems(3).kind(), Problem::KIND_NEVER_REPORTED);
  // Of none of the four-in-place is anything recorded.
  for (int i = 4; i < 8; ++i) {
    EXPECT_EQ(people.problems(i).kind(), Problem::KIND_STANDING_UNKNOWN);
    EXPECT_EQ(people.problems(i).dimension(), i - 3);
  }

  const auto audited = Rank(RankRequest(), Token(ROLE_AUDITOR));
  EXPECT_EQ(audited.response.facilities(0).contact().telephone(), "");
  EXPECT_EQ(audited.response.facilities(0).contact().subject(),
            "counties/990101/subjects/li");
  EXPECT_EQ(ReasonOf(Rank(RankRequest(), FinanceToken()).status),
            "ROLE_NOT_ALLOWED");
}

TEST_F(HeadquartersTest, AllPagesOfARankingShowOneMoment) {
  MakeSample();
  AddFacility("chinese");
  AwaitOverview([](const OverviewMessage& seen) {
    return seen.readiness().summary().facilities_size() == 2;
  });
  // Entries of one instant are a microsecond apart.
  clock().Advance(absl::Seconds(1));
  RankFacilitiesRequest request = RankRequest();
  request.set_page_size(1);
  const auto first = Rank(request, HeadquartersToken());
  ASSERT_EQ(first.response.facilities_size(), 1);
  EXPECT_EQ(first.response.facilities(0).facility(), kPeople);
  EXPECT_EQ(first.response.total_size(), 2);

  // A third comes; the list that began before does not have it.
  clock().Advance(absl::Minutes(1));
  AddFacility("third");
  request.set_page_token(first.response.next_page_token());
  const auto second = Rank(request, HeadquartersToken());
  ASSERT_TRUE(second.status.ok()) << second.status.error_message();
  EXPECT_EQ(second.response.total_size(), 2);
  ASSERT_EQ(second.response.facilities_size(), 1);
  EXPECT_EQ(second.response.facilities(0).rank(), 2);
  EXPECT_EQ(second.response.next_page_token(), "");

  request.set_facility(kPeople);
  EXPECT_EQ(Rank(request, HeadquartersToken()).status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT)
      << "the token is of another list";
  request = RankRequest();
  request.set_facility("counties/990101/facilities/chinese");
  const auto one = Rank(request, HeadquartersToken());
  ASSERT_EQ(one.response.facilities_size(), 1);
  EXPECT_EQ(one.response.facilities(0).rank(), 2) << "among all";
}

TEST_F(HeadquartersTest, AnEarlierRankingIsTheOneOfThen) {
  MakeSample();
  const absl::Time then = clock().Now() + absl::Seconds(1);
  clock().Advance(absl::Minutes(10));
  FindSomething();
  RankFacilitiesRequest request = RankRequest();
  *request.mutable_as_of()->mutable_recorded_time() = ToTimestamp(then);
  const auto past = Rank(request, HeadquartersToken());
  ASSERT_TRUE(past.status.ok()) << past.status.error_message();
  EXPECT_EQ(past.response.facilities(0).problems(0).kind(),
            Problem::KIND_STOCK_OUT);
  request.mutable_as_of()->set_sequence(3);
  EXPECT_EQ(Rank(request, HeadquartersToken()).status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

const Change* Find(const ListChangesResponse& changes, Change::Kind kind,
                   const std::string& figure = "") {
  for (const Change& change : changes.changes()) {
    if (change.kind() == kind && change.figure() == figure) return &change;
  }
  return nullptr;
}

TEST_F(HeadquartersTest, WhatChangedSinceTheLastMeetingIsTold) {
  MakeSample();
  const absl::Time meeting = clock().Now() + absl::Seconds(1);
  clock().Advance(absl::Minutes(10));
  ASSERT_TRUE(Pay("p1", 30).status.ok());
  Report();
  AskForMasks();
  FindSomething();
  clock().Advance(absl::Minutes(10));
  const auto answer = Changes(ChangesSince(meeting), HeadquartersToken());
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  const ListChangesResponse& changes = answer.response;

  const Change* const paid = Find(changes, Change::KIND_DOCUMENT, "paid");
  ASSERT_NE(paid, nullptr) << changes.DebugString();
  EXPECT_EQ(paid->before().amount().units(), 100);
  EXPECT_EQ(paid->after().amount().units(), 130);

  const Change* const beds = Find(changes, Change::KIND_INDICATOR);
  ASSERT_NE(beds, nullptr) << changes.DebugString();
  EXPECT_EQ(beds->turn(), Change::TURN_BECAME_KNOWN);
  EXPECT_EQ(beds->before().absence(), ChangedFigure::ABSENCE_NOT_KNOWN);
  EXPECT_EQ(beds->after().number(), 420);
  EXPECT_TRUE(beds->after().has_read_time());
  EXPECT_EQ(beds->display_name(), "示范县人民医院");

  const Change* const finding = Find(changes, Change::KIND_FINDING);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->turn(), Change::TURN_NEW);
  EXPECT_EQ(finding->subject_display_name(), "缺少防护面罩");
  const Change* const request = Find(changes, Change::KIND_REQUEST);
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->turn(), Change::TURN_NEW);
  const Change* const requests = Find(changes, Change::KIND_REQUEST_COUNT);
  ASSERT_NE(requests, nullptr);
  EXPECT_EQ(requests->before().number(), 0) << "none was there, and known";

  // Nothing has happened since.
  EXPECT_EQ(Changes(ChangesSince(clock().Now()), HeadquartersToken())
                .response.total_size(),
            0);
}

TEST_F(HeadquartersTest, ChangesComeInPagesThatCompareTheSameMoments) {
  MakeSample();
  const absl::Time meeting = clock().Now() + absl::Seconds(1);
  clock().Advance(absl::Minutes(10));
  ASSERT_TRUE(Pay("p1", 30).status.ok());
  clock().Advance(absl::Minutes(1));
  ListChangesRequest request = ChangesSince(meeting);
  const auto all = Changes(request, HeadquartersToken()).response;
  ASSERT_GT(all.changes_size(), 2);
  request.set_page_size(1);
  std::vector<std::string> paged;
  do {
    const auto page = Changes(request, HeadquartersToken());
    ASSERT_TRUE(page.status.ok()) << page.status.error_message();
    ASSERT_EQ(page.response.changes_size(), 1);
    EXPECT_EQ(page.response.total_size(), all.total_size());
    paged.push_back(page.response.changes(0).SerializeAsString());
    request.set_page_token(page.response.next_page_token());
    // More is paid in between.
    clock().Advance(absl::Minutes(1));
    ASSERT_TRUE(Pay(Concat("more-", paged.size()), 1).status.ok());
  } while (!request.page_token().empty());
  ASSERT_EQ(paged.size(), static_cast<size_t>(all.changes_size()));
  for (int i = 0; i < all.changes_size(); ++i) {
    EXPECT_EQ(paged[i], all.changes(i).SerializeAsString());
  }

  request = ChangesSince(meeting);
  *request.mutable_until() = ToTimestamp(meeting - absl::Minutes(1));
  EXPECT_EQ(Changes(request, HeadquartersToken()).status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(HeadquartersTest, FinanceIsToldOfChangesOfMoneyAlone) {
  MakeSample();
  const absl::Time meeting = clock().Now() + absl::Seconds(1);
  clock().Advance(absl::Minutes(10));
  ASSERT_TRUE(Pay("p1", 30).status.ok());
  Report();
  AskForMasks();
  clock().Advance(absl::Minutes(1));
  const auto changes = Changes(ChangesSince(meeting), FinanceToken());
  ASSERT_TRUE(changes.status.ok()) << changes.status.error_message();
  EXPECT_GT(changes.response.changes_size(), 0);
  for (const Change& change : changes.response.changes()) {
    EXPECT_TRUE(change.kind() == Change::KIND_DOCUMENT ||
                change.kind() == Change::KIND_PURPOSE)
        << change.ShortDebugString();
  }
}

TEST_F(HeadquartersTest, TheFirstPictureMayBeFromBeforeTheCountyWasMade) {
  const absl::Time before = clock().Now();
  clock().Advance(absl::Minutes(1));
  MakeSample();
  clock().Advance(absl::Minutes(1));
  const auto changes = Changes(ChangesSince(before), HeadquartersToken());
  ASSERT_TRUE(changes.status.ok()) << changes.status.error_message();
  const Change* const paid =
      Find(changes.response, Change::KIND_DOCUMENT, "paid");
  ASSERT_NE(paid, nullptr);
  EXPECT_EQ(paid->turn(), Change::TURN_NEW);
  EXPECT_EQ(paid->before().absence(), ChangedFigure::ABSENCE_NOT_THERE)
      << "there was no document, which is no zero";
}

TEST_F(HeadquartersTest, FindingsAndRequestsStandInThePicture) {
  MakeSample();
  FindSomething();
  AskForMasks();
  const OverviewMessage seen = AwaitOverview([](const OverviewMessage& now) {
    return now.supplies().unanswered().total() == 1 &&
           now.readiness().summary().findings().open() == 1;
  });
  const auto& findings = seen.readiness().summary().findings();
  EXPECT_EQ(findings.overdue(), 1);
  ASSERT_EQ(findings.severities_size(), 1);
  EXPECT_EQ(findings.severities(0).overdue(), 1);
  ASSERT_EQ(findings.findings_size(), 1);
  EXPECT_EQ(findings.findings(0).finding().overdue_days(), 1);
  EXPECT_EQ(findings.findings(0).contact().telephone(), kTelephone);
  EXPECT_TRUE(findings.findings(0).finding().steps().empty());
  EXPECT_EQ(seen.supplies().unanswered().requisitions(0).reason(),
            "发热门诊用量增加");

  const auto audit = Overview(Token(ROLE_AUDITOR)).response;
  EXPECT_EQ(
      audit.readiness().summary().findings().findings(0).contact().telephone(),
      "");
  EXPECT_FALSE(Overview(FinanceToken()).response.supplies().has_unanswered());
}

// --- A county that never reported.

TEST_F(HeadquartersTest, OfACountyThatNeverReportedNothingIsZeroOrReady) {
  CreateCounty();
  MakeReadiness();
  // Whom to ask is the last that is written.
  const auto has_facility = [](const OverviewMessage& seen) {
    const auto& facilities = seen.readiness().summary().facilities();
    return facilities.size() == 1 && facilities[0].has_contact();
  };
  AwaitOverview(has_facility);
  for (const bool is_due : {false, true}) {
    if (is_due) clock().Advance(absl::Hours(12));
    const OverviewMessage seen = AwaitOverview([&](const OverviewMessage& now) {
      return has_facility(now) &&
             (now.readiness().summary().overdue_size() == 1) == is_due;
    });
    const auto& summary = seen.readiness().summary();
    ASSERT_GT(summary.indicators_size(), 0);
    for (const auto& total : summary.indicators()) {
      EXPECT_FALSE(total.has_value()) << total.ShortDebugString();
      EXPECT_EQ(total.known(), 0);
      EXPECT_EQ(is_due ? total.unknown() : total.not_due(), 1);
    }
    for (const auto& ratio : summary.ratios()) {
      EXPECT_EQ(ratio.facilities(), 0) << "there is no ratio";
    }
    for (const auto& place : summary.four_in_place()) {
      EXPECT_EQ(place.in_place(), 0) << place.ShortDebugString();
    }
    EXPECT_EQ(summary.facilities(0).contact().telephone(), kTelephone);
    EXPECT_EQ(seen.supplies().items_size(), 0);

    const auto ranking = Rank(RankRequest(), HeadquartersToken());
    ASSERT_EQ(ranking.response.facilities_size(), 1);
    const RankedFacility& people = ranking.response.facilities(0);
    EXPECT_EQ(people.standing(), is_due ? RankedFacility::STANDING_FAILED
                                        : RankedFacility::STANDING_UNKNOWN);
    EXPECT_EQ(people.problems(is_due ? 1 : 0).kind(),
              Problem::KIND_NEVER_REPORTED);
    EXPECT_EQ(people.contact().telephone(), kTelephone) << "whom to ask";
  }
}

}  // namespace
}  // namespace epiledger::gateway
