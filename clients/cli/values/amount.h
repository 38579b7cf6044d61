// Money as people type and read it.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_AMOUNT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_AMOUNT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/type/money.pb.h"

namespace epiledger::cli {

// What an amount counts.
enum class MoneyUnit { kYuan, kThousand, kTenThousand, kHundredMillion };

// Fen of an amount in yuan: `1200.5`, `1,200.50`, `650万`, `1.2亿`, each with
// or without a `元` behind it. A number alone counts `unit`s; what names its
// own unit, be it `元`, keeps that. INVALID_ARGUMENT when it is no such amount,
// is not whole fen, or is above limits::kMaxAmount.
[[nodiscard]] absl::StatusOr<int64_t> ParseYuan(
    std::string_view text, MoneyUnit unit = MoneyUnit::kYuan);

// `1,200.50`, with a `-` in front when negative.
[[nodiscard]] std::string FormatYuan(int64_t fen);

// `1,234`: a whole number with its thousands grouped.
[[nodiscard]] std::string FormatInteger(int64_t value);

[[nodiscard]] google::type::Money ToMoney(int64_t fen);
[[nodiscard]] int64_t ToFen(const google::type::Money& money);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_AMOUNT_H_
