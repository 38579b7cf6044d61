#include "clients/cli/sheets/total_line.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "clients/cli/sheets/cell_text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kWords[] = {
    "合计", "总计",  "共计", "小计",     "本页合计",  "本页小计",
    "累计", "total", "sum",  "subtotal", "grandtotal"};

}  // namespace

bool IsTotalLine(const CsvRow& row) {
  const auto first =
      std::find_if_not(row.cells.begin(), row.cells.end(), IsBlank);
  if (first == row.cells.end()) return false;
  std::string word = Compact(*first);
  while (!word.empty() && word.back() == ':') word.pop_back();
  return std::find(std::begin(kWords), std::end(kWords), word) !=
         std::end(kWords);
}

}  // namespace epiledger::cli
