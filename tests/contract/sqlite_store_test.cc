// What SQLite stores promise beside the contract: one process a directory,
// clean errors when the disk refuses, nothing acknowledged lost to a kill, and
// a log that does not grow without end.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/storage/open_files.h"
#include "services/storage/sqlite_database.h"
#include "services/storage/storage_status.h"
#include "tests/contract/store_test.h"

namespace epiledger::storage {
namespace {

using ::testing::HasSubstr;

class SqliteStoreTest : public StoreTest {
 protected:
  [[nodiscard]] std::string File(std::string_view name) const {
    return url().directory + "/" + std::string(name);
  }

  // Inserts one row after another until that fails; returns how many were
  // acknowledged.
  int InsertUntilItFails(absl::Status& failure) {
    for (int count = 0;; ++count) {
      failure = InsertSamples(
          database(), {{absl::StrCat(100000 + count), count, "", "bytes"}});
      if (!failure.ok()) return count;
    }
  }

  // A process writes so many rows, one after another, and is killed.
  void InsertAndDie(int rows) {
    const pid_t child = fork();
    if (child == 0) {
      Reopen();
      for (int i = 0; i < rows; ++i) {
        const std::string id = absl::StrCat(100000 + i);
        const std::string bytes(2000, 'x');
        if (!InsertSamples(database(), {{id, i, "", bytes}}).ok()) _exit(1);
      }
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, SqliteStoreTest,
                         ::testing::Values(Engine::kSqlite), EngineName);

// Lets no file of this process grow beyond `bytes`.
void LimitFileSize(rlim_t bytes) {
  ASSERT_NE(std::signal(SIGXFSZ, SIG_IGN), SIG_ERR);
  rlimit limit = {};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  setrlimit(RLIMIT_FSIZE, &limit);
}

// Runs `story` in a child process, so that its limits are its own; true when
// it recorded no failure.
bool InChild(absl::FunctionRef<void()> story) {
  const pid_t child = fork();
  if (child == 0) {
    story();
    _exit(::testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_P(SqliteStoreTest, ADirectoryBelongsToOneStore) {
  const auto second = Store::Open(url(), {});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(second.status().ToString(),
              HasSubstr(absl::StrCat("in use by process ", getpid())));
  Close();
  EXPECT_TRUE(Store::Open(url(), {}).ok());
}

TEST_P(SqliteStoreTest, AStoreThatMustExistIsNotMade) {
  const StoreOptions options = {.must_exist = true};
  StoreUrl missing = url();
  missing.directory = File("missing");
  EXPECT_TRUE(absl::IsNotFound(Store::Open(missing, options).status()));
  EXPECT_FALSE(std::filesystem::exists(missing.directory));
  std::filesystem::create_directory(missing.directory);
  EXPECT_TRUE(absl::IsNotFound(Store::Open(missing, options).status()));
  EXPECT_TRUE(std::filesystem::is_empty(missing.directory));
  Close();
  EXPECT_TRUE(Store::Open(url(), options).ok());
}

TEST_P(SqliteStoreTest, ADirectoryIsFreeWhenItsProcessWasKilled) {
  Close();
  int held[2];
  ASSERT_EQ(pipe(held), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto store = Store::Open(url(), {});
    if (!store.ok() || write(held[1], "+", 1) != 1) _exit(1);
    pause();
  }
  char byte = 0;
  ASSERT_EQ(read(held[0], &byte, 1), 1);
  EXPECT_FALSE(Store::Open(url(), {}).ok());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(held[0]);
  close(held[1]);
  EXPECT_TRUE(Store::Open(url(), {}).ok());
}

TEST_P(SqliteStoreTest, ADirectoryThatCannotBeMadeIsNamed) {
  std::ofstream(File("plain")) << "a file";
  StoreUrl inside = url();
  inside.directory = File("plain/inside");
  const auto store = Store::Open(inside, {});
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(store.status().ToString(), HasSubstr("plain/inside"));
}

TEST_P(SqliteStoreTest, DatabasesAreFilesOfTheirOwn) {
  ASSERT_TRUE(store_->OpenDatabase("county-2").ok());
  ASSERT_TRUE(store_->OpenDatabase("county-1").ok());
  const auto names = store_->ListDatabases();
  ASSERT_TRUE(names.ok()) << names.status();
  EXPECT_THAT(*names, ::testing::ElementsAre("county-1", "county-2", "main"));
  EXPECT_TRUE(std::filesystem::exists(File("county-1.db")));
  EXPECT_NE(*store_->OpenDatabase("county-1"),
            *store_->OpenDatabase("county-2"));
}

TEST_P(SqliteStoreTest, ADamagedFileIsDataLoss) {
  std::ofstream(File("damaged.db")) << std::string(8192, 'x');
  const auto database = store_->OpenDatabase("damaged");
  EXPECT_EQ(database.status().code(), absl::StatusCode::kDataLoss)
      << database.status();
}

TEST_P(SqliteStoreTest, AFullDatabaseIsResourceExhaustedAndReadsGoOn) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(10, 1)).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status limited =
            transaction.Execute("PRAGMA max_page_count = 20", {}).status();
        if (!limited.ok()) return limited;
        return transaction.Insert(
            kSample, ValuesOf({{"large", 1, "", std::string(1u << 20, 'x')}}));
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_FALSE(IsCommitOutcomeUnknown(status));
  EXPECT_TRUE(Samples() == ManySamples(10, 1));
}

TEST_P(SqliteStoreTest, ADiskThatRefusesLeavesWhatWasAcknowledged) {
  Close();
  EXPECT_TRUE(InChild([&] {
    Reopen();
    LimitFileSize(400 << 10);
    absl::Status failure;
    const int acknowledged = InsertUntilItFails(failure);
    EXPECT_GT(acknowledged, 5);
    EXPECT_TRUE(absl::IsUnavailable(failure) ||
                absl::IsResourceExhausted(failure))
        << failure;
    EXPECT_EQ(Samples().size(), static_cast<size_t>(acknowledged));
    // When there is room again the same store goes on.
    LimitFileSize(RLIM_INFINITY);
    EXPECT_TRUE(InsertSamples(database(), {{"again", 1, "", ""}}).ok());
    EXPECT_EQ(Samples().size(), static_cast<size_t>(acknowledged) + 1);
    std::ofstream(File("acknowledged")) << acknowledged;
  }));
  int acknowledged = 0;
  std::ifstream(File("acknowledged")) >> acknowledged;
  Reopen();
  EXPECT_EQ(Samples().size(), static_cast<size_t>(acknowledged) + 1);
}

TEST_P(SqliteStoreTest, AfterAFailedCommitWritingWaitsForTheReadsUnderWay) {
  Close();
  EXPECT_TRUE(InChild([&] {
    Reopen({.timeout_milliseconds = 200, .max_connections = 4});
    const absl::Status read = database().Read([&](ReadTransaction& snapshot) {
      EXPECT_TRUE(snapshot.Query("SELECT id FROM sample", {}, IgnoreRow).ok());
      LimitFileSize(400 << 10);
      absl::Status failure;
      InsertUntilItFails(failure);
      EXPECT_TRUE(IsCommitOutcomeUnknown(failure)) << failure;
      LimitFileSize(RLIM_INFINITY);
      const absl::Status waits =
          InsertSamples(database(), {{"again", 1, "", ""}});
      EXPECT_TRUE(absl::IsUnavailable(waits)) << waits;
      EXPECT_THAT(waits.ToString(), HasSubstr("reads that were under way"));
      return absl::OkStatus();
    });
    EXPECT_TRUE(read.ok()) << read;
    EXPECT_TRUE(InsertSamples(database(), {{"again", 1, "", ""}}).ok());
  }));
}

TEST_P(SqliteStoreTest, NothingAcknowledgedIsLostToAKill) {
  Close();
  for (int round = 0; round < 3; ++round) {
    int acknowledged[2];
    ASSERT_EQ(pipe(acknowledged), 0);
    const pid_t child = fork();
    if (child == 0) {
      Reopen();
      for (int i = 0;; ++i) {
        const std::string id = absl::StrCat(round, "-", 100000 + i);
        if (!InsertSamples(database(), {{id, i, "", "bytes"}}).ok()) _exit(1);
        if (write(acknowledged[1], "+", 1) != 1) _exit(1);
      }
    }
    close(acknowledged[1]);
    int count = 0;
    char byte = 0;
    while (count < 200 && read(acknowledged[0], &byte, 1) == 1) ++count;
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(acknowledged[0], &byte, 1) == 1) ++count;
    close(acknowledged[0]);
    ASSERT_GE(count, 200);
    Reopen();
    const std::vector<Sample> samples = Samples();
    const auto stored = std::count_if(
        samples.begin(), samples.end(), [&](const Sample& sample) {
          return sample.id.starts_with(absl::StrCat(round, "-"));
        });
    // The last one may have been committed and not acknowledged.
    EXPECT_GE(stored, count);
    EXPECT_LE(stored, count + 1);
    Close();
  }
}

TEST_P(SqliteStoreTest, WhatAKillLeftInTheLogIsOnTheDiskBeforeItIsRead) {
  Close();
  InsertAndDie(30);
  Reopen();
  EXPECT_EQ(Samples().size(), 30U);
  // The log is not of the copy: what is there was in the file.
  std::filesystem::copy(File("main.db"), File("copied.db"));
  const auto copied = store_->OpenDatabase("copied");
  ASSERT_TRUE(copied.ok()) << copied.status();
  int rows = 0;
  const absl::Status read = (*copied)->Read([&](ReadTransaction& snapshot) {
    return snapshot.Query("SELECT id FROM sample", {}, [&](const Row&) {
      ++rows;
      return absl::OkStatus();
    });
  });
  EXPECT_TRUE(read.ok()) << read;
  EXPECT_EQ(rows, 30);
}

TEST_P(SqliteStoreTest, WhatCannotBeWrittenToTheDiskIsNotRead) {
  Close();
  InsertAndDie(100);
  EXPECT_TRUE(InChild([&] {
    const auto store = Store::Open(url(), {});
    ASSERT_TRUE(store.ok()) << store.status();
    LimitFileSize(100 << 10);
    EXPECT_TRUE(absl::IsUnavailable((*store)->OpenDatabase("main").status()));
    LimitFileSize(RLIM_INFINITY);
    EXPECT_TRUE((*store)->OpenDatabase("main").ok());
  }));
  Reopen();
  EXPECT_EQ(Samples().size(), 100U);
}

TEST_P(SqliteStoreTest, TheLeastRecentlyUsedFilesAreClosed) {
  OpenFiles open_files(5);
  std::vector<std::unique_ptr<SqliteDatabase>> files;
  const auto write = [&](size_t file) {
    return files[file]
        ->Write([](WriteTransaction& transaction) {
          return transaction
              .Execute("CREATE TABLE IF NOT EXISTS t (a INTEGER)", {})
              .status();
        })
        .ok();
  };
  const auto read = [&](size_t file) {
    return files[file]
        ->Read([](ReadTransaction& snapshot) {
          return snapshot.Query("SELECT a FROM t", {}, IgnoreRow);
        })
        .ok();
  };
  for (size_t i = 0; i < 8; ++i) {
    auto file = SqliteDatabase::Open(File(absl::StrCat("f", i, ".db")), {}, {},
                                     &open_files);
    ASSERT_TRUE(file.ok()) << file.status();
    files.push_back(*std::move(file));
    ASSERT_TRUE(write(i));
    ASSERT_TRUE(read(i));
  }
  int open = 0;
  for (const auto& file : files) open += file->connections();
  EXPECT_LE(open, 5);
  EXPECT_EQ(files[0]->connections(), 0);
  EXPECT_EQ(files[7]->connections(), 2);
  // A closed file is opened again, at the cost of another.
  EXPECT_TRUE(write(0));
  EXPECT_TRUE(read(0));
  EXPECT_EQ(files[0]->connections(), 2);
}

TEST_P(SqliteStoreTest, TheLogIsBoundedAlthoughReadersAlwaysOverlap) {
  constexpr LogLimits kLimits = {.checkpoint = 50, .step = 20, .most = 200};
  constexpr uintmax_t kMostBytes = uintmax_t{200 + 200} * 4096;
  const auto file = SqliteDatabase::Open(File("log.db"), {}, kLimits);
  ASSERT_TRUE(file.ok()) << file.status();
  Database& database = **file;
  const auto create = [](WriteTransaction& transaction) {
    return transaction.Execute("CREATE TABLE t (a INTEGER, b BLOB)", {})
        .status();
  };
  ASSERT_TRUE(database.Write(create).ok());
  std::atomic<bool> stop = false;
  std::vector<std::jthread> readers;
  readers.reserve(3);
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const absl::Status read = database.Read([](ReadTransaction& snapshot) {
          absl::Status s =
              snapshot.Query("SELECT COUNT(*) FROM t", {}, IgnoreRow);
          absl::SleepFor(absl::Milliseconds(3));
          return s;
        });
        EXPECT_TRUE(read.ok()) << read;
      }
    });
  }
  const std::string bytes(100 << 10, 'x');
  uintmax_t longest = 0;
  for (int i = 0; i < 200; ++i) {
    const absl::Status status =
        database.Write([&](WriteTransaction& transaction) {
          return transaction
              .Execute("INSERT INTO t VALUES (?, ?)",
                       {Value::Integer(i), Value::Bytes(bytes)})
              .status();
        });
    ASSERT_TRUE(status.ok()) << status;
    longest = std::max(longest, std::filesystem::file_size(File("log.db-wal")));
  }
  stop = true;
  EXPECT_GT(longest, 50u * 4096) << "the log was never long";
  EXPECT_LE(longest, kMostBytes) << "of 20 MB written";
}

}  // namespace
}  // namespace epiledger::storage
