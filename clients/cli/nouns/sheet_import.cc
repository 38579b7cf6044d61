#include "clients/cli/nouns/sheet_import.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/nouns/import_report.h"
#include "clients/cli/nouns/name_check.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_batches.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/sheets/appropriation_form.h"
#include "clients/cli/sheets/commitment_form.h"
#include "clients/cli/sheets/document_form.h"
#include "clients/cli/sheets/item_form.h"
#include "clients/cli/sheets/payment_form.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/sheets/shift_form.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// What can be imported.
struct ImportKind {
  std::string_view noun;
  const SheetForm& (*form)();
  std::string_view batch;
  std::string_view example;
};
constexpr ImportKind kImportKinds[] = {
    {"appropriation", AppropriationForm,
     "epiledger.funding.v1.FundingService.BatchCreateAppropriations",
     "appropriation import appropriations.csv"},
    {"document", DocumentForm,
     "epiledger.funding.v1.FundingService.BatchCreateAllocationDocuments",
     "document import documents.csv"},
    {"payment", PaymentForm,
     "epiledger.funding.v1.FundingService.BatchCreatePayments",
     "payment import payments.csv"},
    {"commitment", CommitmentForm,
     "epiledger.funding.v1.CommitmentService.BatchCreateCommitments",
     "commitment import orders.csv"},
    {"item", ItemForm, "epiledger.supplies.v1.SuppliesService.BatchCreateItems",
     "item import items.csv"},
    {"shift", ShiftForm, "epiledger.readiness.v1.DutyService.BatchCreateShifts",
     "shift import week.csv"},
};

// A service speaks of fields, the person of columns.
void SpeakOfColumns(Session& session, const SheetHeader& header) {
  session.SpeakOfFields([&header](std::string_view field) {
    constexpr std::string_view kRequests = "requests[";
    std::string_view rest = field;
    if (rest.substr(0, kRequests.size()) == kRequests) {
      const size_t dot = rest.find('.');
      rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
    }
    const SheetColumn* column = header.ColumnOf(rest);
    return column == nullptr ? std::string(field) : column->header;
  });
}

// What the sheet names is looked up where there is somebody to ask; a person
// without a network still learns what is wrong with the cells.
absl::Status Check(Session& session, const std::string& path, Sheet sheet) {
  if (session.settings().address.empty()) {
    TellFits(session, path, sheet, /*is_asked=*/false);
    return absl::OkStatus();
  }
  auto missing = FindMissingNames(session, sheet);
  if (!missing.ok()) {
    session.environment().err << TextOf(missing.status(), session.texts())
                              << "\n";
    TellFits(session, path, sheet, /*is_asked=*/false);
    return absl::OkStatus();
  }
  if (missing->empty()) {
    TellFits(session, path, sheet, /*is_asked=*/true);
    return absl::OkStatus();
  }
  sheet.finding_count = missing->size();
  sheet.findings = *std::move(missing);
  return TellFindings(session, path, sheet);
}

absl::Status Import(const ImportKind& kind, Session& session,
                    const Arguments& arguments) {
  const std::string path = arguments.Text("FILE");
  auto sheet = LoadSheet(kind.form(), path, session.values());
  if (!sheet.ok()) return sheet.status();
  if (sheet->finding_count > 0) return TellFindings(session, path, *sheet);
  const SendWay way{kind.batch, !arguments.IsOn("--each-alone"),
                    arguments.IsOn("--again")};
  if (way.all_or_nothing) {
    const absl::Status fits = CheckFitsTogether(sheet->records);
    if (!fits.ok()) return At(path, fits);
  }
  if (arguments.IsOn("--check")) {
    return Check(session, path, *std::move(sheet));
  }
  SpeakOfColumns(session, sheet->header);
  const auto result = SendRecords(session, sheet->records, way);
  if (!result.ok()) return result.status();
  return TellResult(session, kind.noun, *sheet, *result);
}

}  // namespace

absl::StatusOr<Sheet> LoadSheet(const SheetForm& form, const std::string& path,
                                const ValueContext& values,
                                const google::protobuf::Message* start) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kMaxSheetBytes) {
    return At(path,
              Usage("SHEET_TOO_LARGE", {{"found", Concat(size)},
                                        {"limit", Concat(kMaxSheetBytes)}}));
  }
  const absl::StatusOr<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return bytes.status();
  auto sheet = ReadSheet(form, *bytes, values, start);
  if (sheet.ok()) return sheet;
  return At(path, sheet.status());
}

CommandTable ImportCommands() {
  CommandTable commands;
  for (const ImportKind& kind : kImportKinds) {
    commands.push_back(
        {.noun = kind.noun,
         .verb = "import",
         .flags = {{"FILE", "", true},
                   {"--check", "", false, {}, FlagKind::kSwitch},
                   {"--each-alone", "", false, {}, FlagKind::kSwitch},
                   {"--again", "", false, {}, FlagKind::kSwitch}},
         .example = kind.example,
         .run = [&kind](Session& session, const Arguments& arguments) {
           return Import(kind, session, arguments);
         }});
  }
  return commands;
}

}  // namespace epiledger::cli
