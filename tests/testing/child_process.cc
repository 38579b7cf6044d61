#include "tests/testing/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::testing {
namespace {

// Where servers are that an ordinary user's PATH leaves out.
std::string FindProgram(const std::string& name) {
  for (const char* folder : {"/usr/local/sbin/", "/usr/sbin/", "/sbin/"}) {
    const std::string path = folder + name;
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return name;
}

[[noreturn]] void Become(const char* program, char* const* arguments,
                         int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvp(program, arguments);
  _exit(127);
}

}  // namespace

std::string ProgramFolder() {
  return std::filesystem::read_symlink("/proc/self/exe")
             .parent_path()
             .parent_path() /
         "bin";
}

absl::StatusOr<pid_t> StartProcess(const std::vector<std::string>& arguments,
                                   const std::string& output) {
  const int file =
      open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return absl::InternalError("cannot open " + output);
  // All memory is made before the fork: other threads may hold its locks.
  std::vector<char*> raw;
  raw.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) {
    raw.push_back(const_cast<char*>(argument.c_str()));
  }
  raw.push_back(nullptr);
  const std::string program = FindProgram(arguments[0]);
  const pid_t process = fork();
  if (process == 0) Become(program.c_str(), raw.data(), file);
  const int fork_error = errno;
  close(file);
  if (process < 0) return absl::ErrnoToStatus(fork_error, "cannot fork");
  return process;
}

namespace {

// The exit code of `process` when it has ended; −1 when a signal ended it.
int ExitCodeOf(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

bool WaitForProcess(pid_t process) { return ExitCodeOf(process) == 0; }

absl::StatusOr<Ended> RunToItsEnd(const std::vector<std::string>& arguments) {
  const TemporaryDirectory directory;
  const std::string output = directory.path() + "/output";
  const absl::StatusOr<pid_t> process = StartProcess(arguments, output);
  if (!process.ok()) return process.status();
  const int exit_code = ExitCodeOf(*process);
  std::ostringstream text;
  text << std::ifstream(output).rdbuf();
  return Ended{exit_code, text.str()};
}

absl::StatusOr<std::string> RunProcess(
    const std::vector<std::string>& arguments) {
  absl::StatusOr<Ended> ended = RunToItsEnd(arguments);
  if (!ended.ok()) return ended.status();
  if (ended->exit_code == 0) return std::move(ended->output);
  return absl::InternalError(
      absl::StrCat(arguments[0], " failed: ", ended->output));
}

}  // namespace epiledger::testing
