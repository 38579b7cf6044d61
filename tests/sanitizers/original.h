// Original: a library's own function, behind one of the same name that stands
// in the executable and comes first in the search for it.
#ifndef EPILEDGER_TESTS_SANITIZERS_ORIGINAL_H_
#define EPILEDGER_TESTS_SANITIZERS_ORIGINAL_H_

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace epiledger::sanitizers {

// Ends the process where no library has a function of that mangled name.
template <typename Function>
class Original {
 public:
  explicit Original(const char* name)
      : function_(reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name))) {
    if (function_ == nullptr) {
      (void)std::fprintf(stderr, "No library has %s\n", name);
      std::abort();
    }
  }
  template <typename... Arguments>
  auto operator()(Arguments... arguments) const {
    return function_(arguments...);
  }

 private:
  Function* const function_;
};

}  // namespace epiledger::sanitizers

#endif  // EPILEDGER_TESTS_SANITIZERS_ORIGINAL_H_
