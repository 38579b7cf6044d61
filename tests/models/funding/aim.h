// Aim: what an office is after for a whole history: that the approval of some
// write is refused, for a reason that chance hardly ever brings about.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_AIM_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_AIM_H_

#include <optional>
#include <string_view>
#include <vector>

namespace epiledger::ladder {

struct Aim {
  enum class Write { kPayment, kOrderPayment, kDebtPayment, kTransfer };
  Write write = Write::kPayment;
  std::string_view reason;
};

// Of so many histories one has an aim.
inline constexpr int kHistoriesPerAim = 16;
// So many histories have each aim once.
[[nodiscard]] int RoundOfAims();
// Of the history of that number, of whatever round; most have none.
[[nodiscard]] std::optional<Aim> AimOf(int history);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_AIM_H_
