#include "clients/cli/sheets/csv.h"

#include <algorithm>
#include <utility>

#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/values/cell_text.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr char kQuote = '"';

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

// Decided by the first rows, which are enough to tell and cheap to look at.
char SeparatorOf(std::string_view text) {
  constexpr size_t kLookedAt = size_t{16} << 10;
  const std::string_view start = text.substr(0, kLookedAt);
  const auto count = [start](char separator) {
    bool is_quoted = false;
    return std::count_if(start.begin(), start.end(), [&](char c) {
      is_quoted = is_quoted != (c == kQuote);
      return c == separator && !is_quoted;
    });
  };
  return count('\t') > count(',') ? '\t' : ',';
}

class Reader {
 public:
  explicit Reader(std::string_view text)
      : text_(text), separator_(SeparatorOf(text)) {}

  Csv Read() && {
    while (at_ < text_.size() && csv_.findings.size() <= kMaxSheetRows) {
      ReadRow();
      // What it holds is not what anybody meant.
      if (is_open_) break;
      const bool is_empty =
          std::all_of(row_.cells.begin(), row_.cells.end(), IsBlank);
      if (is_empty) continue;
      if (csv_.rows.size() == kMaxSheetRows) {
        Note({row_.number, {}, "", "SHEET_TOO_MANY_ROWS"});
        csv_.findings.back().figures = {{"limit", Concat(kMaxSheetRows)}};
        break;
      }
      csv_.rows.push_back(std::move(row_));
    }
    return std::move(csv_);
  }

 private:
  void ReadRow() {
    row_ = {++number_, {}};
    while (true) {
      row_.cells.push_back(ReadCell());
      if (at_ == text_.size()) return;
      const char end = text_[at_++];
      if (end == separator_) continue;
      if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      return;
    }
  }

  std::string ReadCell() {
    if (at_ == text_.size() || text_[at_] != kQuote) return ReadPlain();
    std::string cell = ReadQuoted();
    const std::string rest = ReadPlain();
    if (IsBlank(rest)) return cell;
    cell += rest;
    Note({row_.number, row_.cells.size(), cell, "SHEET_BAD_QUOTES"});
    return cell;
  }

  std::string ReadPlain() {
    const size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ &&
           !IsLineEnd(text_[at_])) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string ReadQuoted() {
    std::string cell;
    while (true) {
      const size_t quote = text_.find(kQuote, ++at_);
      if (quote == std::string_view::npos) break;
      cell.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ == text_.size() || text_[at_] != kQuote) return cell;
      cell.push_back(kQuote);
    }
    // All rows behind it are inside the cell: say where it begins.
    is_open_ = true;
    Note({row_.number, row_.cells.size(),
          rpc::Excerpt(text_.substr(std::min(at_, text_.size()))),
          "SHEET_OPEN_QUOTES"});
    at_ = text_.size();
    return cell;
  }

  void Note(SheetFinding finding) {
    csv_.findings.push_back(std::move(finding));
  }

  const std::string_view text_;
  const char separator_;
  size_t at_ = 0;
  int64_t number_ = 0;
  // A quotation mark was never closed.
  bool is_open_ = false;
  CsvRow row_;
  Csv csv_;
};

}  // namespace

Csv ParseCsv(std::string_view text) { return Reader(text).Read(); }

std::string_view CellAt(const CsvRow& row, size_t column) {
  return column < row.cells.size() ? std::string_view(row.cells[column])
                                   : std::string_view();
}

}  // namespace epiledger::cli
