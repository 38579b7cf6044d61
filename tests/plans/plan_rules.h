// What is wrong with a plan. The exceptions stand in plan_rules.cc, each with
// its reason.
#ifndef EPILEDGER_TESTS_PLANS_PLAN_RULES_H_
#define EPILEDGER_TESTS_PLANS_PLAN_RULES_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tests/plans/source_texts.h"
#include "tests/plans/statement.h"

namespace epiledger::plans {

// Judges plans and keeps in mind which exceptions were needed.
class PlanJudge {
 public:
  explicit PlanJudge(const SourceTexts& texts) : texts_(texts) {}

  // What is wrong with `plans`, for people. Of statements of one shape the
  // first is judged: later ones may meet a small book, where looking through
  // it is the better plan.
  std::vector<std::string> Judge(absl::Span<const Plan> plans);

  // Exceptions that no plan has needed so far.
  [[nodiscard]] std::vector<std::string> Needless() const;

 private:
  std::vector<std::string> FaultsOf(const Plan& plan) const;
  bool IsAllowed(const std::string& shape);

  const SourceTexts& texts_;
  std::set<std::string_view> needed_;
};

// What the sources hold and none of the plans is of: neither of it nor of what
// it is a part of. What storage itself says may be one engine's dialect: it is
// looked for among those of both.
[[nodiscard]] std::vector<std::string> NeverRun(const SourceTexts& texts,
                                                absl::Span<const Plan> sqlite,
                                                absl::Span<const Plan> mariadb);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_PLAN_RULES_H_
