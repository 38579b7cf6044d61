#include "services/gateway/bulletin/docx.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr absl::Duration kLook = absl::Milliseconds(5);

// A file without a name, in memory.
class MemoryFile {
 public:
  explicit MemoryFile(const char* label)
      : descriptor_(memfd_create(label, MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

  // Whether all of it was written, to be read from the beginning.
  [[nodiscard]] bool Fill(const std::string& bytes) const {
    size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t count =
          write(descriptor_, bytes.data() + done, bytes.size() - done);
      if (count <= 0) return false;
      done += static_cast<size_t>(count);
    }
    return lseek(descriptor_, 0, SEEK_SET) == 0;
  }

  [[nodiscard]] std::string Read() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    std::string bytes(size > 0 ? static_cast<size_t>(size) : 0, '\0');
    const ssize_t count = pread(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<size_t>(count) : 0);
    return bytes;
  }

 private:
  const int descriptor_;
};

// The child's descriptors and signals: nothing of ours but the two files.
class SpawnPlan {
 public:
  SpawnPlan(const MemoryFile& in, const MemoryFile& out) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in.descriptor(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.descriptor(),
                                     STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  [[nodiscard]] absl::StatusOr<pid_t> Start(
      std::vector<std::string> arguments,
      std::vector<std::string> environment) const {
    pid_t child = 0;
    const int error =
        posix_spawn(&child, arguments.front().c_str(), &actions_, &attributes_,
                    Pointers(arguments).data(), Pointers(environment).data());
    if (error == 0) return child;
    return absl::UnavailableError(
        Concat("cannot start ", arguments.front(), ": ", std::strerror(error)));
  }

 private:
  static std::vector<char*> Pointers(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// OK when it ended with 0; killed when it has not by `end`.
absl::Status WaitFor(pid_t child, absl::Time end) {
  int how = 0;
  while (waitpid(child, &how, WNOHANG) == 0) {
    if (absl::Now() >= end) {
      kill(child, SIGKILL);
      waitpid(child, &how, 0);
      return absl::DeadlineExceededError("pandoc took too long");
    }
    absl::SleepFor(kLook);
  }
  return WIFEXITED(how) && WEXITSTATUS(how) == 0
             ? absl::OkStatus()
             : absl::UnavailableError("pandoc ended with an error");
}

}  // namespace

bool Pandoc::IsThere() const {
  return !program_.empty() && access(program_.c_str(), X_OK) == 0;
}

absl::StatusOr<std::string> Pandoc::ToDocx(const std::string& markdown,
                                           absl::Time source_date) const {
  if (!IsThere()) {
    return absl::NotFoundError(Concat("there is no program ", program_));
  }
  const MemoryFile in("markdown");
  const MemoryFile out("docx");
  if (in.descriptor() < 0 || out.descriptor() < 0 || !in.Fill(markdown)) {
    return absl::UnavailableError("no memory for a document");
  }
  const auto child = SpawnPlan(in, out).Start(
      {program_, "--from=commonmark+pipe_tables-raw_html", "--to=docx",
       "--output=-"},
      {Concat("SOURCE_DATE_EPOCH=", absl::ToUnixSeconds(source_date)),
       "LANG=C.UTF-8", "PATH=/usr/bin:/bin"});
  if (!child.ok()) return child.status();
  const absl::Status ended = WaitFor(*child, absl::Now() + limits::kPandocTime);
  if (!ended.ok()) return ended;
  return out.Read();
}

}  // namespace epiledger::gateway
