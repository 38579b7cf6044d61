// FormFixture: ReadinessFixture's county and short ways to say what reports ask
// and to answer it by indicator. For tests.
#ifndef EPILEDGER_SERVICES_READINESS_FORM_FIXTURE_H_
#define EPILEDGER_SERVICES_READINESS_FORM_FIXTURE_H_

#include <string>
#include <vector>

#include "epiledger/readiness/v1/form_service.pb.h"
#include "epiledger/readiness/v1/report_totals_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {

[[nodiscard]] inline std::string IndicatorNameOf(const std::string& id) {
  return Concat(kCounty, "/indicators/", id);
}
[[nodiscard]] inline std::string FormNameOf(const std::string& id) {
  return Concat(kCounty, "/forms/", id);
}

// What a total of the county's picture is called; an empty one: there is none.
[[nodiscard]] inline v1::IndicatorTotal TotalIn(
    const v1::CountySummary& summary, const std::string& indicator) {
  for (const v1::IndicatorTotal& total : summary.indicators()) {
    if (total.indicator() == indicator) return total;
  }
  return {};
}

class FormFixture : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  FormFixture() : county_(GetParam()) { county_.MakeSample(); }
  ~FormFixture() override {
    EXPECT_THAT(county_.service().Verify().findings, ::testing::IsEmpty());
  }

  // Values by the ids of indicators.
  v1::SubmitReportRequest ReadingsRequest(const std::string& facility,
                                          absl::CivilDay date,
                                          const Values& values) {
    v1::SubmitReportRequest request = county_.ZeroRequest(facility, date);
    request.mutable_report()->clear_content();
    for (const auto& [id, value] : values) {
      v1::IndicatorReading& reading = *request.mutable_report()->add_readings();
      reading.set_indicator(IndicatorNameOf(id));
      reading.mutable_reading()->set_value(value);
    }
    return request;
  }
  absl::StatusOr<v1::SubmitReportResponse> Submit(const std::string& facility,
                                                  absl::CivilDay date,
                                                  const Values& values) {
    return county_.Submit(ReadingsRequest(facility, date, values));
  }

  absl::StatusOr<v1::Indicator> GetIndicator(const std::string& id) {
    v1::GetIndicatorRequest request;
    request.set_name(IndicatorNameOf(id));
    return county_.service().Call<v1::Indicator>("GetIndicator", request);
  }
  absl::StatusOr<v1::ListFormsResponse> ListForms() {
    v1::ListFormsRequest request;
    request.set_parent(std::string(kCounty));
    return county_.service().Call<v1::ListFormsResponse>("ListForms", request);
  }

  // Beds with oxygen, of those staffed.
  v1::SetIndicatorRequest OxygenRequest() {
    v1::SetIndicatorRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(IndicatorNameOf("oxygen-beds"));
    v1::Indicator& indicator = *request.mutable_indicator();
    indicator.set_display_name("吸氧床位");
    indicator.set_english_name("Beds with oxygen");
    indicator.set_unit("张");
    indicator.set_kind(v1::AGGREGATION_KIND_POINT_IN_TIME);
    v1::Indicator::Whole& whole = *indicator.add_wholes();
    whole.set_indicator(IndicatorNameOf("beds-staffed"));
    whole.set_is_ratio(true);
    return request;
  }
  absl::StatusOr<v1::SetIndicatorResponse> Say(
      const v1::SetIndicatorRequest& request) {
    return county_.service().Call<v1::SetIndicatorResponse>("SetIndicator",
                                                            request);
  }

  v1::AddFormVersionRequest VersionRequest(
      const std::string& form, absl::CivilDay from,
      const std::vector<std::string>& indicators) {
    v1::AddFormVersionRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(FormNameOf(form));
    request.mutable_form()->set_display_name("日报");
    request.mutable_form()->set_english_name("Daily report");
    *request.mutable_version()->mutable_valid_from() = DateOf(from);
    request.mutable_version()->set_asks_four_in_place(!indicators.empty());
    for (const std::string& id : indicators) {
      request.mutable_version()->add_questions()->set_indicator(
          IndicatorNameOf(id));
    }
    return request;
  }
  absl::StatusOr<v1::AddFormVersionResponse> AddVersion(
      const v1::AddFormVersionRequest& request) {
    return county_.service().Call<v1::AddFormVersionResponse>("AddFormVersion",
                                                              request);
  }

  // A facility, as it stands, that owes another form from today on.
  absl::StatusOr<v1::UpdateFacilityResponse> PutForm(const std::string& id,
                                                     const std::string& form) {
    v1::GetFacilityRequest read;
    read.set_name(FacilityNameOf(id));
    v1::UpdateFacilityRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(read.name());
    *request.mutable_facility() =
        county_.service().Call<v1::Facility>("GetFacility", read).value();
    v1::Facility& facility = *request.mutable_facility();
    facility.clear_name();
    facility.clear_duty_contact();
    facility.clear_report_form();
    facility.set_form_name(FormNameOf(form));
    return county_.service().Call<v1::UpdateFacilityResponse>("UpdateFacility",
                                                              request);
  }

  ReadinessFixture county_;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FORM_FIXTURE_H_
