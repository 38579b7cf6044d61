#include "services/host/steady_waits.h"

#include <dlfcn.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdarg>
#include <cstdint>
#include <ctime>

#include "absl/time/time.h"

namespace epiledger::host {
namespace {

// As the kernel takes them, of any call.
using Arguments = std::array<long, 6>;
using Syscall = long(long, ...);

constexpr size_t kOperation = 1;
constexpr size_t kUntil = 3;

absl::Duration Reading(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return absl::DurationFromTimespec(now);
}

bool WaitsForTheClockOfTheWorld(long number, const Arguments& arguments) {
  return number == SYS_futex && arguments[kUntil] != 0 &&
         (arguments[kOperation] & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET &&
         (arguments[kOperation] & FUTEX_CLOCK_REALTIME) != 0;
}

Syscall* TheLibrarys() {
  static auto* const found =
      reinterpret_cast<Syscall*>(dlsym(RTLD_NEXT, "syscall"));
  return found;
}

long CarryOut(long number, Arguments arguments) {
  timespec until = {};
  if (WaitsForTheClockOfTheWorld(number, arguments)) {
    const auto* const asked =
        reinterpret_cast<const timespec*>(arguments[kUntil]);
    const absl::Duration left =
        absl::DurationFromTimespec(*asked) - Reading(CLOCK_REALTIME);
    until = absl::ToTimespec(Reading(CLOCK_MONOTONIC) + left);
    arguments[kOperation] &= ~long{FUTEX_CLOCK_REALTIME};
    arguments[kUntil] = reinterpret_cast<long>(&until);
  }
  return TheLibrarys()(number, arguments[0], arguments[1], arguments[2],
                       arguments[3], arguments[4], arguments[5]);
}

}  // namespace

bool WaitsAreSteady() {
  return dlsym(RTLD_DEFAULT, "syscall") == reinterpret_cast<void*>(&syscall);
}

}  // namespace epiledger::host

// Takes the place of the C library's for all of the process: what is found in
// the program comes before what is found in libraries.
extern "C" long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  epiledger::host::Arguments arguments;
  for (long& argument : arguments) argument = va_arg(list, long);
  va_end(list);
  return epiledger::host::CarryOut(number, arguments);
}
