#include "clients/cli/sheets/record_list.h"

#include <algorithm>
#include <utility>

#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/field_path.h"
#include "services/limits.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

std::string KeyTextOf(const SheetForm& form, const Message& request) {
  std::string key;
  for (const std::string_view field : form.key) {
    key += Concat(Compact(TextAt(request, field)), "\n");
  }
  return key;
}

void SetTextAt(std::string_view field, std::string text, Message& request) {
  Message& holder = *HolderOf(request, field);
  holder.GetReflection()->SetString(
      &holder, FindField(*request.GetDescriptor(), field), std::move(text));
}

// The ids of a request all of whose rows are there. What cannot be read whole
// is never sent, and needs none for what it makes.
void SetIds(const SheetForm& form, SheetRecord& record) {
  Message& request = *record.request;
  if (!form.id.empty() && record.is_whole && TextAt(request, form.id).empty()) {
    SetTextAt(form.id,
              ResourceId(form.key.empty() ? ContentOf(request)
                                          : KeyTextOf(form, request)),
              request);
  }
  record.request_id = ImportId(form.content == nullptr ? ContentOf(request)
                                                       : form.content(request));
  SetTextAt("request_id", record.request_id, request);
}

}  // namespace

std::optional<std::string> RecordList::KeyOf(const SheetRow& line) const {
  for (const std::string_view field : form_.key) {
    if (line.told.count(field) > 0 || IsBlank(TextAt(*line.request, field))) {
      return std::nullopt;
    }
  }
  return KeyTextOf(form_, *line.request);
}

SheetRecord* RecordList::Find(const SheetRow& line) {
  if (form_.parts.empty()) return nullptr;
  const std::optional<std::string> key = KeyOf(line);
  if (!key.has_value()) return nullptr;
  const auto found = by_key_.find(*key);
  return found == by_key_.end() ? nullptr : &records_[found->second];
}

void RecordList::Complete(const SheetRecord& record, SheetRow& line) const {
  for (const ColumnForm& column : form_.columns) {
    if (column.field.empty() || IsOfPart(form_, column) ||
        line.told.count(column.field) > 0 ||
        !ContentAt(*line.request, column.field).empty()) {
      continue;
    }
    CopyField(*record.request, column.field, *line.request);
  }
}

std::vector<SheetFinding> RecordList::Add(const SheetHeader& header,
                                          const CsvRow& row, int64_t fen,
                                          SheetRow line, SheetRecord* earlier) {
  std::vector<SheetFinding> findings;
  if (earlier == nullptr) {
    const std::optional<std::string> key = KeyOf(line);
    if (!form_.parts.empty() && key.has_value()) {
      by_key_.emplace(*key, records_.size());
    }
    NoteRepeatedPart(row.number, line, records_.size(), findings);
    Begin(row.number, fen, std::move(line));
    return findings;
  }
  NoteDifferences(header, row, line, *earlier, findings);
  NoteRepeatedPart(row.number, line,
                   static_cast<size_t>(earlier - records_.data()), findings);
  Join(row.number, fen, line, *earlier);
  if (earlier->rows.size() == limits::kMaxListElements + 1) {
    findings.push_back({row.number,
                        {},
                        "",
                        "SHEET_TOO_MANY_PARTS",
                        {{"limit", Concat(limits::kMaxListElements)}}});
  }
  return findings;
}

void RecordList::Begin(int64_t row, int64_t fen, SheetRow line) {
  SheetRecord record;
  record.rows = {row};
  record.request = std::move(line.request);
  record.amount = fen;
  record.is_whole = line.is_whole;
  records_.push_back(std::move(record));
}

void RecordList::Join(int64_t row, int64_t fen, const SheetRow& line,
                      SheetRecord& record) {
  record.rows.push_back(row);
  record.amount = std::min(record.amount + fen, limits::kMaxAmount);
  record.is_whole = record.is_whole && line.is_whole;
  AddElement(*record.request, form_.parts)
      .CopyFrom(*MessagesAt(*line.request, form_.parts).back());
}

void RecordList::NoteDifferences(const SheetHeader& header, const CsvRow& row,
                                 const SheetRow& line,
                                 const SheetRecord& record,
                                 std::vector<SheetFinding>& findings) const {
  for (const SheetColumn& column : header.columns) {
    const std::string_view field = column.form->field;
    const bool is_key =
        std::find(form_.key.begin(), form_.key.end(), field) != form_.key.end();
    if (field.empty() || is_key || IsOfPart(form_, *column.form) ||
        line.told.count(field) > 0 ||
        ContentAt(*line.request, field) == ContentAt(*record.request, field)) {
      continue;
    }
    const std::string cell(CellAt(row, column.index));
    findings.push_back({row.number,
                        column.index,
                        cell,
                        "SHEET_RECORD_DIFFERS",
                        {{"found", rpc::Excerpt(Tidy(cell))},
                         {"row", Concat(record.rows.front())}}});
  }
}

void RecordList::NoteRepeatedPart(int64_t row, const SheetRow& line,
                                  size_t record,
                                  std::vector<SheetFinding>& findings) {
  // A foreign house may well have paid the same twice on one day.
  if (form_.parts.empty() || form_.is_foreign || !line.is_whole) return;
  std::string part = Concat(
      record, "\n", ContentOf(*MessagesAt(*line.request, form_.parts).back()));
  const auto [first, is_new] = part_rows_.emplace(std::move(part), row);
  if (is_new) return;
  findings.push_back(
      {row, {}, "", "SHEET_PART_TWICE", {{"row", Concat(first->second)}}});
}

std::vector<SheetRecord> RecordList::Take() && {
  for (SheetRecord& record : records_) SetIds(form_, record);
  return std::move(records_);
}

}  // namespace epiledger::cli
