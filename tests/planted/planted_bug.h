// IsPlanted: whether a bug of tests/planted/bugs.py is switched on, which only
// sources that plant.py made can ask.
#ifndef EPILEDGER_TESTS_PLANTED_PLANTED_BUG_H_
#define EPILEDGER_TESTS_PLANTED_PLANTED_BUG_H_

#include <cstdlib>
#include <string_view>

namespace epiledger {

// The bug named by the environment variable EPILEDGER_PLANTED_BUG.
[[nodiscard]] inline bool IsPlanted(std::string_view bug) {
  // Nothing in the services changes the environment.
  static const char* const kPlanted =
      std::getenv("EPILEDGER_PLANTED_BUG");  // NOLINT(concurrency-mt-unsafe)
  return kPlanted != nullptr && bug == kPlanted;
}

}  // namespace epiledger

#endif  // EPILEDGER_TESTS_PLANTED_PLANTED_BUG_H_
