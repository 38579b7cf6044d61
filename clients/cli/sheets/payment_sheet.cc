#include "clients/cli/sheets/payment_sheet.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "clients/cli/sheets/cell_text.h"
#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/encoding.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/payment_cell.h"
#include "clients/cli/sheets/repeated_lines.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/sheets/total_line.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/resource_name.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/validate.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using funding::v1::CreatePaymentRequest;

// `payee` for `payment.payee`, `amount` for `payment.amount.nanos`.
std::string_view FieldOfViolation(std::string_view path) {
  constexpr std::string_view kPayment = "payment.";
  if (path.substr(0, kPayment.size()) != kPayment) return "";
  path.remove_prefix(kPayment.size());
  return path.substr(0, path.find('.'));
}

class SheetReader {
 public:
  SheetReader(std::string county, const ValueContext& values,
              rpc::Validator validator)
      : county_(std::move(county)),
        values_(values),
        validator_(std::move(validator)) {}

  PaymentSheet Read(Csv csv) && {
    sheet_.findings = std::move(csv.findings);
    const size_t findings_before = sheet_.findings.size();
    sheet_.header = ReadHeader(csv.rows, sheet_.findings);
    header_is_fit_ = sheet_.findings.size() == findings_before;
    const bool is_understood = !sheet_.header.columns.empty();
    for (size_t i = sheet_.header.first_line;
         is_understood && i < csv.rows.size(); ++i) {
      if (IsTotalLine(csv.rows[i])) {
        CheckTotal(csv.rows[i], i + 1 == csv.rows.size());
      } else {
        ReadLine(csv.rows[i]);
      }
    }
    if (is_understood && sheet_.lines.empty()) {
      Note({csv.rows.back().number, {}, "", "SHEET_NO_LINES"});
    }
    NoteRepeatedLines(sheet_.header, sheet_.lines, sheet_.findings);
    SortFindings(sheet_.findings);
    return std::move(sheet_);
  }

 private:
  void ReadLine(const CsvRow& row) {
    SheetLine line{row.number, {}};
    line.request.set_parent(county_);
    const std::set<std::string_view> told =
        ReadCells(row, *line.request.mutable_payment());
    line.request.set_request_id(ImportId(line.request.payment()));
    line.is_whole = told.empty() && header_is_fit_;
    CheckRules(row, line.request, told);
    CheckWidth(row);
    AddToTotal(row, ToFen(line.request.payment().amount()));
    if (told.count("amount") > 0) all_amounts_are_known_ = false;
    sheet_.lines.push_back(std::move(line));
  }

  // The fields whose cells say what cannot be read.
  std::set<std::string_view> ReadCells(const CsvRow& row,
                                       funding::v1::Payment& payment) {
    std::set<std::string_view> told;
    for (const SheetColumn& column : sheet_.header.columns) {
      const std::string_view cell = CellAt(row, column.index);
      if (column.field.empty() || IsBlank(cell)) continue;
      const absl::Status status = ReadPaymentCell(
          column.field, cell, sheet_.header.unit, values_, payment);
      if (status.ok()) continue;
      told.insert(column.field);
      Note(FindingOf(status, row.number, column.index, std::string(cell)));
    }
    return told;
  }

  // What the service would say of the whole batch because of this line.
  void CheckRules(const CsvRow& row, const CreatePaymentRequest& request,
                  const std::set<std::string_view>& told) {
    const absl::Status status = validator_.Check(request);
    if (status.ok()) return;
    for (const rpc::FieldViolation& violation :
         rpc::FromStatus(status).violations) {
      const std::string_view field = FieldOfViolation(violation.field);
      const SheetColumn* column = sheet_.header.ColumnOf(field);
      // A column that is not there is said once, of the header.
      if (field.empty() || column == nullptr || told.count(field) > 0) continue;
      Note({row.number, column->index, std::string(CellAt(row, column->index)),
            violation.reason, violation.metadata});
    }
  }

  // Behind the last column there is nothing, unless an unquoted comma parted a
  // cell and moved all others.
  void CheckWidth(const CsvRow& row) {
    for (size_t column = sheet_.header.width; column < row.cells.size();
         ++column) {
      if (IsBlank(row.cells[column])) continue;
      Note({row.number, column, row.cells[column], "SHEET_CELL_TOO_MANY"});
      return;
    }
  }

  void AddToTotal(const CsvRow& row, int64_t fen) {
    if (sheet_.total > limits::kMaxAmount) return;
    sheet_.total += fen;
    if (sheet_.total <= limits::kMaxAmount) return;
    Note({row.number, {}, "", "SHEET_TOTAL_TOO_LARGE"});
    all_amounts_are_known_ = false;
  }

  void CheckTotal(const CsvRow& row, bool is_last) {
    const SheetColumn* column = sheet_.header.ColumnOf("amount");
    if (!is_last) {
      Note({row.number, {}, "", "SHEET_TOTAL_NOT_LAST"});
    } else if (column != nullptr) {
      CheckTotalAmount(row, *column);
    }
  }

  void CheckTotalAmount(const CsvRow& row, const SheetColumn& column) {
    const std::string cell(CellAt(row, column.index));
    funding::v1::Payment total;
    const absl::Status status =
        ReadPaymentCell(column.field, cell, sheet_.header.unit, values_, total);
    if (!status.ok()) {
      Note(FindingOf(status, row.number, column.index, cell));
    } else if (all_amounts_are_known_ &&
               ToFen(total.amount()) != sheet_.total) {
      Note({row.number,
            column.index,
            cell,
            "SHEET_WRONG_TOTAL",
            {{"found", FormatYuan(ToFen(total.amount()))},
             {"total", FormatYuan(sheet_.total)}}});
    }
  }

  void Note(SheetFinding finding) {
    sheet_.findings.push_back(std::move(finding));
  }

  const std::string county_;
  const ValueContext& values_;
  const rpc::Validator validator_;
  bool header_is_fit_ = false;
  // A sum without one of its lines is not compared with anything.
  bool all_amounts_are_known_ = true;
  PaymentSheet sheet_;
};

}  // namespace

absl::StatusOr<PaymentSheet> ReadPaymentSheet(std::string_view bytes,
                                              const ValueContext& values) {
  auto county = CompleteName("counties/{county}", "", values.place);
  if (!county.ok()) return county.status();
  const absl::StatusOr<std::string> text = ToUtf8(bytes);
  if (!text.ok()) return text.status();
  auto validator = rpc::Validator::Create(CreatePaymentRequest::descriptor());
  if (!validator.ok()) return validator.status();
  return SheetReader(*std::move(county), values, *std::move(validator))
      .Read(ParseCsv(*text));
}

}  // namespace epiledger::cli
