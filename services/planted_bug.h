// Planted bugs: faults that a test build can switch on by name, to prove that
// the tests would find them. In every other build IsPlanted is a constant.
//
//   answer_before_commit  callers are answered a moment before the COMMIT
//   drop_the_id_check     an id that was used before is decided again
//   skip_a_line           now and then the last movement of a batch is not
//                         written
#ifndef EPILEDGER_SERVICES_PLANTED_BUG_H_
#define EPILEDGER_SERVICES_PLANTED_BUG_H_

#include <cstdlib>
#include <string_view>

namespace epiledger {

#ifdef EPILEDGER_PLANTED_BUGS
// The bug named by the environment variable EPILEDGER_PLANTED_BUG.
[[nodiscard]] inline bool IsPlanted(std::string_view bug) {
  // Nothing in the services changes the environment.
  static const char* const kPlanted =
      std::getenv("EPILEDGER_PLANTED_BUG");  // NOLINT(concurrency-mt-unsafe)
  return kPlanted != nullptr && bug == kPlanted;
}
#else
[[nodiscard]] constexpr bool IsPlanted(std::string_view) { return false; }
#endif

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_PLANTED_BUG_H_
