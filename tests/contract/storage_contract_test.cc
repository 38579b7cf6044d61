// What database.h promises of transactions and databases, on every engine.
#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/contract/store_test.h"

namespace epiledger::storage {
namespace {

class StorageContractTest : public StoreTest {
 protected:
  absl::Status SetNumber(std::string_view id, int64_t number) {
    return database().Write([&](WriteTransaction& transaction) {
      return transaction
          .Execute(
              "UPDATE sample SET number = ? WHERE book = ? AND id = ?",
              {Value::Integer(number), Value::Text(kBook), Value::Text(id)})
          .status();
    });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, StorageContractTest,
                         ::testing::Values(Engine::kSqlite, Engine::kMysql),
                         EngineName);

// Reads the number of one row inside a transaction.
absl::StatusOr<int64_t> ReadNumber(ReadTransaction& transaction,
                                   std::string_view id) {
  int64_t number = -1;
  const absl::Status status = transaction.Query(
      "SELECT number FROM sample WHERE book = ? AND id = ?",
      {Value::Text(kBook), Value::Text(id)}, [&](const Row& row) {
        number = row.Integer(0);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return number;
}

TEST_P(StorageContractTest, ATakenKeyIsRefusedAndNothingIsStored) {
  ASSERT_TRUE(InsertSamples(database(), {{"taken", 1, "", ""}}).ok());
  std::vector<Sample> samples = ManySamples(1200, 2);
  samples.push_back({"taken", 2, "", ""});
  const absl::Status status = InsertSamples(database(), samples);
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists) << status;
  const std::vector<Sample> stored = Samples();
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored.front().number, 1);
}

TEST_P(StorageContractTest,
       AFailedStatementEndsTheTransactionWhateverIsMadeOfIt) {
  ASSERT_TRUE(InsertSamples(database(), {{"taken", 1, "", ""}}).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        EXPECT_TRUE(
            transaction.Insert(kSample, ValuesOf({{"new", 1, "", ""}})).ok());
        // Which of the two says so depends on the engine.
        const bool both =
            transaction.Insert(kSample, ValuesOf({{"taken", 2, "", ""}}))
                .ok() &&
            transaction.Query("SELECT 1", {}, IgnoreRow).ok();
        EXPECT_FALSE(both);
        EXPECT_FALSE(
            transaction.Insert(kSample, ValuesOf({{"other", 2, "", ""}})).ok());
        return absl::OkStatus();
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists) << status;
  EXPECT_EQ(Samples().size(), 1u);
  // The store lives on.
  EXPECT_TRUE(InsertSamples(database(), {{"next", 1, "", ""}}).ok());
}

TEST_P(StorageContractTest, TheBodysErrorRollsBack) {
  const absl::Status status = database().Write([&](WriteTransaction&
                                                       transaction) {
    EXPECT_TRUE(transaction.Insert(kSample, ValuesOf({{"a", 1, "", ""}})).ok());
    return absl::NotFoundError("the body's own");
  });
  EXPECT_EQ(status, absl::NotFoundError("the body's own"));
  EXPECT_EQ(Samples().size(), 0u);
}

TEST_P(StorageContractTest, WhatMustMatchOneRowIsRunAgainUntilItDoes) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(3, 1)).ok());
  int runs = 0;
  const auto set_where = [&](int64_t number) {
    return database().Write([&, number](WriteTransaction& transaction) {
      // The second run finds the row as it is.
      const int64_t expected = ++runs == 1 ? number : 1;
      absl::Status s = transaction.Insert(
          kSample, ValuesOf({{absl::StrCat("new-", runs), 5, "", ""}}));
      if (!s.ok()) return s;
      s = transaction.ExecuteOne(
          "UPDATE sample SET number = ? WHERE book = ? AND id = ? AND "
          "number = ?",
          {Value::Integer(7), Value::Text(kBook), Value::Text("row-000001"),
           Value::Integer(expected)});
      return s.ok() ? transaction.Insert(kSample,
                                         ValuesOf({{"behind", 5, "", ""}}))
                    : s;
    });
  };
  EXPECT_TRUE(set_where(99).ok());
  EXPECT_EQ(runs, 2);
  const std::vector<Sample> samples = Samples();
  ASSERT_EQ(samples.size(), 5u) << "the first run left nothing";
  EXPECT_EQ(samples[0].id, "behind");
  EXPECT_EQ(samples[1].id, "new-2");
  EXPECT_EQ(samples[3].number, 7);
}

TEST_P(StorageContractTest, WhatMatchesTwoRowsIsNotOne) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(2, 1)).ok());
  int runs = 0;
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        if (++runs > 1) return absl::OkStatus();
        return transaction.ExecuteOne("UPDATE sample SET number = 2", {});
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Samples().front().number, 1);
}

TEST_P(StorageContractTest, ABodyThatReturnsAbortedIsRunAgain) {
  int runs = 0;
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status s = transaction.Insert(
            kSample, ValuesOf({{absl::StrCat(++runs), 1, "", ""}}));
        return runs < 3 ? absl::AbortedError("without the third") : s;
      });
  EXPECT_TRUE(status.ok()) << status;
  ASSERT_EQ(Samples().size(), 1u);
  EXPECT_EQ(Samples().front().id, "3");
}

TEST_P(StorageContractTest, ATransactionSeesItsOwnChanges) {
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status inserted =
            transaction.Insert(kSample, ValuesOf({{"a", 4, "", ""}}));
        EXPECT_EQ(ReadNumber(transaction, "a").value_or(-2), 4);
        return inserted;
      });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_P(StorageContractTest, ConcurrentIncrementsUnderALockLoseNothing) {
  constexpr int kThreads = 8;
  constexpr int kIncrements = 50;
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < kIncrements; ++j) {
          if (!database().Write(Increment).ok()) ++failed;
        }
      });
    }
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Samples().front().number, kThreads * kIncrements);
}

TEST_P(StorageContractTest, TransactionsThatCrossAreRunAgain) {
  // Each thread takes the two rows in another order: on an engine with row
  // locks they meet in a deadlock, and one is run again.
  ASSERT_TRUE(
      InsertSamples(database(), {{"a", 0, "", ""}, {"b", 0, "", ""}}).ok());
  const auto add = [](WriteTransaction& transaction, std::string_view id) {
    return transaction
        .Execute(
            "UPDATE sample SET number = number + 1 WHERE book = ? AND id = ?",
            {Value::Text(kBook), Value::Text(id)})
        .status();
  };
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    for (const bool forward : {true, false}) {
      threads.emplace_back([&, forward] {
        for (int i = 0; i < 40; ++i) {
          const absl::Status status =
              database().Write([&](WriteTransaction& transaction) {
                absl::Status s = add(transaction, forward ? "a" : "b");
                absl::SleepFor(absl::Milliseconds(1));
                if (s.ok()) s = add(transaction, forward ? "b" : "a");
                return s;
              });
          if (!status.ok()) ++failed;
        }
      });
    }
  }
  EXPECT_EQ(failed, 0);
  for (const Sample& sample : Samples()) {
    EXPECT_EQ(sample.number, 80);
  }
}

TEST_P(StorageContractTest, ASnapshotIsStableWhileWritersCommit) {
  ASSERT_TRUE(InsertSamples(database(), {{"a", 1, "", ""}}).ok());
  const absl::Status status =
      database().Read([&](ReadTransaction& transaction) {
        EXPECT_EQ(ReadNumber(transaction, "a").value_or(-2), 1);
        // A writer waits for no reader.
        EXPECT_TRUE(SetNumber("a", 2).ok());
        EXPECT_EQ(ReadNumber(transaction, "a").value_or(-2), 1);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Samples().front().number, 2);
}

TEST_P(StorageContractTest, AReaderDoesNotWaitForAWriter) {
  ASSERT_TRUE(InsertSamples(database(), {{"a", 1, "", ""}}).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status locked = transaction.QueryForUpdate(
            "SELECT number FROM sample WHERE book = ? AND id = ?",
            {Value::Text(kBook), Value::Text("a")}, IgnoreRow);
        if (!locked.ok()) return locked;
        absl::Status changed =
            transaction.Execute("UPDATE sample SET number = 2", {}).status();
        EXPECT_EQ(Samples().front().number, 1);
        return changed;
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Samples().front().number, 2);
}

TEST_P(StorageContractTest, AReadTransactionCannotWrite) {
  const absl::Status status =
      database().Read([&](ReadTransaction& transaction) {
        return transaction.Query(
            "INSERT INTO sample (book, id) VALUES ('county', 'a')", {},
            IgnoreRow);
      });
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(Samples().size(), 0u);
}

TEST_P(StorageContractTest, MoreReadersThanConnectionsTakeTurns) {
  Reopen({.timeout_milliseconds = 5000, .max_connections = 2});
  ASSERT_TRUE(InsertSamples(database(), ManySamples(100, 1)).ok());
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(16);
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 20; ++j) {
          const auto rows = ReadSamples(database());
          if (!rows.ok() || rows->size() != 100) ++failed;
        }
      });
    }
  }
  EXPECT_EQ(failed, 0);
}

TEST_P(StorageContractTest, AReaderThatFindsNoConnectionGivesUpInTime) {
  Reopen({.timeout_milliseconds = 100, .max_connections = 1});
  const absl::Status status =
      database().Read([&](ReadTransaction& /*transaction*/) {
        return ReadSamples(database()).status();
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(ReadSamples(database()).ok());
}

TEST_P(StorageContractTest, OnlyWhatCommittedIsThereAfterReopening) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(50, 3)).ok());
  Reopen();
  EXPECT_TRUE(Samples() == ManySamples(50, 3));
}

TEST_P(StorageContractTest, DatabasesHaveNames) {
  EXPECT_EQ(store_->OpenDatabase("../x").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_->OpenDatabase("").status().code(),
            absl::StatusCode::kInvalidArgument);
  const auto again = store_->OpenDatabase("main");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, &database());
  EXPECT_EQ(store_->engine(), GetParam());
  EXPECT_EQ(database().engine(), GetParam());
}

}  // namespace
}  // namespace epiledger::storage
