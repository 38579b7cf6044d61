#include "clients/cli/sheets/total_line.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "clients/cli/values/cell_text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kGrandWords[] = {"合计",  "总计", "共计",
                                            "total", "sum",  "grandtotal"};
constexpr std::string_view kPartWords[] = {"小计", "本页合计", "本页小计",
                                           "累计", "subtotal"};

// What the first cell that says anything says; empty when none does.
std::string FirstWord(const CsvRow& row) {
  const auto first =
      std::find_if_not(row.cells.begin(), row.cells.end(), IsBlank);
  if (first == row.cells.end()) return "";
  std::string word = Compact(*first);
  while (!word.empty() && word.back() == ':') word.pop_back();
  return word;
}

bool IsGrandWord(std::string_view word) {
  return std::find(std::begin(kGrandWords), std::end(kGrandWords), word) !=
         std::end(kGrandWords);
}

}  // namespace

bool IsTotalLine(const CsvRow& row) {
  const std::string word = FirstWord(row);
  return IsGrandWord(word) ||
         std::find(std::begin(kPartWords), std::end(kPartWords), word) !=
             std::end(kPartWords);
}

bool IsGrandTotal(const CsvRow& row) { return IsGrandWord(FirstWord(row)); }

}  // namespace epiledger::cli
