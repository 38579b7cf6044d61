#include "clients/cli/sheets/columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "clients/cli/sheets/amount_text.h"
#include "clients/cli/values/cell_text.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

// In front of a unit, in the header or above it.
constexpr std::string_view kUnitLabels[] = {
    "金额单位:", "货币单位:", "单位:", "unit:"};

// A header as `name(remark)`, both compact; other brackets do as well.
struct Parted {
  std::string name;
  std::string remark;
};

Parted PartHeader(std::string_view header) {
  std::string text = Compact(header);
  // What must be filled in is often marked so.
  text.erase(std::remove(text.begin(), text.end(), '*'), text.end());
  const size_t open = text.find_first_of("([");
  if (open == std::string::npos) return {text, ""};
  const size_t close = text.find_last_of(")]");
  const bool is_closed = close == text.size() - 1;
  return {
      text.substr(0, open),
      text.substr(open + 1, is_closed ? close - open - 1 : std::string::npos)};
}

// Whether `text` begins with a label of a unit, and without it.
bool TakeUnitLabel(std::string_view& text) {
  for (const std::string_view label : kUnitLabels) {
    if (text.substr(0, label.size()) != label) continue;
    text.remove_prefix(label.size());
    return true;
  }
  return false;
}

// `requests.purposes.amount` for `requests[1].purposes[0].amount`.
std::string WithoutIndexes(std::string_view field) {
  std::string plain;
  bool is_index = false;
  for (const char c : field) {
    is_index = is_index || c == '[';
    if (!is_index) plain.push_back(c);
    is_index = is_index && c != ']';
  }
  return plain;
}

bool IsWithin(std::string_view field, std::string_view outer) {
  return field.substr(0, outer.size()) == outer &&
         (field.size() == outer.size() || field[outer.size()] == '.');
}

class HeaderReader {
 public:
  HeaderReader(const SheetForm& form, const std::vector<CsvRow>& rows,
               std::vector<SheetFinding>& findings)
      : form_(form), rows_(rows), findings_(findings) {}

  SheetHeader Read() && {
    while (next_ < rows_.size() && ReadUnitLine(rows_[next_])) ++next_;
    if (next_ == rows_.size()) {
      Note({1, {}, "", "SHEET_EMPTY"});
      return std::move(header_);
    }
    const CsvRow& row = rows_[next_++];
    header_.first_line = next_;
    const auto title = OnlyCell(row);
    if (title.has_value() &&
        FindColumn(form_, PartHeader(row.cells[*title]).name) == nullptr) {
      Note({row.number, *title, row.cells[*title], "SHEET_ONE_TITLE"});
      return std::move(header_);
    }
    header_.width = row.cells.size();
    for (size_t column = 0; column < row.cells.size(); ++column) {
      ReadCell(row, column);
    }
    NoteMissing(row);
    return std::move(header_);
  }

 private:
  // The cell that is alone in its row, as cells merged over many columns are;
  // nothing when there are more. The row is not empty.
  static std::optional<size_t> OnlyCell(const CsvRow& row) {
    const auto first =
        std::find_if_not(row.cells.begin(), row.cells.end(), IsBlank);
    if (!std::all_of(first + 1, row.cells.end(), IsBlank)) return std::nullopt;
    return static_cast<size_t>(first - row.cells.begin());
  }

  bool ReadUnitLine(const CsvRow& row) {
    const auto column = OnlyCell(row);
    if (!column.has_value()) return false;
    const Parted parted = PartHeader(row.cells[*column]);
    std::string_view text = parted.name.empty() ? parted.remark : parted.name;
    if (!TakeUnitLabel(text)) return false;
    SetUnit(row, *column, text);
    return true;
  }

  void ReadCell(const CsvRow& row, size_t column) {
    const std::string& cell = row.cells[column];
    if (IsBlank(cell)) {
      if (!form_.is_foreign && HasValues(column)) {
        Note({row.number, column, "", "SHEET_NO_HEADER"});
      }
      return;
    }
    const Parted parted = PartHeader(cell);
    const ColumnForm* known = FindColumn(form_, parted.name);
    if (known == nullptr) {
      NoteUnknown(row, column);
      return;
    }
    const bool is_amount =
        !form_.amount.empty() && known->field == form_.amount;
    if (is_amount && !parted.remark.empty()) {
      std::string_view unit = parted.remark;
      TakeUnitLabel(unit);
      SetUnit(row, column, unit);
    }
    Add(row, {column, Tidy(cell), known});
  }

  void NoteUnknown(const CsvRow& row, size_t column) {
    if (form_.is_foreign) return;
    const std::string& cell = row.cells[column];
    Note({row.number,
          column,
          cell,
          "SHEET_UNKNOWN_HEADER",
          {{"found", rpc::Excerpt(Tidy(cell))},
           {"names", NamesOfColumns(form_)}}});
  }

  void Add(const CsvRow& row, SheetColumn column) {
    const SheetColumn* first = column.form->field.empty()
                                   ? nullptr
                                   : header_.ColumnOf(column.form->field);
    if (first != nullptr) {
      Note({row.number,
            column.index,
            column.header,
            "SHEET_HEADER_TWICE",
            {{"first", ColumnLetters(first->index)},
             {"header", first->header}}});
      return;
    }
    header_.columns.push_back(std::move(column));
  }

  // `word` counts for the whole sheet; said twice, it must be the same.
  void SetUnit(const CsvRow& row, size_t column, std::string_view word) {
    const std::optional<MoneyUnit> unit = FindMoneyUnit(word);
    const std::string& cell = row.cells[column];
    if (!unit.has_value()) {
      Note({row.number,
            column,
            cell,
            "SHEET_UNKNOWN_UNIT",
            {{"found", rpc::Excerpt(word)}}});
    } else if (unit_.has_value() && *unit_ != *unit) {
      Note({row.number,
            column,
            cell,
            "SHEET_TWO_UNITS",
            {{"found", rpc::Excerpt(word)}}});
    } else {
      unit_ = unit;
      header_.unit = *unit;
    }
  }

  // Whether any row behind the header says something in the column.
  [[nodiscard]] bool HasValues(size_t column) const {
    return std::any_of(
        rows_.begin() + static_cast<ptrdiff_t>(next_), rows_.end(),
        [column](const CsvRow& row) { return !IsBlank(CellAt(row, column)); });
  }

  void NoteMissing(const CsvRow& row) {
    for (const ColumnForm& column : form_.columns) {
      if (column.need == Need::kOptional ||
          header_.ColumnOf(column.field) != nullptr) {
        continue;
      }
      Note({row.number,
            {},
            "",
            "SHEET_MISSING_HEADER",
            {{"names", NamesOf(column)}}});
    }
  }

  void Note(SheetFinding finding) { findings_.push_back(std::move(finding)); }

  const SheetForm& form_;
  const std::vector<CsvRow>& rows_;
  std::vector<SheetFinding>& findings_;
  size_t next_ = 0;
  std::optional<MoneyUnit> unit_;
  SheetHeader header_;
};

}  // namespace

const SheetColumn* SheetHeader::ColumnOf(std::string_view field) const {
  const std::string plain = WithoutIndexes(field);
  for (const SheetColumn& column : columns) {
    if (!column.form->field.empty() && IsWithin(plain, column.form->field)) {
      return &column;
    }
  }
  return nullptr;
}

SheetHeader ReadHeader(const SheetForm& form, const std::vector<CsvRow>& rows,
                       std::vector<SheetFinding>& findings) {
  return HeaderReader(form, rows, findings).Read();
}

}  // namespace epiledger::cli
