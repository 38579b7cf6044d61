// Verdict: which rules a request was held against, and which speak against it.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_VERDICT_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_VERDICT_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace epiledger::ladder {

struct Refusal {
  std::string reason;
  // The figures of those names, where there are such.
  std::optional<int64_t> available;
  std::optional<int64_t> ceiling_left;
  // What is malformed is not decided, and leaves its request id unused.
  bool is_decided = true;

  bool operator==(const Refusal&) const = default;
};

// All reasons that hold. The documents promise no order of them: the service
// may name any one.
struct Verdict {
  std::vector<Refusal> refusals;
  // The reasons of all rules that had something to look at, also of those that
  // let it pass. A rule about an invoice has nothing where there is none.
  std::set<std::string> rules;

  [[nodiscard]] bool accepted() const { return refusals.empty(); }
  // Whether it is: none of what speaks against it makes it malformed.
  [[nodiscard]] bool is_decided() const {
    return std::all_of(
        refusals.begin(), refusals.end(),
        [](const Refusal& refusal) { return refusal.is_decided; });
  }
  [[nodiscard]] bool RefusesFor(std::string_view reason) const {
    return std::any_of(
        refusals.begin(), refusals.end(),
        [&](const Refusal& refusal) { return refusal.reason == reason; });
  }
  [[nodiscard]] bool Allows(const Refusal& refusal) const {
    return std::find(refusals.begin(), refusals.end(), refusal) !=
           refusals.end();
  }

  // Each says whether the rule is broken.
  bool RefuseIf(bool is_broken, const std::string& reason,
                std::optional<int64_t> available = {},
                std::optional<int64_t> ceiling_left = {}) {
    return Note(is_broken, {reason, available, ceiling_left, true});
  }
  // What is malformed, or cannot be recorded yet.
  bool RejectIf(bool is_broken, const std::string& reason) {
    return Note(is_broken, {reason, {}, {}, false});
  }
  // What another verdict on the same request says, too.
  void Add(const Verdict& other) {
    refusals.insert(refusals.end(), other.refusals.begin(),
                    other.refusals.end());
    rules.insert(other.rules.begin(), other.rules.end());
  }

 private:
  bool Note(bool is_broken, const Refusal& refusal) {
    rules.insert(refusal.reason);
    if (is_broken) refusals.push_back(refusal);
    return is_broken;
  }
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_VERDICT_H_
