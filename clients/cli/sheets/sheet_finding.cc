#include "clients/cli/sheets/sheet_finding.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "services/rpc/error.h"

namespace epiledger::cli {

SheetFinding FindingOf(const absl::Status& status, int64_t row, size_t column,
                       std::string found) {
  rpc::Error error = rpc::FromStatus(status);
  return {row, column, std::move(found), std::move(error.reason),
          std::move(error.metadata)};
}

void SortFindings(std::vector<SheetFinding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const SheetFinding& a, const SheetFinding& b) {
                     return std::tie(a.row, a.column) <
                            std::tie(b.row, b.column);
                   });
}

std::string ColumnLetters(size_t index) {
  constexpr size_t kLetters = 26;
  std::string letters;
  for (size_t rest = index + 1; rest > 0; rest = (rest - 1) / kLetters) {
    letters.insert(letters.begin(),
                   static_cast<char>('A' + (rest - 1) % kLetters));
  }
  return letters;
}

}  // namespace epiledger::cli
