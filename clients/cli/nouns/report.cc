#include <string>
#include <vector>

#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/report_readings.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_value.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/rpc/names.h"

namespace epiledger::cli {
namespace {

using readiness::v1::IndicatorReading;
using readiness::v1::Report;

std::vector<Flag> FigureFlags(std::vector<Flag> flags) {
  flags.insert(flags.end(),
               {{"--beds-staffed", "report.figures.beds_staffed"},
                {"--beds-occupied", "report.figures.beds_occupied"},
                {"--icu-staffed", "report.figures.icu_beds_staffed"},
                {"--icu-occupied", "report.figures.icu_beds_occupied"},
                {"--ventilators", "report.figures.ventilators_total"},
                {"--ventilators-in-use", "report.figures.ventilators_in_use"},
                {"--inpatients", "report.figures.inpatients"},
                {"--staff", "report.figures.staff_total"},
                {"--staff-on-duty", "report.figures.staff_on_duty"},
                {"--personnel", "report.figures.four_in_place.personnel"},
                {"--equipment", "report.figures.four_in_place.equipment"},
                {"--medicines", "report.figures.four_in_place.medicines"},
                {"--duty", "report.figures.four_in_place.duty"},
                {"--reading", "report.readings"},
                {"--carry", "", false, {}, FlagKind::kList},
                {"--confirm", "", false, {}, FlagKind::kList},
                {"--zero", "", false, {}, FlagKind::kSwitch}});
  return flags;
}

// A zero report is an act of its own, so it has a flag of its own.
absl::Status AddZeroReport(const Arguments& arguments, Report& report) {
  if (!arguments.IsOn("--zero")) return absl::OkStatus();
  if (report.readings_size() > 0 || report.has_four_in_place()) {
    return At("--zero", Usage("ZERO_AND_FIGURES"));
  }
  report.mutable_zero_report();
  return absl::OkStatus();
}

// The reading of an indicator that was typed behind `flag`; a new one where
// none was given.
absl::StatusOr<IndicatorReading*> ReadingTyped(std::string_view flag,
                                               const std::string& text,
                                               const ValueContext& values,
                                               Report& report) {
  IndicatorReading typed;
  const absl::Status status = ParseValueAt(text, values, typed, "indicator");
  if (!status.ok()) return At(flag, status);
  for (IndicatorReading& reading : *report.mutable_readings()) {
    if (reading.indicator() == typed.indicator()) return &reading;
  }
  *report.add_readings() = typed;
  return report.mutable_readings(report.readings_size() - 1);
}

// What is filed is said by indicator, so that the reporter can be asked about
// it: the flags of figures are short for readings.
absl::Status FillReport(const Arguments& arguments, const ValueContext& values,
                        Report& report) {
  const absl::Status moved = MoveFiguresToReadings(values, report);
  if (!moved.ok()) return moved;
  for (const std::string& id : arguments.List("--carry")) {
    const auto reading = ReadingTyped("--carry", id, values, report);
    if (!reading.ok()) return reading.status();
    (*reading)->set_carry_forward(true);
  }
  for (const std::string& id : arguments.List("--confirm")) {
    const auto reading = ReadingTyped("--confirm", id, values, report);
    if (!reading.ok()) return reading.status();
    (*reading)->set_confirm(true);
  }
  return AddZeroReport(arguments, report);
}

absl::Status FillSubmit(const Arguments& arguments, const ValueContext& values,
                        google::protobuf::Message& message) {
  return FillReport(arguments, values,
                    *static_cast<readiness::v1::SubmitReportRequest&>(message)
                         .mutable_report());
}

// The report's name already says its date.
absl::Status FillCorrect(const Arguments& arguments, const ValueContext& values,
                         google::protobuf::Message& message) {
  auto& request = static_cast<readiness::v1::CorrectReportRequest&>(message);
  const std::string name = ShortName(request.name());
  const auto date = ParseDate(rpc::LastSegment(name), values.now, values.zone);
  if (!date.ok()) return At("REPORT", date.status());
  *request.mutable_report()->mutable_report_date() = *date;
  return FillReport(arguments, values, *request.mutable_report());
}

// A report, what it says by indicator, and the four-in-place.
std::vector<View> ReportViews(std::string_view report,
                              std::string_view readings,
                              std::string_view four_in_place) {
  return {{report,
           {"name", "report_date", "form_name", "form_version", "state",
            "back_dated", "revision", "correction_reason", "receive_time",
            "subject"}},
          {readings, {"indicator", "reading", "carried_from"}},
          {four_in_place, {"personnel", "equipment", "medicines", "duty"}}};
}

Command Submit() {
  return {
      .noun = "report",
      .verb = "submit",
      .method = "epiledger.readiness.v1.ReadinessService.SubmitReport",
      .flags = FigureFlags({{"--date", "report.report_date"}}),
      .views = ReportViews("report", "report.readings", "report.four_in_place"),
      .example =
          "report submit --date today --beds-staffed 200 "
          "--beds-occupied 150 --ventilators unknown --personnel "
          "in-place --equipment in-place --medicines not-in-place "
          "--duty in-place",
      .fill = FillSubmit};
}

Command Correct() {
  return {
      .noun = "report",
      .verb = "correct",
      .method = "epiledger.readiness.v1.ReadinessService.CorrectReport",
      .flags = FigureFlags({{"REPORT", "name"},
                            {"--revision", "revision"},
                            {"--reason", "reason"}}),
      .views = ReportViews("report", "report.readings", "report.four_in_place"),
      .example =
          "report correct 2020-02-01 --revision 1 --reason 录入有误 "
          "--beds-staffed 200 --beds-occupied 130",
      .fill = FillCorrect};
}

Command Status() {
  return {
      .noun = "report",
      .verb = "status",
      .method = "epiledger.readiness.v1.ReadinessService.ListReportStatuses",
      .flags = {{"--date", "report_date"}},
      .views = {{"report_statuses",
                 {"facility", "display_name", "state", "due_time",
                  "receive_time", "revision", "zero", "contact.display_name",
                  "contact.telephone"}},
                {"",
                 {"counts.expected", "counts.on_time", "counts.late",
                  "counts.missing", "counts.not_due", "counts.filed_early",
                  "counts.corrected"}}},
      .example = "report status --date 2020-02-01"};
}

std::vector<Flag> PeriodFlags() {
  return {{"--from", "from_date", true},
          {"--until", "to_date", true},
          {"--period", "period"},
          {"--place", "place"}};
}

Command Totals() {
  Command command = {
      .noun = "report",
      .verb = "totals",
      .method =
          "epiledger.readiness.v1.ReportTotalsService.ListIndicatorTotals",
      .flags = PeriodFlags(),
      .views = {{"totals",
                 {"scope.from_date", "scope.to_date", "scope.place",
                  "indicator", "value", "stale_value", "known", "stale",
                  "unknown", "not_due", "not_applicable"}},
                {"ratios",
                 {"scope.from_date", "scope.to_date", "scope.place", "part",
                  "part_value", "whole", "whole_value", "matched"},
                 "report ratios"}},
      .past = Past::kDate,
      .example =
          "report totals --from 2020-02-01 --until 2020-02-07 --period "
          "week --place town --indicator people-screened"};
  command.flags.push_back({"--indicator", "indicators"});
  return command;
}

Command Counts() {
  return {.noun = "report",
          .verb = "counts",
          .method =
              "epiledger.readiness.v1.ReportTotalsService."
              "ListReportCounts",
          .flags = PeriodFlags(),
          .views = {{"counts",
                     {"scope.from_date", "scope.to_date", "scope.place",
                      "counts.expected", "counts.on_time", "counts.late",
                      "counts.missing", "counts.corrected", "counts.not_due",
                      "on_time_thousandths:thousandths"}},
                    {"overdue",
                     {"report_date", "facility", "display_name", "due_time",
                      "contact.display_name", "contact.telephone"},
                     "report overdue"}},
          .past = Past::kDate,
          .example =
              "report counts --from 2020-02-01 --until 2020-02-07 "
              "--period day --place town"};
}

}  // namespace

CommandTable ReportCommands() {
  return {
      Submit(),
      Correct(),
      {.noun = "report",
       .verb = "get",
       .method = "epiledger.readiness.v1.ReadinessService.GetReport",
       .flags = {{"REPORT", "name"}},
       .views = ReportViews("", "readings", "four_in_place"),
       .example = "report get people-hospital/2020-02-01"},
      {.noun = "report",
       .verb = "list",
       .method = "epiledger.readiness.v1.ReadinessService.ListReports",
       .flags = {{"--from", "from_date"}, {"--until", "to_date"}},
       .views = {{"reports",
                  {"name", "form_name", "state", "back_dated", "revision",
                   "receive_time", "figures.beds_staffed",
                   "figures.beds_occupied", "figures.staff_on_duty"}}},
       .example = "report list --facility people-hospital --from 2020-02-01"},
      Status(),
      Totals(),
      Counts(),
  };
}

}  // namespace epiledger::cli
