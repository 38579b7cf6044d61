#include "clients/cli/command/show.h"

#include <utility>

#include "clients/cli/tables/csv_file.h"
#include "clients/cli/tables/xlsx_file.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/display_names.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/tone_of.h"
#include "clients/cli/values/typed_value.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The type of a view's rows, and whether there may be many.
struct RowType {
  const Descriptor* type;
  bool is_list = false;
};

RowType RowTypeOf(const Descriptor& type, std::string_view rows) {
  RowType row{&type};
  while (!rows.empty()) {
    const size_t dot = rows.find('.');
    const FieldDescriptor* field =
        row.type->FindFieldByName(std::string(rows.substr(0, dot)));
    row.is_list = row.is_list || field->is_repeated();
    row.type = field->message_type();
    rows.remove_prefix(dot == std::string_view::npos ? rows.size() : dot + 1);
  }
  return row;
}

// The catalogue may have a heading for the whole path, or for its last part;
// before these, for the column of just these rows, such as `totals: value`.
std::string HeadingOf(std::string_view rows, std::string_view column,
                      const Texts& texts) {
  if (column == "method:call") return texts("call");
  const std::string_view path = FieldOf(column);
  const std::string of_rows =
      Concat(rows.substr(rows.rfind('.') + 1), ": ", path);
  if (texts.Has(of_rows)) return texts(of_rows);
  return texts(texts.Has(path) ? path : path.substr(path.rfind('.') + 1));
}

std::vector<std::string> HeadingTexts(const View& view, const Texts& texts) {
  std::vector<std::string> headings;
  for (const std::string_view column : view.columns) {
    headings.push_back(HeadingOf(view.rows, column, texts));
  }
  return headings;
}

TypedTable TableOf(const View& view, const Message& message,
                   const ValueContext& values) {
  TypedTable table;
  table.headings = HeadingTexts(view, values.texts);
  for (const Message* shown : MessagesAt(message, view.rows)) {
    std::vector<Cell>& row = table.rows.emplace_back();
    for (const std::string_view column : view.columns) {
      row.push_back(CellOf(*shown, column, values));
    }
  }
  return table;
}

// The views with something to show, and the first in any case.
std::vector<TypedTable> TablesOf(const std::vector<View>& views,
                                 const Message& message,
                                 const ValueContext& values) {
  const DisplayNames names = NamesIn(message);
  ValueContext known = values;
  known.names = &names;
  std::vector<TypedTable> tables;
  for (const View& view : views) {
    TypedTable table = TableOf(view, message, known);
    if (tables.empty() || !table.rows.empty()) {
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

// To the output, as it is: a person sends it into a file.
absl::Status WriteTables(Session& session,
                         const std::vector<TypedTable>& tables) {
  std::ostream& out = session.environment().out;
  if (tables.empty()) return Usage("NO_TABLE");
  if (session.settings().format == Format::kCsv) {
    out << ToCsv(tables.front());
    return absl::OkStatus();
  }
  const absl::StatusOr<std::string> workbook = ToXlsx(tables);
  if (!workbook.ok()) {
    return Usage("NO_WORKBOOK",
                 {{"cause", std::string(workbook.status().message())}});
  }
  out << *workbook;
  return absl::OkStatus();
}

bool IsForSpreadsheets(Format format) {
  return format == Format::kCsv || format == Format::kXlsx;
}

std::vector<JoinedColumn> TerminalColumns(const View& view) {
  if (!view.on_terminal.empty()) return view.on_terminal;
  std::vector<JoinedColumn> columns;
  for (const std::string_view column : view.columns) {
    columns.push_back({"", {column}});
  }
  return columns;
}

Heading HeadingOf(const View& view, const JoinedColumn& column,
                  const Descriptor& row_type, const Texts& texts) {
  const std::string_view first = column.fields.front();
  return {column.heading.empty() ? HeadingOf(view.rows, first, texts)
                                 : texts(column.heading),
          column.fields.size() == 1 && IsFigure(row_type, first)};
}

std::string JoinedValue(const Message& shown, const JoinedColumn& column,
                        const ValueContext& values) {
  std::string joined;
  for (const std::string_view field : column.fields) {
    const std::string text = FormatValue(shown, field, values);
    joined += Concat(joined.empty() || text.empty() ? "" : " ", text);
  }
  return joined;
}

std::string RenderView(const View& view, const Message& message,
                       const ValueContext& values, bool is_first) {
  const RowType row_type = RowTypeOf(*message.GetDescriptor(), view.rows);
  const std::vector<JoinedColumn> columns = TerminalColumns(view);
  std::vector<Heading> headings;
  for (const JoinedColumn& column : columns) {
    headings.push_back(HeadingOf(view, column, *row_type.type, values.texts));
  }
  std::vector<Row> rows;
  Tones tones;
  for (const Message* shown : MessagesAt(message, view.rows)) {
    Row& row = rows.emplace_back();
    std::vector<Tone>& row_tones = tones.emplace_back();
    for (const JoinedColumn& column : columns) {
      row.push_back(JoinedValue(*shown, column, values));
      row_tones.push_back(values.paints ? ToneOf(*shown, column.fields.front())
                                        : Tone::kPlain);
    }
  }
  if (rows.empty() && (!is_first || !row_type.is_list)) return "";
  const std::string title =
      view.title.empty() ? "" : values.texts(view.title) + "\n";
  return title + (row_type.is_list
                      ? RenderList(headings, rows, values.texts, tones)
                      : RenderSheet(headings, rows.front(), tones.front()));
}

}  // namespace

std::string RenderViews(const std::vector<View>& views, const Message& message,
                        const ValueContext& values) {
  const DisplayNames names = NamesIn(message);
  ValueContext known = values;
  known.names = &names;
  std::string text;
  for (const View& view : views) {
    const std::string part = RenderView(view, message, known, text.empty());
    if (!text.empty() && !part.empty()) text += "\n";
    text += part;
  }
  return text;
}

std::string RenderList(const std::vector<Heading>& headings,
                       const std::vector<Row>& rows, const Texts& texts,
                       const Tones& tones) {
  return rows.empty() ? texts("NONE") + "\n"
                      : RenderTable(headings, rows, tones);
}

std::string ToJsonLine(const Message& message) {
  std::string json;
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &json));
  return json;
}

std::string ToJsonText(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &json, options));
  return json;
}

absl::Status Show(Session& session, const std::vector<View>& views,
                  const Message& message) {
  const Format format = session.settings().format;
  if (IsForSpreadsheets(format)) {
    return WriteTables(session, TablesOf(views, message, session.values()));
  }
  session.environment().out
      << (format == Format::kJson
              ? ToJsonText(message)
              : RenderViews(views, message, session.values()));
  return absl::OkStatus();
}

absl::Status ShowTable(Session& session, const std::vector<Heading>& headings,
                       const std::vector<std::vector<Cell>>& rows,
                       const Message& message) {
  const Format format = session.settings().format;
  if (format == Format::kJson) {
    session.environment().out << ToJsonText(message);
    return absl::OkStatus();
  }
  if (IsForSpreadsheets(format)) {
    TypedTable table;
    for (const Heading& heading : headings) {
      table.headings.push_back(heading.text);
    }
    table.rows = rows;
    return WriteTables(session, {std::move(table)});
  }
  std::vector<Row> lines;
  for (const std::vector<Cell>& row : rows) {
    Row& line = lines.emplace_back();
    for (const Cell& cell : row) line.push_back(CellText(cell));
  }
  session.environment().out << RenderList(headings, lines, session.texts());
  return absl::OkStatus();
}

void ShowReceipt(Session& session, const Message& response) {
  const FieldDescriptor* field =
      response.GetDescriptor()->FindFieldByName("receipt");
  if (session.settings().format == Format::kJson || field == nullptr) return;
  type::v1::Receipt receipt;
  receipt.CopyFrom(response.GetReflection()->GetMessage(response, field));
  // Beside the answer, which a script may want alone, and behind it where both
  // go to one place.
  session.environment().out.flush();
  session.environment().err
      << session.texts()(receipt.replayed() ? "RECORDED_BEFORE" : "RECORDED",
                         {{"book", receipt.book()},
                          {"sequence", Concat(receipt.sequence())}})
      << "\n";
}

}  // namespace epiledger::cli
