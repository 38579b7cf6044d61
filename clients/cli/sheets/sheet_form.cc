#include "clients/cli/sheets/sheet_form.h"

#include <algorithm>

#include "clients/cli/values/cell_text.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

bool IsCalled(const ColumnForm& column, std::string_view compact) {
  const auto is_it = [compact](std::string_view name) {
    return Compact(name) == compact;
  };
  return std::any_of(column.chinese.begin(), column.chinese.end(), is_it) ||
         std::any_of(column.english.begin(), column.english.end(), is_it);
}

void AddName(std::string_view name, std::string& names) {
  names += Concat(names.empty() ? "" : ", ", name);
}

}  // namespace

const ColumnForm* FindColumn(const SheetForm& form, std::string_view name) {
  const std::string compact = Compact(name);
  for (const ColumnForm& column : form.columns) {
    if (IsCalled(column, compact)) return &column;
  }
  return nullptr;
}

bool IsOfPart(const SheetForm& form, const ColumnForm& column) {
  return form.parts.empty() ||
         column.field.substr(0, form.parts.size()) == form.parts;
}

std::string NamesOf(const ColumnForm& column) {
  std::string names;
  for (const std::string_view name : column.chinese) AddName(name, names);
  for (const std::string_view name : column.english) AddName(name, names);
  return names;
}

std::string NamesOfColumns(const SheetForm& form) {
  std::string chinese;
  std::string english;
  for (const ColumnForm& column : form.columns) {
    if (column.field.empty()) continue;
    AddName(column.chinese.front(), chinese);
    AddName(column.english.front(), english);
  }
  return Concat(chinese, " (", english, ")");
}

}  // namespace epiledger::cli
