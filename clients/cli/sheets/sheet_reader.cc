#include "clients/cli/sheets/sheet_reader.h"

#include <optional>
#include <utility>

#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/encoding.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/record_list.h"
#include "clients/cli/sheets/repeated_lines.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/sheets/sheet_row.h"
#include "clients/cli/sheets/total_line.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/type/v1/field.pb.h"
#include "services/limits.h"
#include "services/new_message.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

constexpr std::string_view kCountyPattern = "counties/{county}";

// Null where its requests name what is changed, and so whose it is.
const google::protobuf::FieldDescriptor* ParentField(const SheetForm& form) {
  return form.request->FindFieldByName("parent");
}

// Whose the requests of a sheet are that does not say it: the county's, or the
// facility's where they ask for one.
std::string_view ParentPattern(const SheetForm& form) {
  const auto* const parent = ParentField(form);
  const bool is_facility =
      parent != nullptr &&
      parent->options().GetExtension(type::v1::rule).name() == kFacilityPattern;
  return is_facility ? kFacilityPattern : kCountyPattern;
}

class SheetReader {
 public:
  SheetReader(const SheetForm& form, const Message& start,
              const ValueContext& values, const rpc::Validator& validator)
      : form_(form),
        rows_(form, start, values, validator),
        records_(form),
        values_(values) {
    sheet_.form = &form;
  }

  Sheet Read(Csv csv) && {
    std::vector<SheetFinding> findings = std::move(csv.findings);
    const size_t findings_before = findings.size();
    sheet_.header = ReadHeader(form_, csv.rows, findings);
    header_is_fit_ = findings.size() == findings_before;
    NoteAll(std::move(findings));
    const bool is_understood = !sheet_.header.columns.empty();
    for (size_t i = sheet_.header.first_line;
         is_understood && i < csv.rows.size(); ++i) {
      if (IsTotalLine(csv.rows[i])) {
        CheckTotal(csv.rows[i], i + 1 == csv.rows.size());
      } else {
        ReadLine(csv.rows[i]);
      }
    }
    if (is_understood && sheet_.lines == 0) {
      Note({csv.rows.back().number, {}, "", "SHEET_NO_LINES"});
    }
    Finish();
    return std::move(sheet_);
  }

 private:
  void ReadLine(const CsvRow& row) {
    ++sheet_.lines;
    SheetRow line = rows_.Read(sheet_.header, row);
    SheetRecord* const earlier = records_.Find(line);
    if (earlier != nullptr) records_.Complete(*earlier, line);
    // Of a row that says not which record it is of, no more is asked.
    const bool is_first = earlier == nullptr && records_.HasKey(line);
    rows_.Check(sheet_.header, row, is_first, line);
    const int64_t fen =
        form_.amount.empty() ? 0 : FenAt(*line.request, form_.amount);
    if (line.told.count(form_.amount) > 0) all_amounts_are_known_ = false;
    line.is_whole = line.told.empty() && header_is_fit_;
    NoteAll(std::move(line.findings));
    NoteAll(records_.Add(sheet_.header, row, fen, std::move(line), earlier));
    AddToTotal(row, fen);
  }

  void AddToTotal(const CsvRow& row, int64_t fen) {
    if (sheet_.total > limits::kMaxAmount) return;
    sheet_.total += fen;
    if (sheet_.total <= limits::kMaxAmount) return;
    Note({row.number, {}, "", "SHEET_TOTAL_TOO_LARGE"});
    all_amounts_are_known_ = false;
  }

  void CheckTotal(const CsvRow& row, bool is_last) {
    const SheetColumn* column = sheet_.header.ColumnOf(form_.amount);
    // Another house sums up pages and months as it likes.
    if (form_.is_foreign && !(is_last && IsGrandTotal(row))) return;
    if (!is_last) {
      Note({row.number, {}, "", "SHEET_TOTAL_NOT_LAST"});
    } else if (column != nullptr && !form_.amount.empty()) {
      CheckTotalAmount(row, *column);
    }
  }

  void CheckTotalAmount(const CsvRow& row, const SheetColumn& column) {
    const std::string cell(CellAt(row, column.index));
    const std::unique_ptr<Message> total = NewMessage(*form_.request);
    const absl::Status status = ReadAmountCell(
        {form_.amount, cell, sheet_.header.unit, values_, column.form->reason},
        *total);
    if (!status.ok()) {
      Note(FindingOf(status, row.number, column.index, cell));
      return;
    }
    const int64_t fen = FenAt(*total, form_.amount);
    if (!all_amounts_are_known_ || fen == sheet_.total) return;
    Note({row.number,
          column.index,
          cell,
          "SHEET_WRONG_TOTAL",
          {{"found", FormatYuan(fen)}, {"total", FormatYuan(sheet_.total)}}});
  }

  void Finish() {
    sheet_.records = std::move(records_).Take();
    std::vector<SheetFinding> findings;
    NoteRepeatedLines(form_, sheet_.header, sheet_.records, findings);
    NoteAll(std::move(findings));
    SortFindings(sheet_.findings);
  }

  void NoteAll(std::vector<SheetFinding> findings) {
    for (SheetFinding& finding : findings) Note(std::move(finding));
  }

  void Note(SheetFinding finding) {
    ++sheet_.finding_count;
    if (sheet_.findings.size() == kMaxFindings) return;
    sheet_.findings.push_back(std::move(finding));
  }

  const SheetForm& form_;
  const SheetRows rows_;
  RecordList records_;
  const ValueContext& values_;
  bool header_is_fit_ = false;
  // A sum without one of its lines is not compared with anything.
  bool all_amounts_are_known_ = true;
  Sheet sheet_;
};

}  // namespace

absl::StatusOr<Sheet> ReadSheet(const SheetForm& form, std::string_view bytes,
                                const ValueContext& values,
                                const Message* start) {
  auto parent = CompleteName(ParentPattern(form), "", values.place);
  if (!parent.ok()) return parent.status();
  const absl::StatusOr<std::string> text = ToUtf8(bytes);
  if (!text.ok()) return text.status();
  const auto validator = rpc::Validator::Create(form.request);
  if (!validator.ok()) return validator.status();
  const std::unique_ptr<Message> first = NewMessage(*form.request);
  if (start != nullptr) first->CopyFrom(*start);
  if (const auto* const field = ParentField(form)) {
    first->GetReflection()->SetString(first.get(), field, *std::move(parent));
  }
  return SheetReader(form, *first, values, *validator).Read(ParseCsv(*text));
}

}  // namespace epiledger::cli
