// WritePath: a book of things and boxes, made by its first command, on either
// engine. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "services/book/books.h"
#include "services/book/command.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/storage/store_url.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::book {

using Answers = std::vector<absl::StatusOr<Outcome>>;

// The book's.
[[nodiscard]] const journal::BookName& Name();

// Adds a version without a body to the effects.
void AddResource(std::string_view collection, std::string_view key,
                 Accepted& accepted);

template <typename... Commands>
std::vector<Command> List(Commands... commands) {
  std::vector<Command> list;
  (list.push_back(std::move(commands)), ...);
  return list;
}

// Commands that were submitted, and what becomes of them.
class Submission {
 public:
  // All at once; each alone, or all or none.
  enum class How { kEach, kAllOrNone };
  Submission(Books& books, std::vector<Command> commands, How how = How::kEach);

  // To be called once, before the end.
  Answers Wait();

 private:
  Answers answers_;
  absl::BlockingCounter open_;
};

class WritePath : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override { Open(NewUrl()); }

  std::string NewUrl();
  void Open(const std::string& url,
            size_t cached_state = limits::kMaxCachedState);

  // A command with an id that nothing is asked of yet.
  static Command Asked(const std::string& id, Decide decide);
  static Command Genesis();
  // Accepted, with a thing of its own.
  static Command Write(const std::string& id);
  static Command Move(const std::string& id, const std::string& source,
                      const std::string& target, int64_t amount);
  // The same command, whose decision says that it has begun and waits.
  static Command Held(Command command, absl::Notification& is_held,
                      absl::Notification& go_on);

  absl::StatusOr<Outcome> Run(Command command);
  // Submits all at once and waits for their answers.
  Answers RunAll(std::vector<Command> commands);
  // The same in one batch: they gather while the batch before them is held.
  Answers RunTogether(std::vector<Command> commands);

  // Accepted all or none.
  Answers RunAllOrNone(std::vector<Command> commands);

  absl::StatusOr<ledger::VerifyReport> Verify();

  // A new book on MariaDB, behind a proxy that can lose what is sent.
  void OpenThroughProxy();

  std::unique_ptr<testing::FaultProxy> proxy_;
  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  std::string url_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Books> books_;
};

// The same on MariaDB alone, through the proxy.
class ProxiedWritePath : public WritePath {
 protected:
  void SetUp() override { OpenThroughProxy(); }
};

// For INSTANTIATE_TEST_SUITE_P.
std::string NameOfEngine(
    const ::testing::TestParamInfo<storage::Engine>& engine);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_
