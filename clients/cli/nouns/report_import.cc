#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "clients/cli/nouns/import_report.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_batches.h"
#include "clients/cli/nouns/sheet_import.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/report_form.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"

namespace epiledger::cli {
namespace {

using readiness::v1::SubmitReportRequest;

constexpr std::string_view kReportBatch =
    "epiledger.readiness.v1.ReadinessService.BatchSubmitReports";

// Rows of one date become one report of `facility`, in the order of their first
// rows. Its id is made of all that it says, so that a sheet is recorded once
// however often it is imported.
std::vector<SheetRecord> ReportsOf(const std::vector<SheetRecord>& rows,
                                   const std::string& facility) {
  std::vector<SheetRecord> reports;
  std::map<std::tuple<int, int, int>, size_t> by_date;
  for (const SheetRecord& row : rows) {
    const auto& said = static_cast<const SubmitReportRequest&>(*row.request);
    const auto& date = said.report().report_date();
    const auto [at, is_new] = by_date.emplace(
        std::tuple(date.year(), date.month(), date.day()), reports.size());
    if (is_new) {
      auto request = std::make_shared<SubmitReportRequest>();
      request->set_parent(facility);
      *request->mutable_report()->mutable_report_date() = date;
      SheetRecord& report = reports.emplace_back();
      report.request = std::move(request);
      report.is_whole = true;
    }
    SheetRecord& report = reports[at->second];
    report.rows.insert(report.rows.end(), row.rows.begin(), row.rows.end());
    static_cast<SubmitReportRequest&>(*report.request)
        .mutable_report()
        ->mutable_readings()
        ->MergeFrom(said.report().readings());
  }
  for (SheetRecord& report : reports) {
    report.request_id = ImportId(ContentOf(*report.request));
    static_cast<SubmitReportRequest&>(*report.request)
        .set_request_id(report.request_id);
  }
  return reports;
}

absl::Status ImportReports(Session& session, const Arguments& arguments) {
  const ValueContext values = session.values();
  const auto facility = CompleteName(kFacilityPattern, "", values.place);
  if (!facility.ok()) return facility.status();
  const std::string path = arguments.Text("FILE");
  auto sheet = LoadSheet(ReportForm(), path, values);
  if (!sheet.ok()) return sheet.status();
  if (sheet->finding_count > 0) return TellFindings(session, path, *sheet);
  sheet->records = ReportsOf(sheet->records, *facility);
  const SendWay way{kReportBatch, !arguments.IsOn("--each-alone"),
                    arguments.IsOn("--again")};
  if (way.all_or_nothing) {
    const absl::Status fits = CheckFitsTogether(sheet->records);
    if (!fits.ok()) return At(path, fits);
  }
  if (arguments.IsOn("--check")) {
    TellFits(session, path, *sheet, /*is_asked=*/false);
    return absl::OkStatus();
  }
  const auto result = SendRecords(session, sheet->records, way);
  if (!result.ok()) return result.status();
  return TellResult(session, "report", *sheet, *result);
}

}  // namespace

CommandTable ReportImportCommands() {
  return {{.noun = "report",
           .verb = "import",
           .flags = {{"FILE", "", true},
                     {"--check", "", false, {}, FlagKind::kSwitch},
                     {"--each-alone", "", false, {}, FlagKind::kSwitch},
                     {"--again", "", false, {}, FlagKind::kSwitch}},
           .example = "report import week.csv --facility people-hospital",
           .run = ImportReports}};
}

}  // namespace epiledger::cli
