#include "clients/cli/sheets/amount_text.h"

#include <string>

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

struct UnitWord {
  std::string_view word;
  MoneyUnit unit;
};
constexpr UnitWord kUnitWords[] = {
    {"元", MoneyUnit::kYuan},
    {"人民币", MoneyUnit::kYuan},
    {"人民币元", MoneyUnit::kYuan},
    {"yuan", MoneyUnit::kYuan},
    {"cny", MoneyUnit::kYuan},
    {"rmb", MoneyUnit::kYuan},
    {"千元", MoneyUnit::kThousand},
    {"人民币千元", MoneyUnit::kThousand},
    {"1k", MoneyUnit::kThousand},
    {"1kyuan", MoneyUnit::kThousand},
    {"万", MoneyUnit::kTenThousand},
    {"万元", MoneyUnit::kTenThousand},
    {"人民币万元", MoneyUnit::kTenThousand},
    {"10k", MoneyUnit::kTenThousand},
    {"10kyuan", MoneyUnit::kTenThousand},
    {"亿", MoneyUnit::kHundredMillion},
    {"亿元", MoneyUnit::kHundredMillion},
    {"人民币亿元", MoneyUnit::kHundredMillion},
    {"100m", MoneyUnit::kHundredMillion},
    {"100myuan", MoneyUnit::kHundredMillion},
};

constexpr std::string_view kCurrencies[] = {"¥", "人民币", "rmb", "cny"};

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

void TakeCurrency(std::string_view& text) {
  for (const std::string_view currency : kCurrencies) {
    if (TakePrefix(text, currency)) return;
  }
}

// Whether `text` says that it is less than nothing, and without that.
bool TakeNegative(std::string_view& text) {
  if (TakePrefix(text, "-")) return true;
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') {
    return false;
  }
  text.remove_prefix(1);
  text.remove_suffix(1);
  return true;
}

absl::Status WrongAmount(std::string_view reason, std::string_view cell) {
  return Usage(reason, {{"found", rpc::Excerpt(Tidy(cell))}});
}

}  // namespace

absl::StatusOr<int64_t> ParseAmountCell(std::string_view cell, MoneyUnit unit) {
  const std::string compact = Compact(cell);
  std::string_view text = compact;
  TakeCurrency(text);
  const bool is_negative = TakeNegative(text);
  // The sign of the currency may stand on either side of it.
  TakeCurrency(text);
  const absl::StatusOr<int64_t> fen = ParseYuan(text, unit);
  if (fen.ok() && !is_negative) return fen;
  if (fen.ok()) return WrongAmount("SHEET_NEGATIVE", cell);
  const std::string reason = rpc::FromStatus(fen.status()).reason;
  return WrongAmount(reason == "BAD_AMOUNT" ? "SHEET_BAD_AMOUNT" : reason,
                     cell);
}

std::optional<MoneyUnit> FindMoneyUnit(std::string_view word) {
  const std::string compact = Compact(word);
  for (const UnitWord& known : kUnitWords) {
    if (known.word == compact) return known.unit;
  }
  return std::nullopt;
}

}  // namespace epiledger::cli
