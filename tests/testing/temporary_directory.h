// TemporaryDirectory: an empty directory that is removed, with all in it, when
// its owner goes out of scope.
#ifndef EPILEDGER_TESTS_TESTING_TEMPORARY_DIRECTORY_H_
#define EPILEDGER_TESTS_TESTING_TEMPORARY_DIRECTORY_H_

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace epiledger::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name =
        (std::filesystem::temp_directory_path() / "epiledger-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_TEMPORARY_DIRECTORY_H_
