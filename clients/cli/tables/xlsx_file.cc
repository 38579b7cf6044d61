#include "clients/cli/tables/xlsx_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <type_traits>
#include <utility>

#include "xlsxwriter.h"

namespace epiledger::cli {
namespace {

// What a sheet holds, its headings among them.
constexpr size_t kMaxRows = 1'048'576;
// Of one cell, in characters; cut, for the rest of the row is worth more.
constexpr size_t kMaxText = 32'767;

// A folder of one's own, gone with all in it at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    std::string path =
        std::filesystem::temp_directory_path(error) / "epiledger-XXXXXX";
    if (!error && ::mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  // Empty where none could be made.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// How cells of each kind look.
struct Formats {
  explicit Formats(lxw_workbook* workbook)
      : heading(workbook_add_format(workbook)),
        whole(workbook_add_format(workbook)),
        tenths(workbook_add_format(workbook)),
        hundredths(workbook_add_format(workbook)),
        day(workbook_add_format(workbook)),
        time(workbook_add_format(workbook)),
        text(workbook_add_format(workbook)) {
    format_set_bold(heading);
    format_set_num_format(whole, "#,##0");
    format_set_num_format(tenths, "#,##0.0");
    format_set_num_format(hundredths, "#,##0.00");
    format_set_num_format(day, "yyyy-mm-dd");
    format_set_num_format(time, "yyyy-mm-dd hh:mm:ss");
    // So that it stays text when somebody edits it.
    format_set_num_format(text, "@");
  }

  [[nodiscard]] lxw_format* OfDecimals(int decimals) const {
    if (decimals == 0) return whole;
    return decimals == 1 ? tenths : hundredths;
  }

  lxw_format* heading;
  lxw_format* whole;
  lxw_format* tenths;
  lxw_format* hundredths;
  lxw_format* day;
  lxw_format* time;
  lxw_format* text;
};

// As many bytes as surely are no more characters than a cell holds, and whole
// letters.
std::string Fitting(std::string text) {
  if (text.size() <= kMaxText) return text;
  size_t size = kMaxText;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80) {
    --size;
  }
  text.resize(size);
  return text;
}

lxw_datetime Moment(absl::CivilSecond time) {
  lxw_datetime moment{};
  moment.year = static_cast<int>(time.year());
  moment.month = time.month();
  moment.day = time.day();
  moment.hour = time.hour();
  moment.min = time.minute();
  moment.sec = time.second();
  return moment;
}

// A spreadsheet knows no other numbers than these; up to 10^13 yuan they keep
// every fen.
double Fraction(const DecimalCell& number) {
  double value = static_cast<double>(number.value);
  for (int i = 0; i < number.decimals; ++i) value /= 10;
  return value;
}

class Sheet {
 public:
  Sheet(lxw_workbook* workbook, const Formats& formats)
      : sheet_(workbook_add_worksheet(workbook, nullptr)), formats_(formats) {}

  void Write(const TypedTable& table) {
    for (size_t i = 0; i < table.headings.size(); ++i) {
      Keep(worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i),
                                  Fitting(table.headings[i]).c_str(),
                                  formats_.heading));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    constexpr double kWidth = 18;
    if (!table.headings.empty()) {
      Keep(worksheet_set_column(
          sheet_, 0, static_cast<lxw_col_t>(table.headings.size() - 1), kWidth,
          nullptr));
    }
    lxw_row_t at = 0;
    for (const std::vector<Cell>& row : table.rows) {
      ++at;
      for (size_t i = 0; i < row.size(); ++i) {
        Put(at, static_cast<lxw_col_t>(i), row[i]);
      }
    }
  }

  // The first thing that went wrong.
  [[nodiscard]] lxw_error error() const { return error_; }

 private:
  void Keep(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  void Put(lxw_row_t row, lxw_col_t column, const Cell& cell) {
    std::visit(
        [&](const auto& value) {
          using Value = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, std::string>) {
            if (value.empty()) return;
            Keep(worksheet_write_string(sheet_, row, column,
                                        Fitting(value).c_str(), formats_.text));
          } else if constexpr (std::is_same_v<Value, DecimalCell>) {
            Keep(worksheet_write_number(sheet_, row, column, Fraction(value),
                                        formats_.OfDecimals(value.decimals)));
          } else if constexpr (std::is_same_v<Value, absl::CivilDay>) {
            lxw_datetime day = Moment(absl::CivilSecond(value));
            Keep(worksheet_write_datetime(sheet_, row, column, &day,
                                          formats_.day));
          } else if constexpr (std::is_same_v<Value, absl::CivilSecond>) {
            lxw_datetime time = Moment(value);
            Keep(worksheet_write_datetime(sheet_, row, column, &time,
                                          formats_.time));
          }
        },
        cell);
  }

  lxw_worksheet* const sheet_;
  const Formats& formats_;
  lxw_error error_ = LXW_NO_ERROR;
};

absl::Status CannotMake(lxw_error error) {
  return absl::UnavailableError(lxw_strerror(error));
}

absl::Status WriteTo(const std::string& path,
                     absl::Span<const TypedTable> tables) {
  lxw_workbook* const workbook = workbook_new(path.c_str());
  if (workbook == nullptr) {
    return absl::UnavailableError("no memory for a workbook");
  }
  const Formats formats(workbook);
  lxw_error error = LXW_NO_ERROR;
  for (const TypedTable& table : tables) {
    Sheet sheet(workbook, formats);
    sheet.Write(table);
    if (error == LXW_NO_ERROR) error = sheet.error();
  }
  // Frees it, whatever comes of it.
  const lxw_error closed = workbook_close(workbook);
  if (error == LXW_NO_ERROR) error = closed;
  return error == LXW_NO_ERROR ? absl::OkStatus() : CannotMake(error);
}

}  // namespace

absl::StatusOr<std::string> ToXlsx(absl::Span<const TypedTable> tables) {
  for (const TypedTable& table : tables) {
    if (table.rows.size() + 1 > kMaxRows) {
      return absl::ResourceExhaustedError(std::to_string(kMaxRows - 1));
    }
  }
  const ScratchFolder folder;
  if (folder.path().empty()) {
    return absl::UnavailableError("no temporary folder");
  }
  const std::string path = folder.path() + "/workbook.xlsx";
  const absl::Status written = WriteTo(path, tables);
  if (!written.ok()) return written;
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

}  // namespace epiledger::cli
