// What database.h promises, on every engine: values, statements, transactions.
#include <algorithm>
#include <atomic>
#include <limits>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/storage/storage_status.h"
#include "tests/contract/store_test.h"

namespace epiledger::storage {
namespace {

using ::testing::HasSubstr;

class StorageContractTest : public StoreTest {
 protected:
  // Numbers of the rows with these ids.
  absl::StatusOr<std::vector<int64_t>> NumbersIn(
      const std::vector<Sample>& samples) {
    std::vector<Value> keys;
    for (const Sample& sample : samples) keys.push_back(Value::Text(sample.id));
    std::vector<int64_t> numbers;
    const absl::Status status =
        database().Read([&](ReadTransaction& transaction) {
          return transaction.QueryIn(
              "SELECT number FROM sample WHERE book = ? AND id",
              {Value::Text(kBook)}, keys, [&](const Row& row) {
                numbers.push_back(row.Integer(0));
                return absl::OkStatus();
              });
        });
    if (!status.ok()) return status;
    return numbers;
  }

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

TEST_P(StorageContractTest, ValuesComeBackAsTheyWereStored) {
  std::string all_bytes;
  for (int i = 0; i < 256; ++i) all_bytes.push_back(static_cast<char>(i));
  std::string megabyte;
  while (megabyte.size() < (1u << 20)) megabyte += all_bytes;
  const std::vector<Sample> samples = {
      {"a", std::numeric_limits<int64_t>::min(), "", ""},
      {"b", std::numeric_limits<int64_t>::max(), std::nullopt, std::nullopt},
      {"c", std::nullopt, "防疫物资 𠮷 🏥 é", all_bytes},
      {"d", 0, std::string("a\0b", 3), std::string(1000, '\0')},
      {"e", -1, megabyte, megabyte},
      {"f", 1, "short", "short"},
  };
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  EXPECT_TRUE(Samples() == samples);
  Reopen();
  EXPECT_TRUE(Samples() == samples);
}

TEST_P(StorageContractTest, AColumnAskedForAsWhatItIsNotGivesNothing) {
  ASSERT_TRUE(InsertSamples(database(), {{"a", 5, "12", std::nullopt}}).ok());
  const absl::Status status =
      database().Read([&](ReadTransaction& transaction) {
        return transaction.Query("SELECT number, text, bytes FROM sample", {},
                                 [&](const Row& row) {
                                   EXPECT_EQ(row.View(0), "");
                                   EXPECT_EQ(row.Integer(1), 0);
                                   EXPECT_EQ(row.Integer(2), 0);
                                   EXPECT_EQ(row.View(2), "");
                                   EXPECT_TRUE(row.IsNull(2));
                                   EXPECT_FALSE(row.IsNull(0));
                                   EXPECT_EQ(row.Integer(0), 5);
                                   EXPECT_EQ(row.View(1), "12");
                                   return absl::OkStatus();
                                 });
      });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_P(StorageContractTest, KeysAreOrderedAndComparedByTheirBytes) {
  // Neither case nor accents nor trailing blanks make two keys one.
  std::vector<std::string> ids = {"b",  "B", "a ", "a",  "A",  "é",       "e",
                                  "ab", "~", "防", "疫", "𠮷", "a\u0301", "-"};
  std::vector<Sample> samples;
  for (const std::string& id : ids) samples.push_back({id, 1, id, id});
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  std::sort(ids.begin(), ids.end());
  std::vector<std::string> order;
  for (const Sample& sample : Samples()) order.push_back(sample.id);
  EXPECT_EQ(order, ids);
  EXPECT_EQ(NumbersIn({{"a", {}, {}, {}}})->size(), 1u);
}

TEST_P(StorageContractTest, AnyNumberOfRowsIsInserted) {
  for (const size_t count : {0u, 1u, 2u, 1000u, 2500u}) {
    const std::vector<Sample> samples = ManySamples(count, 7);
    ASSERT_TRUE(InsertSamples(database(), samples).ok());
    EXPECT_TRUE(Samples() == samples) << count;
    const absl::Status emptied =
        database().Write([](WriteTransaction& transaction) {
          return transaction.Execute("DELETE FROM sample", {}).status();
        });
    ASSERT_TRUE(emptied.ok()) << emptied;
  }
}

TEST_P(StorageContractTest, RowsTooLargeForOneStatementAreInserted) {
  std::vector<Sample> samples;
  for (int i = 0; i < 40; ++i) {
    samples.push_back(
        {absl::StrCat(100 + i), i, "", std::string(1u << 20, 'x')});
  }
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  EXPECT_TRUE(Samples() == samples);
}

TEST_P(StorageContractTest, AnyNumberOfRowsIsUpserted) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(1500, 1)).ok());
  for (const size_t count : {0u, 1u, 1000u, 2500u}) {
    const std::vector<Sample> samples = ManySamples(count, 2);
    const absl::Status status =
        database().Write([&](WriteTransaction& transaction) {
          return transaction.Upsert(kSample, ValuesOf(samples));
        });
    ASSERT_TRUE(status.ok()) << status;
    const std::vector<Sample> stored = Samples();
    ASSERT_EQ(stored.size(), std::max<size_t>(1500, count));
    EXPECT_EQ(std::count_if(stored.begin(), stored.end(),
                            [](const Sample& s) { return s.number == 2; }),
              count);
  }
}

TEST_P(StorageContractTest, ATableThatIsAllKeyIsUpserted) {
  static constexpr std::array<std::string_view, 2> kColumns = {"book", "id"};
  static constexpr Table kKeys = {"sample", kColumns, 2};
  for (int i = 0; i < 2; ++i) {
    const absl::Status status = database().Write([&](WriteTransaction&
                                                         transaction) {
      return transaction.Upsert(kKeys, {Value::Text(kBook), Value::Text("a")});
    });
    EXPECT_TRUE(status.ok()) << status;
  }
  EXPECT_EQ(Samples().size(), 1u);
}

TEST_P(StorageContractTest, AnyNumberOfKeysIsLookedUp) {
  std::vector<Sample> samples = ManySamples(5000, 0);
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i].number = static_cast<int64_t>(i);
  }
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  for (const size_t count : {0u, 1u, 3u, 1000u, 5000u}) {
    const auto numbers = NumbersIn(ManySamples(count, 0));
    ASSERT_TRUE(numbers.ok()) << numbers.status();
    const std::set<int64_t> distinct(numbers->begin(), numbers->end());
    EXPECT_EQ(numbers->size(), count) << "a row came twice";
    EXPECT_EQ(distinct.size(), count);
  }
  EXPECT_EQ(NumbersIn({{"absent", {}, {}, {}}})->size(), 0u);
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

TEST_P(StorageContractTest, ARowFunctionsErrorStopsTheQueryAlone) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(10, 1)).ok());
  int rows = 0;
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        const absl::Status stopped =
            transaction.Query("SELECT id FROM sample", {}, [&](const Row&) {
              return ++rows == 3 ? absl::OutOfRangeError("enough")
                                 : absl::OkStatus();
            });
        EXPECT_EQ(stopped, absl::OutOfRangeError("enough"));
        return transaction.Insert(kSample, ValuesOf({{"after", 1, "", ""}}));
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(rows, 3);
  EXPECT_EQ(Samples().size(), 11u);
}

TEST_P(StorageContractTest, WrongStatementsAreInternal) {
  const auto run = [&](std::string_view sql, std::vector<Value> parameters) {
    return database().Write([&](WriteTransaction& transaction) {
      return transaction.Execute(sql, parameters).status();
    });
  };
  const absl::Status few = run("DELETE FROM sample WHERE book = ?", {});
  EXPECT_EQ(few.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(few.ToString(), HasSubstr("1 placeholders was given 0"));
  for (const absl::Status& status :
       {run("DELETE FROM sample", {Value::Integer(1)}),
        run("DELETE FORM sample", {}), run("DELETE FROM no_such_table", {}),
        run("INSERT INTO sample (book) VALUES (NULL)", {})}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << status;
  }
  const absl::Status odd = database().Write([](WriteTransaction& transaction) {
    return transaction.Insert(kSample, {Value::Integer(1)});
  });
  EXPECT_EQ(odd.code(), absl::StatusCode::kInternal);
  EXPECT_TRUE(InsertSamples(database(), {{"a", 1, "", ""}}).ok());
}

TEST_P(StorageContractTest, AStatementWithinARowFunctionIsRefused) {
  ASSERT_TRUE(InsertSamples(database(), {{"a", 1, "", ""}}).ok());
  const absl::Status status = database().Read([](ReadTransaction& transaction) {
    return transaction.Query("SELECT id FROM sample", {}, [&](const Row&) {
      return transaction.Query("SELECT 1", {}, IgnoreRow);
    });
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << status;
}

TEST_P(StorageContractTest, ExecuteCountsTheRowsThatMatched) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(3, 1)).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        const auto count = [&](std::string_view sql) {
          return transaction.Execute(sql, {}).value_or(-1);
        };
        EXPECT_EQ(count("UPDATE sample SET number = 2"), 3);
        EXPECT_EQ(count("UPDATE sample SET number = 2"), 3);
        EXPECT_EQ(count("UPDATE sample SET number = 2 WHERE number = 1"), 0);
        EXPECT_EQ(count("DELETE FROM sample WHERE id = 'row-000000'"), 1);
        // Other statements before it make no difference.
        EXPECT_TRUE(
            transaction.Insert(kSample, ValuesOf(ManySamples(1, 9))).ok());
        EXPECT_EQ(count("UPDATE sample SET number = 3"), 3);
        EXPECT_TRUE(
            transaction.Upsert(kSample, ValuesOf(ManySamples(2, 3))).ok());
        EXPECT_EQ(count("UPDATE sample SET number = 3"), 3);
        EXPECT_EQ(count("CREATE TABLE IF NOT EXISTS other (a BIGINT)"), 0);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
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

TEST_P(StorageContractTest, QuestionsAskedTogetherAreAnsweredInOrder) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(1500, 4)).ok());
  const std::vector<Sample> wanted = ManySamples(1200, 4);
  std::vector<Value> keys;
  for (const Sample& sample : wanted) keys.push_back(Value::Text(sample.id));
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status s = transaction.Insert(
            kSample, ValuesOf({{"inserted", 6, "text", "\0'\"\\"}}));
        EXPECT_TRUE(s.ok()) << s;
        std::vector<std::string> order;
        const auto note = [&](std::string what) {
          return [&order, what](const Row& row) {
            if (order.empty() || order.back() != what) order.push_back(what);
            EXPECT_EQ(row.Integer(0), what == "row" ? 6 : 4);
            return absl::OkStatus();
          };
        };
        const auto row = note("row");
        const auto listed = note("listed");
        int found = 0;
        const auto count = [&](const Row& counted) {
          ++found;
          return listed(counted);
        };
        s = transaction.QueryTogether(
            {{.sql = "SELECT number, bytes FROM sample WHERE id = ?",
              .parameters = {Value::Text("inserted")},
              .on_row = row,
              .lock = true},
             {.sql = "SELECT number FROM sample WHERE book = ? AND id",
              .parameters = {Value::Text(kBook)},
              .on_row = count,
              .keys = keys},
             {.sql = "SELECT number FROM sample WHERE book = ? AND id",
              .parameters = {Value::Text(kBook)},
              .on_row = row,
              .keys = absl::Span<const Value>()}});
        EXPECT_EQ(found, 1200);
        EXPECT_THAT(order, ::testing::ElementsAre("row", "listed"));
        return s;
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Samples().size(), 1501u);
}

TEST_P(StorageContractTest, OneOfSeveralQuestionsMayStopOrFail) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(5, 4)).ok());
  int rows = 0;
  const auto stop = [&](const Row&) {
    return ++rows == 2 ? absl::OutOfRangeError("enough") : absl::OkStatus();
  };
  const absl::Status stopped =
      database().Write([&](WriteTransaction& transaction) {
        const absl::Status s =
            transaction.QueryTogether({{"SELECT id FROM sample", {}, stop},
                                       {"SELECT id FROM sample", {}, stop}});
        EXPECT_EQ(s, absl::OutOfRangeError("enough"));
        return transaction.Insert(kSample, ValuesOf({{"after", 1, "", ""}}));
      });
  EXPECT_TRUE(stopped.ok()) << stopped;
  EXPECT_EQ(rows, 2);
  const absl::Status failed =
      database().Write([&](WriteTransaction& transaction) {
        return transaction.QueryTogether(
            {{"SELECT id FROM sample", {}, IgnoreRow},
             {"SELECT id FROM no_such_table", {}, IgnoreRow},
             {"SELECT id FROM sample", {}, IgnoreRow}});
      });
  EXPECT_EQ(failed.code(), absl::StatusCode::kInternal) << failed;
  EXPECT_EQ(Samples().size(), 6u);
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
  const auto increment = [&](WriteTransaction& transaction) {
    int64_t number = 0;
    absl::Status locked = transaction.QueryForUpdate(
        "SELECT number FROM sample WHERE book = ? AND id = ?",
        {Value::Text(kBook), Value::Text("counter")}, [&](const Row& row) {
          number = row.Integer(0);
          return absl::OkStatus();
        });
    if (!locked.ok()) return locked;
    return transaction
        .Execute("UPDATE sample SET number = ? WHERE book = ? AND id = ?",
                 {Value::Integer(number + 1), Value::Text(kBook),
                  Value::Text("counter")})
        .status();
  };
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < kIncrements; ++j) {
          if (!database().Write(increment).ok()) ++failed;
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
