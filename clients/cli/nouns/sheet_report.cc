#include "clients/cli/nouns/sheet_report.h"

#include <vector>

#include "absl/types/span.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/json_object.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;

// As found; of a column without a header nothing.
std::string HeaderOf(const Sheet& sheet, const SheetFinding& finding) {
  if (!finding.column.has_value()) return "";
  for (const SheetColumn& column : sheet.header.columns) {
    if (column.index == *finding.column) return column.header;
  }
  return "";
}

std::string LettersOf(const SheetFinding& finding) {
  return finding.column.has_value() ? ColumnLetters(*finding.column) : "";
}

// Those that are shown.
absl::Span<const SheetFinding> FirstFindings(const Sheet& sheet) {
  return absl::MakeConstSpan(sheet.findings).subspan(0, kMaxFindingsTold);
}

// How many more there are; empty where all are shown.
std::string MoreText(const Sheet& sheet, const Texts& texts) {
  const size_t shown = FirstFindings(sheet).size();
  if (sheet.finding_count == shown) return "";
  const auto more = static_cast<int64_t>(sheet.finding_count - shown);
  return texts("SHEET_MORE", {{"count", FormatInteger(more)}});
}

void ShowFindings(Session& session, const Sheet& sheet) {
  const Texts& texts = session.texts();
  std::vector<Row> rows;
  for (const SheetFinding& finding : FirstFindings(sheet)) {
    rows.push_back({Concat(finding.row), LettersOf(finding),
                    HeaderOf(sheet, finding),
                    texts(finding.reason, finding.figures)});
  }
  session.environment().out << RenderTable({{texts("sheet_row"), true},
                                            {texts("sheet_column")},
                                            {texts("sheet_header")},
                                            {texts("sheet_finding")}},
                                           rows);
  const std::string more = MoreText(sheet, texts);
  if (!more.empty()) session.environment().out << more << "\n";
}

void ShowFindingsAsJson(Session& session, const Sheet& sheet) {
  Struct object;
  ListValue& list = SetList(object, "findings");
  SetNumber(object, "count", static_cast<int64_t>(sheet.finding_count));
  for (const SheetFinding& finding : FirstFindings(sheet)) {
    Struct& row = *list.add_values()->mutable_struct_value();
    SetNumber(row, "row", finding.row);
    SetText(row, "column", LettersOf(finding));
    SetText(row, "header", HeaderOf(sheet, finding));
    SetText(row, "found", finding.found);
    SetText(row, "reason", finding.reason);
    SetText(row, "message", session.texts()(finding.reason, finding.figures));
  }
  session.environment().out << ToJsonText(object);
}

// The key of what is said of a sheet that fits: with its sum, where it has one,
// and with the records its lines make.
std::string_view FittingText(const Sheet& sheet) {
  if (sheet.form->amount.empty()) return "SHEET_FITS_LINES";
  return sheet.form->parts.empty() ? "SHEET_FITS" : "SHEET_FITS_RECORDS";
}

// And of what was looked up.
std::string_view AskedText(const Sheet& sheet, bool is_asked) {
  if (!is_asked) return "SHEET_NOT_ASKED";
  return sheet.form->amount.empty() ? "SHEET_ASKED_LINES" : "SHEET_ASKED";
}

}  // namespace

absl::Status TellFindings(Session& session, const std::string& path,
                          const Sheet& sheet) {
  if (session.settings().format == Format::kJson) {
    ShowFindingsAsJson(session, sheet);
  } else {
    ShowFindings(session, sheet);
  }
  return At(path,
            Usage("SHEET_NOT_FIT", {{"count", Concat(sheet.finding_count)}}));
}

std::string FindingsText(const Sheet& sheet, const Texts& texts) {
  std::string text;
  for (const SheetFinding& finding : FirstFindings(sheet)) {
    text += Concat("\n", finding.row, " ", LettersOf(finding), texts("COLON"),
                   texts(finding.reason, finding.figures));
  }
  const std::string more = MoreText(sheet, texts);
  return more.empty() ? text : Concat(text, "\n", more);
}

void TellFits(Session& session, const std::string& path, const Sheet& sheet,
              bool is_asked) {
  const Texts& texts = session.texts();
  const auto records = static_cast<int64_t>(sheet.records.size());
  if (session.settings().format != Format::kJson) {
    session.environment().out
        << texts(FittingText(sheet), {{"path", path},
                                      {"lines", FormatInteger(sheet.lines)},
                                      {"records", FormatInteger(records)},
                                      {"total", FormatYuan(sheet.total)}})
        << "\n"
        << texts(AskedText(sheet, is_asked)) << "\n";
    return;
  }
  Struct object;
  SetNumber(object, "lines", sheet.lines);
  SetNumber(object, "records", records);
  SetText(object, "total", FormatYuan(sheet.total));
  (*object.mutable_fields())["names_looked_up"].set_bool_value(is_asked);
  SetList(object, "findings");
  session.environment().out << ToJsonText(object);
}

}  // namespace epiledger::cli
