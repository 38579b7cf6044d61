#include "clients/cli/sheets/sheet_row.h"

#include <algorithm>
#include <string>
#include <utility>

#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/field_path.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

bool IsKeyField(const SheetForm& form, std::string_view field) {
  return std::find(form.key.begin(), form.key.end(), field) != form.key.end();
}

// Behind the last column there is nothing, unless an unquoted comma parted a
// cell and moved all others.
void CheckWidth(const SheetHeader& header, const CsvRow& row, SheetRow& line) {
  for (size_t column = header.width; column < row.cells.size(); ++column) {
    if (IsBlank(row.cells[column])) continue;
    line.findings.push_back(
        {row.number, column, row.cells[column], "SHEET_CELL_TOO_MANY"});
    return;
  }
}

}  // namespace

Message& AddElement(Message& message, std::string_view path) {
  Message& holder = *HolderOf(message, path);
  return *holder.GetReflection()->AddMessage(
      &holder, FindField(*message.GetDescriptor(), path));
}

SheetRow SheetRows::Read(const SheetHeader& header, const CsvRow& row) const {
  SheetRow line;
  line.request = std::shared_ptr<Message>(start_.New());
  line.request->CopyFrom(start_);
  if (!form_.parts.empty()) AddElement(*line.request, form_.parts);
  for (const SheetColumn& column : header.columns) {
    const std::string_view cell = CellAt(row, column.index);
    const ColumnForm& form = *column.form;
    if (form.read == nullptr || IsBlank(cell)) continue;
    const absl::Status status = form.read(
        {form.field, cell, header.unit, values_, form.reason}, *line.request);
    if (status.ok()) continue;
    line.told.insert(form.field);
    line.findings.push_back(
        FindingOf(status, row.number, column.index, std::string(cell)));
  }
  if (!form_.is_foreign) CheckWidth(header, row, line);
  return line;
}

void SheetRows::Check(const SheetHeader& header, const CsvRow& row,
                      bool is_first, SheetRow& line) const {
  CheckNeeds(header, row, is_first, line);
  CheckRules(header, row, is_first, line);
}

bool SheetRows::IsDueIn(const SheetColumn& column, bool is_first) const {
  return is_first || IsOfPart(form_, *column.form);
}

void SheetRows::CheckNeeds(const SheetHeader& header, const CsvRow& row,
                           bool is_first, SheetRow& line) const {
  for (const SheetColumn& column : header.columns) {
    const ColumnForm& form = *column.form;
    const bool is_needed =
        form.need == Need::kCell &&
        (IsDueIn(column, is_first) || IsKeyField(form_, form.field));
    if (!is_needed || !IsBlank(CellAt(row, column.index))) continue;
    line.told.insert(form.field);
    line.findings.push_back({row.number, column.index, "", "REQUIRED"});
  }
}

void SheetRows::CheckRules(const SheetHeader& header, const CsvRow& row,
                           bool is_first, SheetRow& line) const {
  std::vector<rpc::FieldViolation> violations =
      rpc::FromStatus(validator_.Check(*line.request)).violations;
  if (form_.check != nullptr && line.told.empty()) {
    for (rpc::FieldViolation& violation : form_.check(*line.request)) {
      violations.push_back(std::move(violation));
    }
  }
  for (rpc::FieldViolation& violation : violations) {
    const SheetColumn* column = header.ColumnOf(violation.field);
    // A column that is not there is said once, of the header; an id that is not
    // given is made.
    if (column == nullptr ||
        (!IsDueIn(*column, is_first) && IsBlank(CellAt(row, column->index))) ||
        line.told.count(column->form->field) > 0 ||
        (column->form->field == form_.id && violation.reason == "REQUIRED")) {
      continue;
    }
    line.told.insert(column->form->field);
    line.findings.push_back(
        {row.number, column->index, std::string(CellAt(row, column->index)),
         std::move(violation.reason), std::move(violation.metadata)});
  }
}

}  // namespace epiledger::cli
