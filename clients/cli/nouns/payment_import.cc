#include <filesystem>
#include <string>
#include <system_error>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/nouns/import_report.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/payment_batches.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/sheets/payment_sheet.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

absl::StatusOr<PaymentSheet> LoadSheet(const Session& session,
                                       const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kMaxSheetBytes) {
    return At(path,
              Usage("SHEET_TOO_LARGE", {{"found", Concat(size)},
                                        {"limit", Concat(kMaxSheetBytes)}}));
  }
  const absl::StatusOr<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return bytes.status();
  auto sheet = ReadPaymentSheet(*bytes, session.values());
  if (sheet.ok()) return sheet;
  return At(path, sheet.status());
}

// A service speaks of fields, the person of columns.
void SpeakOfColumns(Session& session, const SheetHeader& header) {
  session.SpeakOfFields([&header](std::string_view field) {
    constexpr std::string_view kPayment = "payment.";
    const size_t at = field.find(kPayment);
    if (at == std::string_view::npos) return std::string(field);
    std::string_view rest = field.substr(at + kPayment.size());
    rest = rest.substr(0, rest.find('.'));
    const SheetColumn* column = header.ColumnOf(rest);
    return column == nullptr ? std::string(field) : column->header;
  });
}

// All or nothing on this side: a sheet with a bad cell is not sent at all.
absl::Status Import(Session& session, const Arguments& arguments) {
  const std::string path = arguments.Text("FILE");
  const auto sheet = LoadSheet(session, path);
  if (!sheet.ok()) return sheet.status();
  if (!sheet->findings.empty()) return TellFindings(session, path, *sheet);
  if (arguments.IsOn("--check")) {
    TellFits(session, path, *sheet);
    return absl::OkStatus();
  }
  SpeakOfColumns(session, sheet->header);
  const auto result =
      SendLines(session, sheet->lines, arguments.IsOn("--again"));
  if (!result.ok()) return result.status();
  return TellResult(session, *sheet, *result);
}

}  // namespace

CommandTable PaymentImportCommands() {
  return {
      {.noun = "payment",
       .verb = "import",
       .flags = {{"FILE", "", true},
                 {"--check", "", false, {}, FlagKind::kSwitch},
                 {"--again", "", false, {}, FlagKind::kSwitch}},
       .example = "payment import payments.csv",
       .run = Import},
  };
}

}  // namespace epiledger::cli
