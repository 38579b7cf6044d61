// Verdict: which rules a request was held against, and which speak against it.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_VERDICT_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_VERDICT_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace epiledger::goods {

struct Refusal {
  std::string reason;
  // How much could be had, where the refusal says so.
  std::optional<int64_t> available;
  // What is malformed, or a question back, is not decided, and leaves its
  // request id unused.
  bool is_decided = true;

  bool operator==(const Refusal&) const = default;
};

// All reasons that hold. The documents promise no order of them: the service
// may name any one.
struct Verdict {
  std::vector<Refusal> refusals;
  // The reasons of all rules that had something to look at, also of those that
  // let it pass.
  std::set<std::string> rules;

  [[nodiscard]] bool accepted() const { return refusals.empty(); }
  [[nodiscard]] bool is_decided() const {
    return std::all_of(refusals.begin(), refusals.end(),
                       [](const Refusal& one) { return one.is_decided; });
  }
  [[nodiscard]] bool Allows(const Refusal& refusal) const {
    return std::find(refusals.begin(), refusals.end(), refusal) !=
           refusals.end();
  }

  // Each says whether the rule is broken.
  bool RefuseIf(bool is_broken, const std::string& reason,
                std::optional<int64_t> available = {}) {
    return Note(is_broken, {reason, available, true});
  }
  bool RejectIf(bool is_broken, const std::string& reason) {
    return Note(is_broken, {reason, {}, false});
  }

 private:
  bool Note(bool is_broken, const Refusal& refusal) {
    rules.insert(refusal.reason);
    if (is_broken) refusals.push_back(refusal);
    return is_broken;
  }
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_VERDICT_H_
