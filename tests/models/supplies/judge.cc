#include "tests/models/supplies/judge.h"

#include <variant>

namespace epiledger::goods {

Verdict Judge(const Notes& notes, const Request& request) {
  Verdict verdict;
  std::visit(
      [&](const auto& asked) {
        JudgeForm(asked, verdict);
        if constexpr (requires { asked.hour; }) {
          verdict.RejectIf(asked.hour > notes.now, "TIME_AHEAD");
        }
        if (verdict.accepted()) JudgeOne(notes, asked, verdict);
      },
      request);
  return verdict;
}

}  // namespace epiledger::goods
