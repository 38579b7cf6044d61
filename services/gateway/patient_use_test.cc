// Use per patient: what is matched and what is not, and the whole way through
// the gateway. Every figure is written by hand.
#include "services/gateway/patient_use.h"

#include <string>
#include <vector>

#include "epiledger/command/v1/patient_use_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using auth::v1::ROLE_HOSPITAL;
using command::v1::GetPatientUseRequest;
using command::v1::PatientUse;
using readiness::v1::ListReportsResponse;
using supplies::v1::GetStockHistoryResponse;
using ::testing::SizeIs;

constexpr char kPatientUse[] =
    "/epiledger.command.v1.PatientUseService/GetPatientUse";

// Days 1, 2, … of February, each as text.
GetStockHistoryResponse HistoryOf(const std::vector<std::string>& days) {
  std::string text =
      "item: 'counties/990101/items/n95' base_unit: '只' history {";
  int number = 0;
  for (const std::string& day : days) {
    text += Concat("days { date { year: 2020 month: 2 day: ", ++number, " } ",
                   day, " }");
  }
  return From<GetStockHistoryResponse>(text + "}");
}

ListReportsResponse ReportsOf(const std::vector<std::string>& days) {
  std::string text;
  int number = 0;
  for (const std::string& day : days) {
    text +=
        Concat("reports { report_date { year: 2020 month: 2 day: ", ++number,
               " } ", day, " }");
  }
  return From<ListReportsResponse>(text);
}

TEST(PatientUseTest, OnlyDaysWithBothAreMatched) {
  const PatientUse use = MatchPatients(
      HistoryOf({"used: 30", "used: 40", "", "used: 50 use_unknown_stores: 1",
                 "used: 0 says_nothing: true", "used: 5", "used: 9"}),
      ReportsOf({"figures { inpatients { value: 10 } }",
                 "figures { inpatients { absent_reason: "
                 "ABSENT_REASON_NOT_SUPPORTED } }",
                 "figures { inpatients { value: 12 } }",
                 "figures { inpatients { value: 13 } }",
                 "figures { inpatients { value: 14 } }",
                 "figures { inpatients { value: 0 } }", "zero_report {}"}));
  ASSERT_THAT(use.days(), SizeIs(7));
  // 35 on the first and the sixth day, for 10 patient-days.
  EXPECT_EQ(use.matched_days(), 2);
  EXPECT_EQ(use.used(), 35);
  EXPECT_EQ(use.patient_days(), 10);
  EXPECT_EQ(use.per_patient_thousandths(), 3500);
  EXPECT_TRUE(use.days(0).matched());
  EXPECT_TRUE(use.days(5).matched());
  EXPECT_FALSE(use.days(1).has_patients());
  EXPECT_EQ(use.days(1).absent_reason(), type::v1::ABSENT_REASON_NOT_SUPPORTED);
  EXPECT_FALSE(use.days(2).has_used());
  EXPECT_FALSE(use.days(3).has_used()) << "one of two stores is not all";
  EXPECT_FALSE(use.days(6).has_patients()) << "a zero report has no figures";
  EXPECT_EQ(use.days_left_out(), 1);
  EXPECT_EQ(use.days_use_known(), 5);
  EXPECT_EQ(use.days_patients_known(), 5);
}

TEST(PatientUseTest, WithoutPatientsThereIsNoUsePerPatient) {
  const PatientUse none = MatchPatients(HistoryOf({"used: 30"}), {});
  EXPECT_EQ(none.matched_days(), 0);
  EXPECT_FALSE(none.has_per_patient_thousandths());
  const PatientUse nobody =
      MatchPatients(HistoryOf({"used: 30"}),
                    ReportsOf({"figures { inpatients { value: 0 } }"}));
  EXPECT_EQ(nobody.matched_days(), 1);
  EXPECT_FALSE(nobody.has_per_patient_thousandths());
}

TEST(PatientUseTest, TheLargestFiguresDoNotOverflow) {
  const PatientUse use = MatchPatients(
      HistoryOf({"used: 1000000000000000"}),
      ReportsOf({"figures { inpatients { value: 1000000000000000 } }"}));
  EXPECT_EQ(use.per_patient_thousandths(), 1000);
}

class PatientUseTale : public ::testing::Test, protected GatewayFixture {
 protected:
  [[nodiscard]] absl::CivilDay Today() {
    return absl::ToCivilDay(clock().Now(), absl::FixedTimeZone(8 * 60 * 60));
  }
  static std::string DateText(absl::CivilDay day) {
    return Concat("{ year: ", day.year(), " month: ", day.month(),
                  " day: ", day.day(), " }");
  }
  void Report(absl::CivilDay day, const std::string& inpatients) {
    const auto answer = Call<readiness::v1::SubmitReportResponse>(
        Concat(kReadiness, "SubmitReport"),
        From<readiness::v1::SubmitReportRequest>(Concat(
            "request_id: 'report-", day.day(),
            "' parent: 'counties/990101/facilities/people' report { "
            "report_date ",
            DateText(day), " figures { inpatients { ", inpatients, " } } }")),
        Token(ROLE_HOSPITAL, "people"));
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  }
  Answered<PatientUse> Ask(const std::string& token) {
    return Call<PatientUse>(kPatientUse,
                            From<GetPatientUseRequest>(Concat(
                                "name: 'counties/990101/facilities/people' "
                                "item: 'counties/990101/items/n95' from_date ",
                                DateText(Today() - 5))),
                            token);
  }
};

TEST_F(PatientUseTale, SuppliesAndReadinessAreAskedAndJoined) {
  MakeSample();
  // 100 four days ago, nothing now: 25 on each of the four days.
  const auto counted = Call<supplies::v1::CreateCountResponse>(
      Concat(kSupplies, "CreateCount"),
      From<supplies::v1::CreateCountRequest>(Concat(
          "request_id: 'earlier' "
          "parent: 'counties/990101/facilities/people/stores/ward' count { "
          "count_time { seconds: ",
          absl::ToUnixSeconds(clock().Now() - 4 * absl::Hours(24)),
          " } lines { item: 'counties/990101/items/n95' quantity { pieces: 100 "
          "} confirm: true } }")),
      Token(ROLE_HOSPITAL, "people"));
  ASSERT_TRUE(counted.status.ok()) << counted.status.error_message();
  Report(Today() - 3, "value: 10");
  Report(Today() - 2, "absent_reason: ABSENT_REASON_UNKNOWN");
  Report(Today(), "value: 15");
  const auto answer = Ask(Token(ROLE_HOSPITAL, "people"));
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  const PatientUse& use = answer.response;
  EXPECT_EQ(use.facility(), "counties/990101/facilities/people");
  EXPECT_EQ(use.base_unit(), "只");
  ASSERT_THAT(use.days(), SizeIs(6));
  EXPECT_EQ(use.days_use_known(), 4);
  EXPECT_EQ(use.days_patients_known(), 2);
  EXPECT_EQ(use.matched_days(), 2);
  EXPECT_EQ(use.used(), 50);
  EXPECT_EQ(use.patient_days(), 25);
  EXPECT_EQ(use.per_patient_thousandths(), 2000);
  ASSERT_THAT(use.read_at(), SizeIs(2));
  EXPECT_EQ(use.read_at(0).book(), "counties/990101/books/supplies");
  EXPECT_EQ(use.read_at(1).book(), "counties/990101/books/readiness");
}

TEST_F(PatientUseTale, WhoMayNotReadTheFacilityIsToldNothing) {
  MakeSample();
  EXPECT_EQ(ReasonOf(Ask(Token(ROLE_HOSPITAL, "chinese")).status),
            "FACILITY_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(Ask(FinanceToken()).status), "ROLE_NOT_ALLOWED");
  auto request = From<GetPatientUseRequest>(
      "name: 'counties/990101/facilities/people' "
      "item: 'counties/990101/items/gown'");
  EXPECT_EQ(
      ReasonOf(
          Call<PatientUse>(kPatientUse, request, HeadquartersToken()).status),
      "NOT_FOUND");
  request.set_item("counties/990101/items/n95");
  request.mutable_from_date()->set_year(2010);
  request.mutable_from_date()->set_month(1);
  request.mutable_from_date()->set_day(1);
  const auto longer =
      Call<PatientUse>(kPatientUse, request, HeadquartersToken());
  EXPECT_EQ(ReasonOf(longer.status), "TOO_MANY_DAYS");
  EXPECT_EQ(FigureOf(longer.status, "limit"), "366");
  request.clear_from_date();
  request.mutable_as_of()->mutable_effective_time();
  EXPECT_EQ(
      ReasonOf(
          Call<PatientUse>(kPatientUse, request, HeadquartersToken()).status),
      "RECORDED_TIME_ONLY");
}

TEST_F(PatientUseTale, WithoutReadinessThereIsNoHalfAnswer) {
  MakeSample();
  const std::string token = HeadquartersToken();
  StopService(SourceId::kReadiness);
  const auto answer = Ask(token);
  EXPECT_EQ(ReasonOf(answer.status), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(FigureOf(answer.status, "service"), "readiness");
}

}  // namespace
}  // namespace epiledger::gateway
