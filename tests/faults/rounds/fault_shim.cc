// A library that is loaded before a process's own (LD_PRELOAD) and fails what
// the process asks of its machine: writes and syncs of files in one folder, the
// clock of the world, or the process itself amid its writes. It counts what it
// failed, so that a test can tell a fault that struck from one that did not.
//
// What is to fail stands in a file that the test maps and changes meanwhile,
// see Control. Without FAULT_SHIM in the environment nothing is changed.
//
// The clock is set as an operator sets it: who waits for a time of the clock of
// the world waits as long as the set clock says, also if it is set amid the
// wait.
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

namespace {

constexpr int64_t kNanos = 1'000'000'000;
// How often a wait looks whether the clock was set.
constexpr int64_t kLookNanos = 20'000'000;

// Which calls are counted, a bit each, and what becomes of the one that is
// struck.
enum Counted : int64_t { kWrites = 1, kSyncs = 2 };
enum How : int64_t { kKillBefore = 0, kKillAfter = 1, kFail = 2 };

// As tests/faults/rounds/shim_control.py packs it.
struct Control {
  // Added to the clock of the world.
  std::atomic<int64_t> clock_nanos;
  // How often that clock was read.
  std::atomic<int64_t> clock_reads;
  // What a write fails with, once `bytes_left` are written; 0: nothing.
  std::atomic<int64_t> write_errno;
  std::atomic<int64_t> bytes_left;
  // What a sync fails with; 0: nothing.
  std::atomic<int64_t> sync_errno;
  // The so-manieth of the counted calls from now is struck; 0: none.
  std::atomic<int64_t> calls_to_strike;
  // Bits of Counted.
  std::atomic<int64_t> counted;
  // One of How.
  std::atomic<int64_t> how;
  // The file that takes nothing behind `most_bytes`, by its inode; 0: none.
  std::atomic<int64_t> limited_file;
  std::atomic<int64_t> most_bytes;
  // Calls that were failed.
  std::atomic<int64_t> struck;
};

Control* MapControl() {
  const char* const path = std::getenv("FAULT_SHIM");
  if (path == nullptr) return nullptr;
  const int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return nullptr;
  void* const mapped = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE,
                            MAP_SHARED, file, 0);
  close(file);
  return mapped == MAP_FAILED ? nullptr : static_cast<Control*>(mapped);
}

Control* control = nullptr;
std::string* folder = nullptr;

__attribute__((constructor)) void Begin() {
  const char* const path = std::getenv("FAULT_SHIM_FOLDER");
  if (path != nullptr) folder = new std::string(path);
  control = MapControl();
}

template <typename Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int64_t ToNanos(const timespec& time) {
  return time.tv_sec * kNanos + time.tv_nsec;
}

timespec FromNanos(int64_t nanos) {
  return {nanos / kNanos, static_cast<long>(nanos % kNanos)};
}

int64_t ClockNanos() {
  return control == nullptr ? 0 : control->clock_nanos.load();
}

// The same for somebody who reads the clock.
int64_t ReadClockNanos() {
  if (control == nullptr) return 0;
  control->clock_reads.fetch_add(1, std::memory_order_relaxed);
  return ClockNanos();
}

int RealClock(clockid_t id, timespec* time) {
  static auto* const next = Next<int(clockid_t, timespec*)>("clock_gettime");
  return next(id, time);
}

int64_t RealNow() {
  timespec now = {};
  RealClock(CLOCK_REALTIME, &now);
  return ToNanos(now);
}

bool IsOfFolder(int file) {
  if (folder == nullptr) return false;
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  std::string path(4096, '\0');
  const ssize_t size = readlink(link.c_str(), path.data(), path.size());
  return size > 0 && path.compare(0, folder->size(), *folder) == 0;
}

[[noreturn]] void Die() {
  kill(getpid(), SIGKILL);
  while (true) pause();
}

// Carries out a write or a sync of a file, unless it is the one to be struck.
template <typename Call>
auto AmidCalls(Counted kind, const Call& call) {
  if ((control->counted & kind) == 0 || control->calls_to_strike <= 0 ||
      control->calls_to_strike.fetch_sub(1) != 1) {
    return call();
  }
  ++control->struck;
  if (control->how == kFail) {
    errno = EIO;
    return decltype(call()){-1};
  }
  if (control->how == kKillAfter) call();
  Die();
}

bool IsLimited(int file) {
  struct stat facts = {};
  return control->limited_file != 0 && fstat(file, &facts) == 0 &&
         static_cast<int64_t>(facts.st_ino) == control->limited_file;
}

// What still fits; `left` bytes do.
template <typename Call>
ssize_t WriteSome(size_t size, int64_t left, int error, const Call& call) {
  if (left >= static_cast<int64_t>(size)) return call(size);
  ++control->struck;
  if (left > 0) return call(static_cast<size_t>(left));
  errno = error;
  return -1;
}

// A limit of the system's own (RLIMIT_FSIZE) is one that struck, too.
ssize_t Noted(int file, ssize_t result) {
  const int error = errno;
  if (result < 0 && error == EFBIG && IsOfFolder(file)) ++control->struck;
  errno = error;
  return result;
}

bool IsWell() {
  return control->write_errno == 0 && control->calls_to_strike <= 0 &&
         control->limited_file == 0;
}

// `call` writes so many bytes, at `at` or, where that is negative, at the
// file's position.
template <typename Call>
ssize_t Write(int file, size_t size, off_t at, const Call& call) {
  if (control == nullptr) return call(size);
  if (IsWell() || !IsOfFolder(file)) return Noted(file, call(size));
  if (IsLimited(file)) {
    const off_t from = at < 0 ? lseek(file, 0, SEEK_CUR) : at;
    return WriteSome(size, control->most_bytes - from, EFBIG, call);
  }
  // A full disk takes what still fits.
  if (control->write_errno != 0) {
    return WriteSome(size,
                     control->bytes_left.fetch_sub(static_cast<int64_t>(size)),
                     static_cast<int>(control->write_errno), call);
  }
  return AmidCalls(kWrites, [&] { return call(size); });
}

template <typename Call>
int Sync(int file, const Call& call) {
  if (control == nullptr ||
      (control->sync_errno == 0 && control->calls_to_strike <= 0) ||
      !IsOfFolder(file)) {
    return call();
  }
  if (control->sync_errno == 0) return AmidCalls(kSyncs, call);
  ++control->struck;
  errno = static_cast<int>(control->sync_errno);
  return -1;
}

using Syscall = long(long, long, long, long, long, long, long);

Syscall* RealSyscall() {
  static auto* const next = Next<Syscall>("syscall");
  return next;
}

// Waits until the clock of the world, as it is set, says `until`.
long WaitUntil(long word, long how, long expected, int64_t until, long mask) {
  while (true) {
    const int64_t left = until - (RealNow() + ClockNanos());
    const timespec wake =
        FromNanos(RealNow() + std::max<int64_t>(0, std::min(left, kLookNanos)));
    const long result = RealSyscall()(SYS_futex, word, how, expected,
                                      reinterpret_cast<long>(&wake), 0, mask);
    if (result == 0 || errno != ETIMEDOUT || left <= 0) return result;
  }
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t id, timespec* time) noexcept {
  const int result = RealClock(id, time);
  if (result == 0 && id == CLOCK_REALTIME) {
    *time = FromNanos(ToNanos(*time) + ReadClockNanos());
  }
  return result;
}

int gettimeofday(timeval* time, void* /*zone*/) noexcept {
  const int64_t now = RealNow() + ReadClockNanos();
  *time = {now / kNanos, (now % kNanos) / 1000};
  return 0;
}

time_t time(time_t* result) noexcept {
  const time_t now = (RealNow() + ReadClockNanos()) / kNanos;
  if (result != nullptr) *result = now;
  return now;
}

long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  long a[6];
  for (long& argument : a) argument = va_arg(list, long);
  va_end(list);
  if (number == SYS_futex && control != nullptr && a[3] != 0 &&
      (a[1] & FUTEX_CLOCK_REALTIME) != 0 &&
      (a[1] & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET) {
    const auto& until = *reinterpret_cast<const timespec*>(a[3]);
    return WaitUntil(a[0], a[1], a[2], ToNanos(until), a[5]);
  }
  return RealSyscall()(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

ssize_t write(int file, const void* data, size_t size) {
  static auto* const next = Next<ssize_t(int, const void*, size_t)>("write");
  return Write(file, size, -1,
               [&](size_t some) { return next(file, data, some); });
}

ssize_t pwrite(int file, const void* data, size_t size, off_t at) {
  static auto* const next =
      Next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return Write(file, size, at,
               [&](size_t some) { return next(file, data, some, at); });
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t at) {
  static auto* const next =
      Next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return Write(file, size, at,
               [&](size_t some) { return next(file, data, some, at); });
}

int fsync(int file) {
  static auto* const next = Next<int(int)>("fsync");
  return Sync(file, [&] { return next(file); });
}

int fdatasync(int file) {
  static auto* const next = Next<int(int)>("fdatasync");
  return Sync(file, [&] { return next(file); });
}

}  // extern "C"
