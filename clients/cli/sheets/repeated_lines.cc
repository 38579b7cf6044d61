#include "clients/cli/sheets/repeated_lines.h"

#include <string>
#include <utility>

#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/field_path.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The row that had a key first.
using FirstRows = StringMap<int64_t>;

// The row of an earlier line with the key; 0 when this is the first.
int64_t EarlierRow(std::string key, int64_t row, FirstRows& rows) {
  const auto [known, is_new] = rows.emplace(std::move(key), row);
  return is_new ? 0 : known->second;
}

bool IsText(const Message& request, std::string_view field) {
  return FindField(*request.GetDescriptor(), field)->cpp_type() ==
         FieldDescriptor::CPPTYPE_STRING;
}

// A text in whatever width and spaces; anything else, such as a time, as it is.
std::string ComparedAt(const Message& request, std::string_view field) {
  return IsText(request, field) ? Compact(TextAt(request, field))
                                : ContentAt(request, field);
}

// Empty where one of the fields says nothing.
std::string UniqueKey(const UniqueFields& unique, const SheetRecord& record) {
  std::string key(unique.reason);
  for (const std::string_view field : unique.fields) {
    const std::string compared = ComparedAt(*record.request, field);
    if (compared.empty()) return "";
    key += Concat("\n", compared);
  }
  return key;
}

SheetFinding NotUnique(const UniqueFields& unique, const SheetHeader& header,
                       const SheetRecord& record, int64_t earlier) {
  const std::string_view last = unique.fields.back();
  SheetFinding finding{record.rows.front(),
                       {},
                       TextAt(*record.request, last),
                       std::string(unique.reason),
                       {{"row", Concat(earlier)}}};
  finding.figures["found"] = finding.found;
  for (const std::string_view field : unique.fields) {
    if (!IsText(*record.request, field)) continue;
    finding.figures[std::string(field.substr(field.rfind('.') + 1))] =
        TextAt(*record.request, field);
  }
  const SheetColumn* column = header.ColumnOf(last);
  if (column != nullptr) finding.column = column->index;
  return finding;
}

}  // namespace

void NoteRepeatedLines(const SheetForm& form, const SheetHeader& header,
                       const std::vector<SheetRecord>& records,
                       std::vector<SheetFinding>& findings) {
  FirstRows contents;
  FirstRows uniques;
  for (const SheetRecord& record : records) {
    const int64_t row = record.rows.front();
    // The id says all that the record says.
    const int64_t same =
        record.is_whole ? EarlierRow(record.request_id, row, contents) : 0;
    if (same != 0) {
      findings.push_back(
          {row, {}, "", std::string(form.twice), {{"row", Concat(same)}}});
      continue;
    }
    for (const UniqueFields& unique : form.unique) {
      std::string key = UniqueKey(unique, record);
      if (key.empty()) continue;
      const int64_t earlier = EarlierRow(std::move(key), row, uniques);
      if (earlier != 0) {
        findings.push_back(NotUnique(unique, header, record, earlier));
      }
    }
  }
}

}  // namespace epiledger::cli
