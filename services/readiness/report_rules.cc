#include "services/readiness/report_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/latest_report.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_calendar.h"
#include "services/readiness/report_content.h"
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

ReportCalendar CalendarOf(State& state) {
  return {book::GenesisOf(state),
          state.Get<v1::ReportSchedule>(kSchedules, kScheduleKey)
              .value_or(v1::ReportSchedule())};
}

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
void BeginReport(absl::Time due, const DecisionContext& context,
                 v1::Report& report) {
  report.set_revision(1);
  report.set_state(context.record_time <= due ? v1::REPORT_STATE_ON_TIME
                                              : v1::REPORT_STATE_LATE);
  *report.mutable_due_time() = ToTimestamp(due);
  *report.mutable_receive_time() = ToTimestamp(context.record_time);
  CompleteReport(context, report);
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
    const absl::Time due = ReportCalendar(county, *of).DueTime(from);
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
  const ReportCalendar calendar = CalendarOf(state);
  const absl::CivilDay today =
      calendar.DayAt(context.record_time + limits::kMaxAhead);
  if (date > today) {
    return rpc::InvalidField(
        "report.report_date", "DATE_AHEAD",
        {{"found", ToText(date)}, {"today", ToText(today)}});
  }
  const auto facility = state.Get<v1::Facility>(kFacilities, facility_id);
  if (!facility.has_value()) {
    return Missing("FACILITY_NOT_FOUND", request.parent());
  }
  if (facility->report_form() == v1::REPORT_FORM_UNSPECIFIED) {
    return Refuse("REPORT_NOT_OWED", {{"facility", request.parent()}});
  }
  const absl::Status on_form = CheckReportForm(report, facility->report_form());
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
  if (auto refusal = CheckReportParts(report)) return *std::move(refusal);
  report.set_form(facility->report_form());
  BeginReport(calendar.DueTime(date), context, report);
  return RecordReport(report, state);
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
    return Refuse("REVISION_CHANGED", {{"name", request.name()},
                                       {"found", Concat(request.revision())},
                                       {"revision", Concat(old->revision())}});
  }
  v1::Report report = request.report();
  const absl::Status on_form = CheckReportForm(report, old->form());
  if (!on_form.ok()) return on_form;
  if (auto refusal = CheckReportParts(report)) return *std::move(refusal);
  report.set_name(old->name());
  report.set_form(old->form());
  report.set_revision(old->revision() + 1);
  report.set_correction_reason(request.reason());
  report.set_state(old->state());
  *report.mutable_due_time() = old->due_time();
  *report.mutable_receive_time() = old->receive_time();
  CompleteReport(context, report);
  return RecordReport(report, state);
}

}  // namespace epiledger::readiness
