#include "clients/cli/sheets/treasury_sheet.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "clients/cli/sheets/amount_text.h"
#include "clients/cli/sheets/cell_text.h"
#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/date_text.h"
#include "clients/cli/sheets/encoding.h"
#include "clients/cli/sheets/total_line.h"
#include "clients/cli/values/amount.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using funding::v1::TreasuryLine;

enum class Column { kDate, kAmount, kPayee, kReference };

// What treasuries and banks call them, the likeliest first.
constexpr std::pair<std::string_view, Column> kHeaders[] = {
    {"日期", Column::kDate},           {"支付日期", Column::kDate},
    {"记账日期", Column::kDate},       {"交易日期", Column::kDate},
    {"date", Column::kDate},           {"金额", Column::kAmount},
    {"支付金额", Column::kAmount},     {"支出金额", Column::kAmount},
    {"amount", Column::kAmount},       {"收款人", Column::kPayee},
    {"收款单位", Column::kPayee},      {"收款人名称", Column::kPayee},
    {"对方户名", Column::kPayee},      {"payee", Column::kPayee},
    {"凭证号", Column::kReference},    {"支付令号", Column::kReference},
    {"参考号", Column::kReference},    {"流水号", Column::kReference},
    {"reference", Column::kReference}, {"voucher", Column::kReference},
};
constexpr Column kNeeded[] = {Column::kDate, Column::kAmount};

std::optional<Column> ColumnOf(std::string_view name) {
  for (const auto& [known, column] : kHeaders) {
    if (known == name) return column;
  }
  return std::nullopt;
}

std::string NamesOf(Column column) {
  std::string names;
  for (const auto& [name, known] : kHeaders) {
    if (known != column) continue;
    names += Concat(names.empty() ? "" : ", ", name);
  }
  return names;
}

class TreasuryReader {
 public:
  explicit TreasuryReader(Csv csv) : csv_(std::move(csv)) {
    sheet_.findings = std::move(csv_.findings);
  }

  TreasurySheet Read() && {
    if (csv_.rows.empty()) {
      Note({1, {}, "", "SHEET_EMPTY"});
      return std::move(sheet_);
    }
    ReadHeaders(csv_.rows.front());
    if (!sheet_.findings.empty()) return std::move(sheet_);
    for (size_t i = 1; i < csv_.rows.size(); ++i) {
      if (!IsTotalLine(csv_.rows[i])) ReadRow(csv_.rows[i]);
    }
    if (sheet_.lines.empty()) {
      Note({csv_.rows.back().number, {}, "", "SHEET_NO_LINES"});
    }
    return std::move(sheet_);
  }

 private:
  // `金额(万元)` says what its numbers count.
  void ReadHeaders(const CsvRow& row) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const std::string text = Compact(row.cells[i]);
      const size_t bracket = text.find('(');
      const auto column = ColumnOf(text.substr(0, bracket));
      if (!column.has_value()) continue;
      if (!columns_.emplace(*column, i).second) {
        Note({row.number,
              i,
              row.cells[i],
              "SHEET_HEADER_TWICE",
              {{"first", ColumnLetters(columns_[*column])},
               {"header", row.cells[columns_[*column]]}}});
      }
      if (*column == Column::kAmount && bracket != std::string::npos) {
        ReadUnit(row, i,
                 text.substr(bracket + 1, text.find(')') - bracket - 1));
      }
    }
    for (const Column needed : kNeeded) {
      if (columns_.contains(needed)) continue;
      Note({row.number,
            {},
            "",
            "SHEET_MISSING_HEADER",
            {{"names", NamesOf(needed)}}});
    }
  }

  void ReadUnit(const CsvRow& row, size_t column, const std::string& word) {
    const auto unit = FindMoneyUnit(word);
    if (unit.has_value()) {
      unit_ = *unit;
    } else {
      Note({row.number,
            column,
            row.cells[column],
            "SHEET_UNKNOWN_UNIT",
            {{"found", word}}});
    }
  }

  void ReadRow(const CsvRow& row) {
    TreasuryLine line;
    const auto date = ParseDateCell(CellOf(row, Column::kDate));
    if (date.ok()) {
      *line.mutable_line_date() = *date;
    } else {
      NoteCell(date.status(), row, Column::kDate);
    }
    const auto fen = ParseAmountCell(CellOf(row, Column::kAmount), unit_);
    if (fen.ok()) {
      *line.mutable_amount() = ToMoney(*fen);
    } else {
      NoteCell(fen.status(), row, Column::kAmount);
    }
    line.set_payee(Tidy(CellOf(row, Column::kPayee)));
    line.set_reference(HalfWidth(CellOf(row, Column::kReference)));
    sheet_.lines.push_back(std::move(line));
  }

  // Empty where there is no such column.
  [[nodiscard]] std::string_view CellOf(const CsvRow& row,
                                        Column column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view()
                                   : CellAt(row, found->second);
  }

  void NoteCell(const absl::Status& status, const CsvRow& row, Column column) {
    Note(FindingOf(status, row.number, columns_.at(column),
                   std::string(CellOf(row, column))));
  }

  void Note(SheetFinding finding) {
    sheet_.findings.push_back(std::move(finding));
  }

  Csv csv_;
  std::map<Column, size_t> columns_;
  MoneyUnit unit_ = MoneyUnit::kYuan;
  TreasurySheet sheet_;
};

}  // namespace

absl::StatusOr<TreasurySheet> ReadTreasurySheet(std::string_view bytes) {
  const absl::StatusOr<std::string> text = ToUtf8(bytes);
  if (!text.ok()) return text.status();
  return TreasuryReader(ParseCsv(*text)).Read();
}

}  // namespace epiledger::cli
