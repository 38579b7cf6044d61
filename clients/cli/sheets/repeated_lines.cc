#include "clients/cli/sheets/repeated_lines.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "clients/cli/sheets/cell_text.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// The row that had a key first.
using FirstRows = std::unordered_map<std::string, int64_t>;

// The row of an earlier line with the key; 0 when this is the first.
int64_t EarlierRow(std::string key, int64_t row, FirstRows& rows) {
  const auto [known, is_new] = rows.emplace(std::move(key), row);
  return is_new ? 0 : known->second;
}

SheetFinding RepeatedLine(int64_t row, int64_t earlier) {
  return {row, {}, "", "SHEET_LINE_TWICE", {{"row", Concat(earlier)}}};
}

SheetFinding RepeatedInvoice(const SheetHeader& header, const SheetLine& line,
                             int64_t earlier) {
  const funding::v1::Payment& payment = line.request.payment();
  return {line.row,
          header.ColumnOf("invoice")->index,
          payment.invoice(),
          "SHEET_INVOICE_TWICE",
          {{"found", payment.invoice()},
           {"payee", payment.payee()},
           {"row", Concat(earlier)}}};
}

}  // namespace

void NoteRepeatedLines(const SheetHeader& header,
                       const std::vector<SheetLine>& lines,
                       std::vector<SheetFinding>& findings) {
  FirstRows contents;
  FirstRows invoices;
  for (const SheetLine& line : lines) {
    const funding::v1::Payment& payment = line.request.payment();
    // The id says all that the line says.
    const int64_t same = line.is_whole ? EarlierRow(line.request.request_id(),
                                                    line.row, contents)
                                       : 0;
    if (same != 0) {
      findings.push_back(RepeatedLine(line.row, same));
      continue;
    }
    if (payment.invoice().empty() || payment.payee().empty()) continue;
    const int64_t paid = EarlierRow(
        Concat(Compact(payment.payee()), "\n", Compact(payment.invoice())),
        line.row, invoices);
    if (paid != 0) findings.push_back(RepeatedInvoice(header, line, paid));
  }
}

}  // namespace epiledger::cli
