// A history of readiness made by chance: the register and daily reports, each
// told to the model as it is told to the service. For tests.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_HISTORY_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_HISTORY_H_

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/readiness_fixture.h"
#include "services/readiness/readiness_model.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"
#include "tests/testing/random_history.h"

namespace epiledger::readiness {

using testing::ReasonOf;
using testing::ToTimestamp;

inline constexpr int64_t kTokenSeconds = 43'200;

struct ReportingPlace {
  const char* id;
  v1::Facility::Kind kind;
  v1::ReportForm form;
};
inline std::vector<ReportingPlace> ReportingPlaces() {
  return {
      {"people", v1::Facility::KIND_HOSPITAL, v1::REPORT_FORM_HOSPITAL_DAILY},
      {"chinese", v1::Facility::KIND_HOSPITAL, v1::REPORT_FORM_HOSPITAL_DAILY},
      {"east", v1::Facility::KIND_TOWN, v1::REPORT_FORM_TOWN_DAILY},
      {"reserve", v1::Facility::KIND_WAREHOUSE, v1::REPORT_FORM_UNSPECIFIED},
      {"west", v1::Facility::KIND_TOWN, v1::REPORT_FORM_TOWN_DAILY},
  };
}

class ReadinessHistory : public ::testing::TestWithParam<
                             std::tuple<ReadinessFixture::Store, unsigned>>,
                         protected testing::RandomHistory {
 protected:
  ReadinessHistory()
      : RandomHistory(std::get<1>(GetParam())),
        county_(std::get<0>(GetParam())) {
    times_.Add(county_.clock().Now());
  }

  // The entry of the write that follows.
  int64_t NextEntry() {
    return RandomHistory::NextEntry(county_.clock(), absl::Hours(4));
  }
  [[nodiscard]] google::protobuf::Timestamp Now() {
    return ToTimestamp(county_.clock().Now());
  }

  void AddOrganization(const std::string& id) {
    v1::Organization organization;
    organization.set_name(Concat(kCounty, "/organizations/", id));
    organization.set_display_name("示范县卫生健康局");
    model_.organizations.Put(id, NextEntry(), organization);
    ExpectRecorded(county_.CreateOrganization(id));
  }

  void AddFacility(const ReportingPlace& place) {
    const int64_t entry = NextEntry();
    v1::Facility facility;
    facility.set_name(FacilityNameOf(place.id));
    facility.set_display_name(Concat("示范县 ", place.id));
    facility.set_kind(place.kind);
    facility.set_organization(Concat(kCounty, "/organizations/health"));
    facility.set_report_form(place.form);
    facility.set_form_name(FormNameOf(place.form));
    if (place.form != v1::REPORT_FORM_UNSPECIFIED) {
      *facility.mutable_reports_from() =
          DateOf(ReadinessModel::DayAt(county_.clock().Now()));
    }
    model_.facilities.Put(place.id, entry, facility);
    ExpectRecorded(county_.CreateFacility(place.id, place.kind, place.form));
  }

  static std::string FormNameOf(v1::ReportForm form) {
    if (form == v1::REPORT_FORM_UNSPECIFIED) return "";
    return Concat(
        kCounty, "/forms/",
        form == v1::REPORT_FORM_TOWN_DAILY ? "town-daily" : "hospital-daily");
  }

  // Another name, and perhaps the last day it owes reports for.
  void ChangeFacility() {
    const std::string id = OneOf(model_.facilities.Keys());
    const int64_t entry = NextEntry();
    v1::Facility facility = *model_.facilities.At(id, entry);
    facility.set_display_name(Concat("更名", Below(100)));
    if (facility.has_reports_from() && Below(3) == 0) {
      const auto today = ReadinessModel::DayAt(county_.clock().Now());
      *facility.mutable_reports_until() = DateOf(today + Below(5));
    }
    v1::UpdateFacilityRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(facility.name());
    *request.mutable_facility() = facility;
    request.mutable_facility()->clear_name();
    request.mutable_facility()->clear_duty_contact();
    ExpectRecorded(county_.service().Call<v1::UpdateFacilityResponse>(
        "UpdateFacility", request));
    model_.facilities.Put(id, entry, facility);
  }

  void AddSubject() {
    const std::string id = Concat("s", model_.subjects.Keys().size() + 1);
    const int64_t entry = NextEntry();
    model_.people[id] = {Concat("示范 ", id), Concat("010-", Below(10'000))};
    const Person& person = model_.people[id];
    const auto request =
        county_.SubjectRequest(id, person.display_name, person.telephone);
    v1::Subject subject = request.subject();
    subject.set_name(SubjectNameOf(id));
    subject.mutable_grant()->set_giver("clerk");
    *subject.mutable_grant()->mutable_grant_time() = Now();
    model_.subjects.Put(id, entry, subject);
    ExpectRecorded(county_.CreateSubject(request));
  }

  void ErasePerson() {
    const std::string id = OneOf(model_.subjects.Keys());
    const int64_t entry = NextEntry();
    v1::Subject subject = *model_.subjects.At(id, entry);
    *subject.mutable_erase_time() = Now();
    model_.subjects.Put(id, entry, subject);
    model_.people.erase(id);
    v1::ErasePersonRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(subject.name());
    ExpectRecorded(county_.service().Call<v1::ErasePersonResponse>(
        "ErasePerson", request));
  }

  void SetContact() {
    const std::string id = OneOf(model_.facilities.Keys());
    const std::string subject = OneOf(model_.subjects.Keys());
    const int64_t entry = NextEntry();
    v1::Facility facility = *model_.facilities.At(id, entry);
    facility.set_duty_contact(SubjectNameOf(subject));
    model_.facilities.Put(id, entry, facility);
    ExpectRecorded(county_.SetDutyContact(id, subject));
  }

  void IssueToken() {
    const std::string id = OneOf(model_.subjects.Keys());
    const int64_t entry = NextEntry();
    const auto answer = county_.IssueToken(id);
    ExpectRecorded(answer);
    if (!answer.ok()) return;
    v1::Token token;
    token.set_name(answer->token().name());
    *token.mutable_roles() = model_.subjects.At(id, entry)->roles();
    token.set_facility(FacilityNameOf("people"));
    token.set_handed_to("clerk");
    *token.mutable_issue_time() = Now();
    token.mutable_expire_time()->set_seconds(Now().seconds() + kTokenSeconds);
    model_.tokens.Put(KeyOf(id, token), entry, token);
  }

  static std::string KeyOf(const std::string& subject, const v1::Token& token) {
    return Concat(subject, token.name().substr(token.name().rfind('/')));
  }

  void RevokeToken() {
    const std::vector<std::string> keys = model_.tokens.Keys();
    if (keys.empty()) return;
    const std::string key = OneOf(keys);
    v1::Token token = *model_.tokens.At(key, INT64_MAX);
    v1::RevokeTokenRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(token.name());
    request.set_reason("手机遗失");
    const int64_t entry = NextEntry();
    const auto answer =
        county_.service().Call<v1::RevokeTokenResponse>("RevokeToken", request);
    if (token.has_revoke_time()) {
      EXPECT_EQ(ReasonOf(answer.status()), "TOKEN_ALREADY_REVOKED");
      return;
    }
    ExpectRecorded(answer);
    *token.mutable_revoke_time() = Now();
    token.set_revoke_reason("手机遗失");
    model_.tokens.Put(key, entry, token);
  }

  // A rule for a day so far ahead that nothing is judged anew.
  void Reschedule() {
    const int64_t entry = NextEntry();
    v1::ReportSchedule schedule = model_.Schedule(entry);
    const auto from = ReadinessModel::DayAt(county_.clock().Now()) + 1;
    v1::DueRule rule;
    *rule.mutable_valid_from() = DateOf(from);
    rule.set_due_minutes(1 + Below(2'880));
    const int rules = schedule.due_rules_size();
    const bool replaces =
        rules > 0 && schedule.due_rules(rules - 1).valid_from().day() ==
                         rule.valid_from().day();
    if (replaces) schedule.mutable_due_rules()->RemoveLast();
    *schedule.add_due_rules() = rule;
    model_.schedule.Put("", entry, schedule);
    ExpectRecorded(county_.SetSchedule(from, rule.due_minutes()));
  }

  // Figures as they are asked for; parts are never more than their wholes.
  v1::Figures AnyFigures(v1::ReportForm form) {
    v1::Figures figures;
    const bool is_town = form == v1::REPORT_FORM_TOWN_DAILY;
    const auto* descriptor = v1::Figures::descriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const auto* field = descriptor->field(i);
      if (field->message_type() != type::v1::Reading::descriptor()) continue;
      if (is_town && !field->name().starts_with("staff")) continue;
      if (Below(4) == 0) continue;
      auto& reading = static_cast<type::v1::Reading&>(
          *figures.GetReflection()->MutableMessage(&figures, field));
      const bool is_part = field->name().ends_with("occupied") ||
                           field->name().ends_with("in_use") ||
                           field->name().ends_with("on_duty");
      if (Below(5) == 0) {
        reading.set_absent_reason(Below(2) == 0
                                      ? type::v1::ABSENT_REASON_UNKNOWN
                                      : type::v1::ABSENT_REASON_NOT_APPLICABLE);
      } else {
        reading.set_value(is_part ? Below(20) : 20 + Below(50));
      }
    }
    v1::FourInPlace& four = *figures.mutable_four_in_place();
    four.mutable_duty()->set_state(Below(2) == 0
                                       ? v1::InPlace::STATE_IN_PLACE
                                       : v1::InPlace::STATE_NOT_IN_PLACE);
    if (Below(2) == 0) {
      four.mutable_medicines()->set_absent_reason(
          type::v1::ABSENT_REASON_NOT_APPLICABLE);
    }
    return figures;
  }

  // What the form asks and the figures leave out was not asked; all of it was
  // said now, by the clerk.
  void Complete(v1::ReportForm form, v1::Figures& figures) {
    const auto complete = [this](auto& answer, bool was_said) {
      if (!was_said) {
        answer.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
      }
      *answer.mutable_time() = Now();
      answer.set_subject("clerk");
    };
    const auto* descriptor = v1::Figures::descriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const auto* field = descriptor->field(i);
      if (field->message_type() != type::v1::Reading::descriptor()) continue;
      if (form == v1::REPORT_FORM_TOWN_DAILY &&
          !field->name().starts_with("staff")) {
        continue;
      }
      const bool was_said = figures.GetReflection()->HasField(figures, field);
      complete(static_cast<type::v1::Reading&>(
                   *figures.GetReflection()->MutableMessage(&figures, field)),
               was_said);
    }
    v1::FourInPlace& four = *figures.mutable_four_in_place();
    complete(*four.mutable_personnel(), false);
    complete(*four.mutable_equipment(), false);
    const bool has_medicines = four.has_medicines();
    complete(*four.mutable_medicines(), has_medicines);
    complete(*four.mutable_duty(), true);
  }

  // The figures by indicator, as reads give them beside.
  static void AddReadings(v1::Report& report) {
    const v1::Figures& figures = report.figures();
    const auto* descriptor = v1::Figures::descriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const auto* field = descriptor->field(i);
      if (field->message_type() != type::v1::Reading::descriptor() ||
          !figures.GetReflection()->HasField(figures, field)) {
        continue;
      }
      std::string id = field->name();
      std::replace(id.begin(), id.end(), '_', '-');
      v1::IndicatorReading& reading = *report.add_readings();
      reading.set_indicator(Concat(kCounty, "/indicators/", id));
      reading.mutable_reading()->CopyFrom(
          figures.GetReflection()->GetMessage(figures, field));
    }
    *report.mutable_four_in_place() = figures.four_in_place();
  }

  // Files a report for today or a few days back, or corrects it.
  void Report() {
    const std::string id = OneOf(model_.facilities.Keys());
    const int64_t entry = NextEntry();
    const v1::Facility facility = *model_.facilities.At(id, entry);
    const auto date = ReadinessModel::DayAt(county_.clock().Now()) - Below(4);
    const std::string key = Concat(id, "/", absl::FormatCivilTime(date));
    const auto old = model_.reports.At(key, entry);
    const bool is_zero = Below(5) == 0;
    v1::Report asked;
    *asked.mutable_report_date() = DateOf(date);
    if (is_zero) {
      asked.mutable_zero_report();
    } else {
      *asked.mutable_figures() = AnyFigures(facility.report_form());
    }
    if (old.has_value()) {
      v1::CorrectReportRequest request;
      request.set_request_id(county_.service().NewId());
      request.set_name(ReportNameOf(id, date));
      request.set_revision(old->revision());
      request.set_reason("录入错误");
      *request.mutable_report() = asked;
      ExpectRecorded(county_.service().Call<v1::CorrectReportResponse>(
          "CorrectReport", request));
    } else {
      v1::SubmitReportRequest request = county_.ZeroRequest(id, date);
      *request.mutable_report() = asked;
      const auto answer = county_.Submit(request);
      if (facility.report_form() == v1::REPORT_FORM_UNSPECIFIED) {
        EXPECT_EQ(ReasonOf(answer.status()), "REPORT_NOT_OWED");
        return;
      }
      ExpectRecorded(answer);
    }
    NoteReport(key, entry, facility, old, asked);
  }

  void NoteReport(const std::string& key, int64_t entry,
                  const v1::Facility& facility,
                  const std::optional<v1::Report>& old, v1::Report report) {
    const absl::CivilDay date(report.report_date().year(),
                              report.report_date().month(),
                              report.report_date().day());
    const absl::Time due = model_.Due(date, entry);
    report.set_name(
        Concat(facility.name(), "/reports/", absl::FormatCivilTime(date)));
    report.set_form(facility.report_form());
    report.set_form_name(facility.form_name());
    report.set_form_version(1);
    report.set_back_dated(ReadinessModel::DayAt(county_.clock().Now()) >
                          ReadinessModel::DayAt(due - absl::Microseconds(1)));
    report.set_revision(1);
    report.set_state(county_.clock().Now() <= due ? v1::REPORT_STATE_ON_TIME
                                                  : v1::REPORT_STATE_LATE);
    *report.mutable_due_time() = ToTimestamp(due);
    *report.mutable_receive_time() = Now();
    *report.mutable_revise_time() = Now();
    report.set_subject("clerk");
    if (old.has_value()) {
      report.set_revision(old->revision() + 1);
      report.set_correction_reason("录入错误");
      report.set_state(old->state());
      report.set_back_dated(old->back_dated());
      *report.mutable_due_time() = old->due_time();
      *report.mutable_receive_time() = old->receive_time();
    }
    if (report.has_figures()) {
      Complete(facility.report_form(), *report.mutable_figures());
      AddReadings(report);
    }
    model_.reports.Put(key, entry, report);
  }

  void Step(int step) {
    if (step == 0) return AddOrganization("health");
    if (step == 1) return AddFacility(ReportingPlaces()[0]);
    if (step == 2) return AddSubject();
    const size_t facilities = model_.facilities.Keys().size();
    switch (Below(24)) {
      case 0:
        return AddOrganization(Concat("o", model_.organizations.Keys().size()));
      case 1:
      case 2:
        if (facilities == ReportingPlaces().size()) return ChangeFacility();
        return AddFacility(ReportingPlaces()[facilities]);
      case 3:
        return AddSubject();
      case 4:
        return Below(3) == 0 ? ErasePerson() : SetContact();
      case 5:
        return IssueToken();
      case 6:
        return RevokeToken();
      case 7:
        return Reschedule();
      default:
        return Report();
    }
  }

  ReadinessFixture county_;
  ReadinessModel model_;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_HISTORY_H_
