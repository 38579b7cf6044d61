#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/rpc/names.h"

namespace epiledger::cli {
namespace {

std::vector<Flag> FigureFlags(std::vector<Flag> flags) {
  for (const Flag& flag : std::initializer_list<Flag>{
           {"--beds-staffed", "report.figures.beds_staffed"},
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
           {"--zero", "", false, {}, FlagKind::kSwitch}}) {
    flags.push_back(flag);
  }
  return flags;
}

// A zero report is an act of its own, so it has a flag of its own.
absl::Status AddZeroReport(const Arguments& arguments,
                           readiness::v1::Report& report) {
  if (!arguments.IsOn("--zero")) return absl::OkStatus();
  if (report.has_figures()) return At("--zero", Usage("ZERO_AND_FIGURES"));
  report.mutable_zero_report();
  return absl::OkStatus();
}

absl::Status FillSubmit(const Arguments& arguments, const ValueContext&,
                        google::protobuf::Message& message) {
  return AddZeroReport(
      arguments, *static_cast<readiness::v1::SubmitReportRequest&>(message)
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
  return AddZeroReport(arguments, *request.mutable_report());
}

std::vector<View> ReportViews(std::string_view report,
                              std::string_view figures) {
  return {{report,
           {"name", "report_date", "state", "revision", "correction_reason",
            "receive_time", "subject"}},
          {figures,
           {"beds_staffed", "beds_occupied", "icu_beds_staffed",
            "icu_beds_occupied", "ventilators_total", "ventilators_in_use",
            "inpatients", "staff_total", "staff_on_duty",
            "four_in_place.personnel", "four_in_place.equipment",
            "four_in_place.medicines", "four_in_place.duty"}}};
}

Command Submit() {
  return {.noun = "report",
          .verb = "submit",
          .method = "epiledger.readiness.v1.ReadinessService.SubmitReport",
          .flags = FigureFlags({{"--date", "report.report_date"}}),
          .views = ReportViews("report", "report.figures"),
          .example =
              "report submit --date today --beds-staffed 200 "
              "--beds-occupied 150 --ventilators unknown --personnel "
              "in-place --equipment in-place --medicines not-in-place "
              "--duty in-place",
          .fill = FillSubmit};
}

Command Correct() {
  return {.noun = "report",
          .verb = "correct",
          .method = "epiledger.readiness.v1.ReadinessService.CorrectReport",
          .flags = FigureFlags({{"REPORT", "name"},
                                {"--revision", "revision"},
                                {"--reason", "reason"}}),
          .views = ReportViews("report", "report.figures"),
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

}  // namespace

CommandTable ReportCommands() {
  return {
      Submit(),
      Correct(),
      {.noun = "report",
       .verb = "get",
       .method = "epiledger.readiness.v1.ReadinessService.GetReport",
       .flags = {{"REPORT", "name"}},
       .views = ReportViews("", "figures"),
       .example = "report get people-hospital/2020-02-01"},
      {.noun = "report",
       .verb = "list",
       .method = "epiledger.readiness.v1.ReadinessService.ListReports",
       .flags = {{"--from", "from_date"}, {"--until", "to_date"}},
       .views = {{"reports",
                  {"name", "state", "revision", "receive_time",
                   "figures.beds_staffed", "figures.beds_occupied",
                   "figures.staff_on_duty"}}},
       .example = "report list --facility people-hospital --from 2020-02-01"},
      Status(),
  };
}

}  // namespace epiledger::cli
