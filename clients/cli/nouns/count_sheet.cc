#include <map>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/count_result.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_import.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/sheets/count_form.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/resource_name.h"
#include "clients/cli/values/sheet_number.h"
#include "clients/cli/values/typed_value.h"
#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using supplies::v1::CountLine;
using supplies::v1::CountSheet;
using supplies::v1::CountSheetLine;
using supplies::v1::CreateCountRequest;

// A column of a sheet for a spreadsheet: its heading, and the field; without
// one it is left blank for whoever counts.
struct SheetColumnView {
  std::string_view heading;
  std::string_view path;
};
constexpr SheetColumnView kSheetColumns[] = {
    {"sheet.item", "item"},
    {"sheet.display_name", "display_name"},
    {"sheet.base_unit", "base_unit"},
    {"sheet.packs", "packs"},
    {"sheet.expected", "expected"},
    {"sheet.last_total", "last_total"},
    {"sheet.last_count_time", "last_count_time"},
    {"sheet.proposed", "proposed_total"},
    {"sheet.counted", ""},
};

// For a spreadsheet, with a column to fill in, and the sheet's number in each
// row, so that `count import` knows when it was drawn.
absl::Status ShowForms(Session& session, const CountSheet& sheet) {
  const ValueContext values = session.values();
  std::vector<Heading> headings;
  for (const SheetColumnView& column : kSheetColumns) {
    headings.push_back({session.texts()(column.heading)});
  }
  headings.push_back({session.texts()("sheet.number")});
  const std::string number = SheetNumber(sheet.drawn_at());
  std::vector<std::vector<Cell>> rows;
  for (const CountSheetLine& line : sheet.lines()) {
    std::vector<Cell>& row = rows.emplace_back();
    for (const SheetColumnView& column : kSheetColumns) {
      row.push_back(column.path.empty() ? Cell()
                                        : CellOf(line, column.path, values));
    }
    row.emplace_back(number);
  }
  return ShowTable(session, headings, rows, sheet);
}

absl::Status ShowSheet(Session& session, const Arguments&,
                       const Message& message) {
  const auto& sheet = static_cast<const CountSheet&>(message);
  const Format format = session.settings().format;
  if (format == Format::kCsv || format == Format::kXlsx) {
    return ShowForms(session, sheet);
  }
  std::vector<std::string_view> columns = {"item", "display_name", "base_unit",
                                           "packs"};
  if (!sheet.is_blind()) {
    columns.insert(columns.end(), {"expected", "last_total"});
  }
  columns.insert(columns.end(), {"last_count_time", "last_count_subject"});
  if (sheet.has_copied_time()) columns.emplace_back("proposed_total");
  const absl::Status shown =
      Show(session,
           {{"", {"store", "kind", "is_blind", "draw_time", "copied_time"}},
            {"lines", columns}},
           sheet);
  if (shown.ok() && format == Format::kTable) {
    session.environment().out
        << session.texts()("SHEET_NUMBER_IS",
                           {{"number", SheetNumber(sheet.drawn_at())}})
        << "\n";
  }
  return shown;
}

// An item that two rows name, which no count may; the service would speak of
// places in a list.
absl::Status CheckItemsOnce(const SheetRecord& record) {
  const auto& lines =
      static_cast<const CreateCountRequest&>(*record.request).count().lines();
  std::map<std::string, int64_t> rows;
  for (int i = 0; i < lines.size(); ++i) {
    const int64_t row = record.rows[static_cast<size_t>(i)];
    const auto [first, is_new] = rows.emplace(lines[i].item(), row);
    if (is_new) continue;
    return Usage("SHEET_ITEM_TWICE", {{"item", ShortName(lines[i].item())},
                                      {"row", Concat(row)},
                                      {"first", Concat(first->second)}});
  }
  return absl::OkStatus();
}

absl::StatusOr<Sheet> LoadCount(const Arguments& arguments,
                                const ValueContext& values,
                                const Message* start) {
  const std::string path = arguments.Text("FILE");
  if (path.empty()) return At("FILE", Usage("FLAG_NEEDED"));
  auto sheet = LoadSheet(CountForm(), path, values, start);
  if (!sheet.ok()) return sheet;
  if (sheet->finding_count > 0) {
    return Ended(ExitCode::kUsage,
                 Concat(path, FindingsText(*sheet, values.texts)));
  }
  const absl::Status once = CheckItemsOnce(sheet->records.front());
  if (!once.ok()) return At(path, once);
  return sheet;
}

// A row that says no quantity was not counted.
absl::Status FillFound(const Arguments& arguments, const ValueContext& values,
                       Message& message) {
  auto& request = static_cast<CreateCountRequest&>(message);
  const auto sheet = LoadCount(arguments, values, &message);
  if (!sheet.ok()) return sheet.status();
  *request.mutable_count() =
      static_cast<const CreateCountRequest&>(*sheet->records.front().request)
          .count();
  for (CountLine& line : *request.mutable_count()->mutable_lines()) {
    if (line.has_quantity()) continue;
    line.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
  }
  return absl::OkStatus();
}

absl::Status TellCountFits(Session& session, const Arguments& arguments) {
  const auto sheet = LoadCount(arguments, session.values(), nullptr);
  if (!sheet.ok()) return sheet.status();
  TellFits(session, arguments.Text("FILE"), *sheet, /*is_asked=*/false);
  return absl::OkStatus();
}

absl::Status ShowImported(Session& session, const Arguments& arguments,
                          const Message& message) {
  const auto sheet = LoadCount(arguments, session.values(), nullptr);
  std::vector<int64_t> rows;
  if (sheet.ok()) rows = sheet->records.front().rows;
  return ShowCounted(
      session, static_cast<const supplies::v1::CreateCountResponse&>(message),
      rows);
}

}  // namespace

CommandTable CountSheetCommands() {
  return {
      {.noun = "count",
       .verb = "sheet",
       .method = "epiledger.supplies.v1.CountSheetService.GetCountSheet",
       .flags = {{"STORE", "name"},
                 {"--kind", "kind"},
                 {"--item", "items"},
                 {"--category", "category"},
                 {"--blind", "is_blind"},
                 {"--copy", "copy"}},
       .views = {{"",
                  {"store", "kind", "is_blind", "draw_time", "copied_time"}},
                 {"lines",
                  {"item", "display_name", "base_unit", "packs", "expected",
                   "last_total", "last_count_time", "last_count_subject",
                   "proposed_total"}}},
       .past = Past::kTime,
       .example = "count sheet people-hospital/pharmacy --format csv",
       .show = ShowSheet},
      {.noun = "count",
       .verb = "import",
       .method = "epiledger.supplies.v1.SuppliesService.CreateCount",
       .flags = {{"FILE", "", true, {}, FlagKind::kText, "count.lines"},
                 {"--store", "parent"},
                 {"--time", "count.count_time"},
                 {"--kind", "count.kind"},
                 {"--reason", "count.reason"},
                 {"--all-or-nothing", "all_or_nothing"},
                 {"--check", "", false, {}, FlagKind::kSwitch}},
       .views = {{"count", CountColumns()},
                 {"count.lines", CountLineColumns()}},
       .example = "count import sheet.csv --store people-hospital/pharmacy "
                  "--time '2020-02-01 18:00' --kind full",
       .fill = FillFound,
       .check = TellCountFits,
       .show = ShowImported},
  };
}

}  // namespace epiledger::cli
