#include "services/readiness/report_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/form_book.h"
#include "services/readiness/form_rules.h"
#include "services/readiness/indicators.h"
#include "services/readiness/latest_report.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_calendar.h"
#include "services/readiness/report_content.h"
#include "services/readiness/report_questions.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;

// Records the report and what follows from it for the county's picture.
Accepted RecordReport(const v1::Report& report, State& state) {
  Accepted accepted;
  Record(kReports, ReportKey(report.name()), report, accepted);
  const std::string key = ReportKey(report.name());
  const std::string facility = key.substr(0, key.find('/'));
  const auto earlier = [&](absl::CivilDay date) {
    return state.Get<v1::Report>(kReports, ReportKey(facility, date));
  };
  Record(kLatestReports, facility,
         WithReport(state.Get<v1::LatestReport>(kLatestReports, facility)
                        .value_or(v1::LatestReport()),
                    report, earlier),
         accepted);
  return accepted;
}

// The first revision, whose arrival decides for ever between on time and late.
void BeginReport(absl::Time due, const ReportCalendar& calendar,
                 const DecisionContext& context, v1::Report& report) {
  report.set_revision(1);
  report.set_state(context.record_time <= due ? v1::REPORT_STATE_ON_TIME
                                              : v1::REPORT_STATE_LATE);
  // Due at midnight is due on the day that ends.
  report.set_back_dated(calendar.DayAt(context.record_time) >
                        calendar.DayAt(due - absl::Microseconds(1)));
  *report.mutable_due_time() = ToTimestamp(due);
  *report.mutable_receive_time() = ToTimestamp(context.record_time);
}

// The newest report with answers for a date before, in both shapes, among the
// last that the facility filed.
std::optional<v1::Report> PreviousReport(const std::string& facility,
                                         absl::CivilDay date, State& state) {
  const auto latest = state.Get<v1::LatestReport>(kLatestReports, facility);
  if (!latest.has_value()) return std::nullopt;
  for (const v1::LatestReport::Filing& filing : latest->filings()) {
    const absl::CivilDay day = ToDay(filing.report_date());
    if (day >= date || filing.zero()) continue;
    auto report = state.Get<v1::Report>(kReports, ReportKey(facility, day));
    if (report.has_value()) return WithBothShapes(*std::move(report));
  }
  return std::nullopt;
}

// Judges what `report` says, and records it. `corrected` is the revision
// before, or null.
Decision JudgeReport(const DecisionContext& context, const Questionnaire& asked,
                     const v1::Report* corrected, v1::Report report,
                     State& state) {
  const std::string key = ReportKey(report.name());
  const auto previous = PreviousReport(key.substr(0, key.find('/')),
                                       ToDay(report.report_date()), state);
  const v1::Report* const before = previous.has_value() ? &*previous : nullptr;
  if (auto refusal = CarryForward(before, asked, report)) {
    return *std::move(refusal);
  }
  if (auto refusal = CheckReportValues(WithBothShapes(report), asked)) {
    return *std::move(refusal);
  }
  rpc::Error questions;
  questions.code = absl::StatusCode::kFailedPrecondition;
  questions.reason = "CONFIRMATION_NEEDED";
  questions.metadata["outcome"] = "undecided";
  questions.violations = QuestionsAbout(report, before, corrected, asked);
  if (!questions.violations.empty()) return rpc::ToStatus(questions);
  CompleteReport(context, asked, report);
  return RecordReport(report, state);
}

ledger::Needs NeedsOfReport(const std::string& facility,
                            const std::string& report) {
  return {{{std::string(kFacilities), facility},
           {std::string(kReports), report},
           {std::string(kLatestReports), facility},
           {std::string(kSchedules), std::string(kScheduleKey)}},
          {}};
}

}  // namespace

Decision DecideSetReportSchedule(const v1::SetReportScheduleRequest& request,
                                 const DecisionContext& context, State& state) {
  const v1::DueRule& rule = request.due_rule();
  const absl::CivilDay from = ToDay(rule.valid_from());
  v1::ReportSchedule schedule =
      state.Get<v1::ReportSchedule>(kSchedules, kScheduleKey)
          .value_or(v1::ReportSchedule());
  schedule.set_name(rpc::MakeName(kScheduleName, {context.book.county}));
  v1::ReportSchedule next = schedule;
  auto& rules = *next.mutable_due_rules();
  if (!rules.empty()) {
    const absl::CivilDay newest = ToDay(rules[rules.size() - 1].valid_from());
    if (from < newest) {
      return Refuse("RULE_NOT_NEWER",
                    {{"found", ToText(from)}, {"newest", ToText(newest)}});
    }
    if (from == newest) rules.RemoveLast();
  }
  *rules.Add() = rule;
  const journal::v1::Genesis county = book::GenesisOf(state);
  for (const v1::ReportSchedule* of : {&schedule, &next}) {
    const absl::Time due =
        ReportCalendar(county, *of, FormBook()).DueTime(from);
    // The first rule only puts words to what nobody had said.
    if (schedule.due_rules().empty() || due >= context.record_time) continue;
    return Refuse("ALREADY_DUE",
                  {{"date", ToText(from)}, {"due", ToText(due)}});
  }
  Accepted accepted;
  Record(kSchedules, kScheduleKey, next, accepted);
  return accepted;
}

absl::Status ValidateSubmitReport(const v1::SubmitReportRequest& request) {
  return CheckReportContent(request.report());
}

ledger::Needs NeedsOfSubmitReport(const v1::SubmitReportRequest& request) {
  const std::string facility(rpc::LastSegment(request.parent()));
  return NeedsOfReport(
      facility, ReportKey(facility, ToDay(request.report().report_date())));
}

Decision DecideSubmitReport(const v1::SubmitReportRequest& request,
                            const DecisionContext& context, State& state) {
  const std::string facility_id(rpc::LastSegment(request.parent()));
  v1::Report report = request.report();
  const absl::CivilDay date = ToDay(report.report_date());
  const auto facility = state.Get<v1::Facility>(kFacilities, facility_id);
  const std::string form_id =
      facility.has_value() ? FormIdOf(*facility) : std::string();
  const ReportCalendar calendar =
      CalendarOf(context.book.county, form_id, state);
  const absl::CivilDay today =
      calendar.DayAt(context.record_time + limits::kMaxAhead);
  if (date > today) {
    return rpc::InvalidField(
        "report.report_date", "DATE_AHEAD",
        {{"found", ToText(date)}, {"today", ToText(today)}});
  }
  if (!facility.has_value()) {
    return Missing("FACILITY_NOT_FOUND", request.parent());
  }
  const v1::FormVersion* const version =
      calendar.forms().VersionAt(form_id, date);
  if (version == nullptr) {
    return Refuse("REPORT_NOT_OWED", {{"facility", request.parent()}});
  }
  const Questionnaire asked{*version, facility->kind()};
  const absl::Status on_form = CheckReportForm(report, asked);
  if (!on_form.ok()) return on_form;
  report.set_name(rpc::MakeName(
      kReportName, {context.book.county, facility_id, ToText(date)}));
  if (const auto first =
          state.Get<v1::Report>(kReports, ReportKey(facility_id, date))) {
    return Refusal{
        absl::StatusCode::kAlreadyExists,
        "REPORT_EXISTS",
        {{"name", report.name()}, {"revision", Concat(first->revision())}}};
  }
  const std::string form_name =
      rpc::MakeName(kFormName, {context.book.county, form_id});
  if (report.form_version() != 0 &&
      report.form_version() != version->version()) {
    return Refuse("FORM_VERSION_CHANGED",
                  {{"form", form_name},
                   {"found", Concat(report.form_version())},
                   {"version", Concat(version->version())}});
  }
  report.set_form(OldFormOf(form_id));
  report.set_form_name(form_name);
  report.set_form_version(version->version());
  BeginReport(calendar.DueTime(*version, date), calendar, context, report);
  return JudgeReport(context, asked, nullptr, std::move(report), state);
}

absl::Status ValidateCorrectReport(const v1::CorrectReportRequest& request) {
  const std::string date = ToText(ToDay(request.report().report_date()));
  if (date != rpc::LastSegment(request.name())) {
    return rpc::InvalidField(
        "report.report_date", "DATE_DIFFERS",
        {{"found", date},
         {"name", std::string(rpc::LastSegment(request.name()))}});
  }
  return CheckReportContent(request.report());
}

ledger::Needs NeedsOfCorrectReport(const v1::CorrectReportRequest& request) {
  const std::string key = ReportKey(request.name());
  return NeedsOfReport(key.substr(0, key.find('/')), key);
}

Decision DecideCorrectReport(const v1::CorrectReportRequest& request,
                             const DecisionContext& context, State& state) {
  const auto old = state.Get<v1::Report>(kReports, ReportKey(request.name()));
  if (!old.has_value()) return Missing("REPORT_NOT_FOUND", request.name());
  if (old->revision() != request.revision()) {
    return RevisionChanged(request.name(), request.revision(), old->revision());
  }
  v1::Report report = request.report();
  const std::string key = ReportKey(request.name());
  const auto facility =
      state.Get<v1::Facility>(kFacilities, key.substr(0, key.find('/')));
  const ReportCalendar calendar =
      CalendarOf(context.book.county, FormIdOf(*old), state);
  const Questionnaire asked{*calendar.forms().VersionOf(*old),
                            facility.value_or(v1::Facility()).kind()};
  const absl::Status on_form = CheckReportForm(report, asked);
  if (!on_form.ok()) return on_form;
  report.set_name(old->name());
  report.set_form(old->form());
  report.set_form_name(old->form_name());
  report.set_form_version(old->form_version());
  report.set_back_dated(old->back_dated());
  report.set_revision(old->revision() + 1);
  report.set_correction_reason(request.reason());
  report.set_state(old->state());
  *report.mutable_due_time() = old->due_time();
  *report.mutable_receive_time() = old->receive_time();
  const v1::Report shown = WithBothShapes(*old);
  return JudgeReport(context, asked, &shown, std::move(report), state);
}

}  // namespace epiledger::readiness
