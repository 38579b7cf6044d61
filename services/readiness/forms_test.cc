// Stories of headquarters that say what daily reports ask, and of clerks who
// answer it, on both engines.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

using FormsTest = FormFixture;

INSTANTIATE_TEST_SUITE_P(Engines, FormsTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(FormsTest, ACountyHasIndicatorsAndFormsWithoutSayingAnything) {
  const auto beds = GetIndicator("icu-beds-occupied");
  ASSERT_TRUE(beds.ok()) << beds.status();
  EXPECT_EQ(beds->display_name(), "占用重症床位");
  EXPECT_EQ(beds->saner_code(), "numICUBedsOcc");
  EXPECT_EQ(beds->kind(), v1::AGGREGATION_KIND_POINT_IN_TIME);
  EXPECT_EQ(beds->revision(), 0);
  ASSERT_EQ(beds->wholes_size(), 2);
  EXPECT_EQ(beds->wholes(0).indicator(), IndicatorNameOf("icu-beds-staffed"));
  EXPECT_EQ(beds->wholes(1).indicator(), IndicatorNameOf("inpatients"));
  EXPECT_EQ(GetIndicator("no-such").status().code(),
            absl::StatusCode::kNotFound);

  const auto forms = ListForms();
  ASSERT_TRUE(forms.ok()) << forms.status();
  std::vector<std::string> names;
  for (const v1::Form& form : forms->forms()) names.push_back(form.name());
  EXPECT_THAT(names, ElementsAre(FormNameOf("fever-clinic-daily"),
                                 FormNameOf("hospital-daily"),
                                 FormNameOf("town-daily")));
  ASSERT_EQ(forms->forms(1).versions_size(), 1);
  EXPECT_EQ(forms->forms(1).versions(0).questions_size(), 9);
}

TEST_P(FormsTest, ATownSaysWhatTheDomainAsksOfIt) {
  const auto filed = Submit("east", kToday,
                            {{"people-screened", 2'053},
                             {"people-from-key-regions", 65},
                             {"responsible-persons", 325},
                             {"notices-issued", 2'053},
                             {"temperature-reports-due", 4'106},
                             {"temperature-reports-made", 4'100}});
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->report().form_name(), FormNameOf("town-daily"));
  EXPECT_EQ(filed->report().form_version(), 1);
  EXPECT_FALSE(filed->report().back_dated());
  // In the order of the form, and what was left out was not asked.
  EXPECT_EQ(filed->report().readings(0).indicator(),
            IndicatorNameOf("staff-total"));
  EXPECT_EQ(filed->report().readings(0).reading().absent_reason(),
            type::v1::ABSENT_REASON_NOT_ASKED);
  EXPECT_EQ(filed->report().readings(2).reading().value(), 2'053);
  EXPECT_EQ(filed->report().readings(2).reading().subject(), "clerk");
  const auto more =
      Submit("east", kToday - 1,
             {{"people-screened", 64}, {"people-from-key-regions", 65}});
  EXPECT_EQ(ReasonOf(more.status()), "PART_EXCEEDS_WHOLE");
  const auto beds = Submit("east", kToday - 1, {{"beds-staffed", 1}});
  EXPECT_EQ(ReasonOf(beds.status()), "NOT_ON_FORM");
}

// Whichever way it was filed, both clients read it.
TEST_P(FormsTest, FiguresAndReadingsAreTwoShapesOfOneReport) {
  ASSERT_TRUE(
      county_
          .Submit(county_.ReportRequest(
              "people", kToday, {{"beds_staffed", 100}, {"beds_occupied", 60}}))
          .ok());
  const auto old = county_.GetReport("people", kToday);
  ASSERT_TRUE(old.ok()) << old.status();
  ASSERT_EQ(old->readings_size(), 9);
  EXPECT_EQ(old->readings(0).indicator(), IndicatorNameOf("beds-staffed"));
  EXPECT_EQ(old->readings(0).reading().value(), 100);
  EXPECT_TRUE(old->has_four_in_place());

  ASSERT_TRUE(Submit("chinese", kToday, {{"beds-staffed", 50}}).ok());
  const auto young = county_.GetReport("chinese", kToday);
  ASSERT_TRUE(young.ok()) << young.status();
  EXPECT_EQ(young->figures().beds_staffed().value(), 50);
  EXPECT_EQ(young->figures().inpatients().absent_reason(),
            type::v1::ABSENT_REASON_NOT_ASKED);
  EXPECT_EQ(TotalIn(*county_.Summary(), "beds_staffed").value(), 150);

  auto both = ReadingsRequest("people", kToday + 1, {{"beds-staffed", 50}});
  both.mutable_report()->mutable_zero_report();
  EXPECT_EQ(ReasonOf(county_.Submit(both).status()), "TWO_SHAPES");
}

TEST_P(FormsTest, ANewVersionHoldsFromItsDayOnAndOldReportsKeepTheirs) {
  ASSERT_TRUE(Say(OxygenRequest()).ok());
  ASSERT_TRUE(Submit("people", kToday, {{"beds-staffed", 100}}).ok());
  auto version = VersionRequest("hospital-daily", kToday + 2,
                                {"beds-staffed", "oxygen-beds"});
  version.mutable_version()->set_due_minutes(20 * 60);
  const auto added = AddVersion(version);
  ASSERT_TRUE(added.ok()) << added.status();
  ASSERT_EQ(added->form().versions_size(), 2);
  EXPECT_EQ(added->form().versions(1).version(), 2);
  EXPECT_EQ(added->form().versions(1).questions(1).rules().unit(), "张");

  // The first version holds up to the day before.
  EXPECT_EQ(
      ReasonOf(Submit("people", kToday - 1, {{"oxygen-beds", 3}}).status()),
      "NOT_ON_FORM");
  county_.clock().Set(At(kToday + 2, 12));
  const auto filed = Submit("people", kToday + 2, {{"oxygen-beds", 3}});
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->report().form_version(), 2);
  // It is due at 20:00 by now, no longer at 10:00.
  EXPECT_EQ(filed->report().state(), v1::REPORT_STATE_ON_TIME);
  EXPECT_EQ(ToTime(filed->report().due_time()), At(kToday + 2, 20));
  // Late, and of the first version still.
  const auto late = Submit("people", kToday + 1, {{"inpatients", 3}});
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->report().form_version(), 1);
  EXPECT_TRUE(late->report().back_dated());
  // A correction is judged by the version the report was filed with.
  EXPECT_EQ(county_.Correct("people", kToday, 1, {{"inpatients", 70}})
                ->report()
                .form_version(),
            1);
  auto sheet = ReadingsRequest("chinese", kToday + 2, {{"oxygen-beds", 3}});
  sheet.mutable_report()->set_form_version(1);
  EXPECT_EQ(ReasonOf(county_.Submit(sheet).status()), "FORM_VERSION_CHANGED");
}

// What was due is not judged anew, and a version never goes behind another.
TEST_P(FormsTest, AVersionBeginsLaterThanWhatIsDueAndThanTheOneBefore) {
  const auto begins = [this](absl::CivilDay day) {
    return AddVersion(VersionRequest("hospital-daily", day, {"inpatients"}))
        .status();
  };
  EXPECT_EQ(ReasonOf(begins(kToday - 1)), "ALREADY_DUE");
  EXPECT_TRUE(begins(kToday + 5).ok());
  EXPECT_EQ(ReasonOf(begins(kToday + 5)), "VERSION_NOT_NEWER");
  EXPECT_EQ(ReasonOf(AddVersion(VersionRequest("hospital-daily", kToday + 9,
                                               {"nothing"}))
                         .status()),
            "INDICATOR_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(AddVersion(VersionRequest("hospital-daily", kToday + 9, {}))
                   .status()),
      "EMPTY_FORM");
  EXPECT_EQ(ReasonOf(AddVersion(VersionRequest("hospital-daily", kToday + 9,
                                               {"inpatients", "inpatients"}))
                         .status()),
            "LISTED_TWICE");
}

TEST_P(FormsTest, AFacilityOwesAFormOfTheCountysOwn) {
  ASSERT_TRUE(Say(OxygenRequest()).ok());
  EXPECT_EQ(ReasonOf(PutForm("reserve", "oxygen-daily").status()),
            "FORM_NOT_FOUND");
  auto version = VersionRequest("oxygen-daily", kToday, {"oxygen-beds"});
  version.mutable_version()->set_asks_four_in_place(false);
  ASSERT_TRUE(AddVersion(version).ok());
  const auto facility = PutForm("reserve", "oxygen-daily");
  ASSERT_TRUE(facility.ok()) << facility.status();
  EXPECT_EQ(facility->facility().report_form(), v1::REPORT_FORM_UNSPECIFIED);
  EXPECT_EQ(county_.ListStatuses(kToday)->report_statuses(3).form_name(),
            FormNameOf("oxygen-daily"));
  auto filed = ReadingsRequest("reserve", kToday, {{"oxygen-beds", 7}});
  filed.mutable_report()->mutable_four_in_place()->mutable_duty()->set_state(
      v1::InPlace::STATE_IN_PLACE);
  EXPECT_EQ(ReasonOf(county_.Submit(filed).status()), "NOT_ON_FORM");
  filed.mutable_report()->clear_four_in_place();
  ASSERT_TRUE(county_.Submit(filed).ok());
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(TotalIn(*summary, "oxygen-beds").value(), 7);
  EXPECT_EQ(TotalIn(*summary, "oxygen-beds").name(),
            IndicatorNameOf("oxygen-beds"));
}

TEST_P(FormsTest, AnIndicatorIsSaidAnewButMeansTheSameForEver) {
  ASSERT_TRUE(Say(OxygenRequest()).ok());
  EXPECT_EQ(ReasonOf(Say(OxygenRequest()).status()), "INDICATOR_CHANGED");
  auto renamed = OxygenRequest();
  renamed.set_revision(1);
  renamed.mutable_indicator()->set_display_name("供氧床位");
  const auto said = Say(renamed);
  ASSERT_TRUE(said.ok()) << said.status();
  EXPECT_EQ(said->indicator().revision(), 2);
  auto other = OxygenRequest();
  other.set_revision(2);
  other.mutable_indicator()->set_kind(v1::AGGREGATION_KIND_COUNT);
  EXPECT_EQ(FigureOf(Say(other).status(), "field"), "kind");
  other = OxygenRequest();
  other.set_revision(2);
  other.mutable_indicator()->clear_wholes();
  EXPECT_EQ(FigureOf(Say(other).status(), "field"), "wholes");
  // Of what is built in the county says something, too.
  auto built_in = *GetIndicator("inpatients");
  built_in.clear_name();
  built_in.set_most(500);
  v1::SetIndicatorRequest bound;
  bound.set_request_id(county_.service().NewId());
  bound.set_name(IndicatorNameOf("inpatients"));
  *bound.mutable_indicator() = built_in;
  EXPECT_TRUE(Say(bound).ok());
  // Forms ask by it from their next version on.
  EXPECT_TRUE(Submit("people", kToday, {{"inpatients", 501}}).ok());
  ASSERT_TRUE(
      AddVersion(VersionRequest("hospital-daily", kToday + 1, {"inpatients"}))
          .ok());
  county_.clock().Set(At(kToday + 1, 9));
  const auto refused = Submit("people", kToday + 1, {{"inpatients", 501}});
  EXPECT_EQ(ReasonOf(refused.status()), "READING_OUT_OF_RANGE");
  EXPECT_EQ(FigureOf(refused.status(), "most"), "500");
}

TEST_P(FormsTest, WhatCannotBeAnIndicatorIsMalformedOrMissing) {
  auto request = OxygenRequest();
  request.mutable_indicator()->mutable_wholes(0)->set_indicator(request.name());
  EXPECT_EQ(ReasonOf(Say(request).status()), "PART_OF_ITSELF");
  request = OxygenRequest();
  *request.mutable_indicator()->add_wholes() = request.indicator().wholes(0);
  EXPECT_EQ(ReasonOf(Say(request).status()), "LISTED_TWICE");
  request = OxygenRequest();
  request.mutable_indicator()->set_least(9);
  request.mutable_indicator()->set_most(8);
  EXPECT_EQ(ReasonOf(Say(request).status()), "RANGE_TURNED_ROUND");
  request = OxygenRequest();
  request.mutable_indicator()->mutable_wholes(0)->set_indicator(
      IndicatorNameOf("nothing"));
  EXPECT_EQ(ReasonOf(Say(request).status()), "INDICATOR_NOT_FOUND");
  request = OxygenRequest();
  request.mutable_indicator()->mutable_wholes(0)->set_indicator(
      IndicatorNameOf("fever-visits"));
  EXPECT_EQ(ReasonOf(Say(request).status()), "RATIO_OF_ANOTHER_KIND");
}

// Who reports it is said of the indicator: others are not asked.
TEST_P(FormsTest, AQuestionIsPutToThoseWhoReportIt) {
  auto request = OxygenRequest();
  request.mutable_indicator()->add_reporters(v1::Facility::KIND_HEALTH_CENTRE);
  ASSERT_TRUE(Say(request).ok());
  ASSERT_TRUE(AddVersion(VersionRequest("hospital-daily", kToday + 1,
                                        {"inpatients", "oxygen-beds"}))
                  .ok());
  county_.clock().Set(At(kToday + 1, 9));
  EXPECT_EQ(
      ReasonOf(Submit("people", kToday + 1, {{"oxygen-beds", 1}}).status()),
      "NOT_ON_FORM");
  ASSERT_TRUE(Submit("people", kToday + 1, {{"inpatients", 1}}).ok());
  EXPECT_EQ(TotalIn(*county_.Summary(), "oxygen-beds").unknown(), 0);
}

// Before headquarters said it, it was not so.
TEST_P(FormsTest, WhatWasAskedIsReadAsItWasKnown) {
  type::v1::AsOf before;
  before.set_sequence(county_.service().Verify().entries);
  ASSERT_TRUE(
      AddVersion(VersionRequest("town-daily", kToday + 1, {"staff-total"}))
          .ok());
  v1::GetFormRequest request;
  request.set_name(FormNameOf("town-daily"));
  const auto read = [&] {
    return county_.service().Call<v1::Form>("GetForm", request);
  };
  EXPECT_EQ(read()->versions_size(), 2);
  *request.mutable_as_of() = before;
  EXPECT_EQ(read()->versions_size(), 1);
}

}  // namespace
}  // namespace epiledger::readiness
