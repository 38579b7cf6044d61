// Child processes of the tests.
#ifndef EPILEDGER_TESTS_TESTING_CHILD_PROCESS_H_
#define EPILEDGER_TESTS_TESTING_CHILD_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace epiledger::testing {

// The folder of the tree's programs: `bin` beside the folder of this test.
[[nodiscard]] std::string ProgramFolder();

// Starts a program (arguments[0] is searched in PATH and the folders for
// administrators) with both outputs appended to the file `output`. The kernel
// kills it when the calling thread ends.
absl::StatusOr<pid_t> StartProcess(const std::vector<std::string>& arguments,
                                   const std::string& output);

// Waits for the end of `process`; true when it ended with 0.
bool WaitForProcess(pid_t process);

// How a program ended: its exit code, −1 when a signal ended it, and what it
// wrote.
struct Ended {
  int exit_code = -1;
  std::string output;
};

// Runs a program to its end.
absl::StatusOr<Ended> RunToItsEnd(const std::vector<std::string>& arguments);

// Runs a program to its end and returns what it wrote; INTERNAL with that text
// when it did not end with 0.
absl::StatusOr<std::string> RunProcess(
    const std::vector<std::string>& arguments);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_CHILD_PROCESS_H_
