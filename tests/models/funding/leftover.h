// Leftover: what an allocation has left on a day, stage by stage.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_LEFTOVER_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_LEFTOVER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace epiledger::ladder {

struct Leftover {
  // By purpose, `any` among them: neither bound nor spent.
  std::map<std::string, int64_t> available_by_purpose;
  // Held, prepaid and accrued.
  std::map<std::string, int64_t> bound_by_purpose;
  int64_t available = 0;
  int64_t held = 0;
  int64_t prepaid = 0;
  int64_t accrued = 0;
  int64_t frozen = 0;
  // Held by proposals.
  int64_t waiting = 0;
  int64_t disbursed = 0;
  int64_t advanced = 0;
  // The orders that have something open, by id.
  std::vector<std::string> orders;

  [[nodiscard]] int64_t bound() const { return held + prepaid + accrued; }
  // The fund could take all of it.
  [[nodiscard]] bool is_free() const {
    return bound() == 0 && disbursed == 0 && advanced == 0;
  }
  [[nodiscard]] bool is_nothing() const {
    return available + bound() + frozen + waiting + disbursed + advanced == 0;
  }
};
}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_LEFTOVER_H_
