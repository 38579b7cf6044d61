// What database.h promises of values and single statements, on every engine.
#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"
#include "tests/contract/store_test.h"

namespace epiledger::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class StatementContractTest : public StoreTest {
 protected:
  // Numbers of the rows with these ids.
  absl::StatusOr<std::vector<int64_t>> NumbersIn(
      const std::vector<Sample>& samples) {
    std::vector<Value> keys;
    keys.reserve(samples.size());
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

  // The same, asked by a table of the ids that are wanted.
  absl::StatusOr<std::vector<int64_t>> NumbersWanted(
      const std::vector<std::string>& ids) {
    std::vector<Value> keys;
    keys.reserve(ids.size());
    for (const std::string& id : ids) keys.push_back(Value::Text(id));
    std::vector<int64_t> numbers;
    const absl::Status status =
        database().Read([&](ReadTransaction& transaction) {
          return transaction.QueryWanted(
              "SELECT number FROM wanted CROSS JOIN sample "
              "ON book = ? AND id = wanted_key",
              keys, {Value::Text(kBook)}, [&](const Row& row) {
                numbers.push_back(row.Integer(0));
                return absl::OkStatus();
              });
        });
    if (!status.ok()) return status;
    return numbers;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, StatementContractTest,
                         ::testing::Values(Engine::kSqlite, Engine::kMysql),
                         EngineName);

TEST_P(StatementContractTest, ValuesComeBackAsTheyWereStored) {
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

TEST_P(StatementContractTest, AColumnAskedForAsWhatItIsNotGivesNothing) {
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

TEST_P(StatementContractTest, KeysAreOrderedAndComparedByTheirBytes) {
  // Neither case nor accents nor trailing blanks make two keys one.
  std::vector<std::string> ids = {"b",  "B", "a ", "a",  "A",  "é",       "e",
                                  "ab", "~", "防", "疫", "𠮷", "a\u0301", "-"};
  std::vector<Sample> samples;
  samples.reserve(ids.size());
  for (const std::string& id : ids) samples.push_back({id, 1, id, id});
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  std::sort(ids.begin(), ids.end());
  std::vector<std::string> order;
  for (const Sample& sample : Samples()) order.push_back(sample.id);
  EXPECT_EQ(order, ids);
  EXPECT_EQ(NumbersIn({{"a", {}, {}, {}}})->size(), 1u);
}

TEST_P(StatementContractTest, WantedKeysAreComparedByTheirBytes) {
  const std::vector<std::string> ids = {
      "b",  "B", "a ", "a",  "A",  "é",       "e",
      "ab", "~", "防", "疫", "𠮷", "a\u0301", std::string(200, 'k')};
  std::vector<Sample> samples;
  for (size_t i = 0; i < ids.size(); ++i) {
    samples.push_back({ids[i], static_cast<int64_t>(i), "", ""});
  }
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_THAT(*NumbersWanted({ids[i]}), ElementsAre(i)) << ids[i];
  }
  EXPECT_THAT(*NumbersWanted({"a", "b", std::string(200, 'k')}),
              UnorderedElementsAre(3, 0, 13));
  EXPECT_THAT(*NumbersWanted(ids), SizeIs(ids.size()));
  EXPECT_THAT(*NumbersWanted({"absent", "é "}), IsEmpty());
}

TEST_P(StatementContractTest, AnyNumberOfRowsIsInserted) {
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

TEST_P(StatementContractTest, RowsTooLargeForOneStatementAreInserted) {
  std::vector<Sample> samples;
  samples.reserve(40);
  for (int i = 0; i < 40; ++i) {
    samples.push_back(
        {absl::StrCat(100 + i), i, "", std::string(1u << 20, 'x')});
  }
  ASSERT_TRUE(InsertSamples(database(), samples).ok());
  EXPECT_TRUE(Samples() == samples);
}

TEST_P(StatementContractTest, AnyNumberOfRowsIsUpserted) {
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

TEST_P(StatementContractTest, ATableThatIsAllKeyIsUpserted) {
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

TEST_P(StatementContractTest, AnyNumberOfKeysIsLookedUp) {
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
    std::vector<std::string> ids;
    for (const Sample& sample : ManySamples(count, 0)) ids.push_back(sample.id);
    EXPECT_EQ(NumbersWanted(ids)->size(), count);
  }
  EXPECT_EQ(NumbersIn({{"absent", {}, {}, {}}})->size(), 0u);
}

TEST_P(StatementContractTest, ARowFunctionsErrorStopsTheQueryAlone) {
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

TEST_P(StatementContractTest, WrongStatementsAreInternal) {
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

TEST_P(StatementContractTest, AStatementWithinARowFunctionIsRefused) {
  ASSERT_TRUE(InsertSamples(database(), {{"a", 1, "", ""}}).ok());
  const absl::Status status = database().Read([](ReadTransaction& transaction) {
    return transaction.Query("SELECT id FROM sample", {}, [&](const Row&) {
      return transaction.Query("SELECT 1", {}, IgnoreRow);
    });
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << status;
}

TEST_P(StatementContractTest, ExecuteCountsTheRowsThatMatched) {
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

TEST_P(StatementContractTest, QuestionsAskedTogetherAreAnsweredInOrder) {
  ASSERT_TRUE(InsertSamples(database(), ManySamples(1500, 4)).ok());
  const std::vector<Sample> wanted = ManySamples(1200, 4);
  std::vector<Value> keys;
  keys.reserve(wanted.size());
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

TEST_P(StatementContractTest, OneOfSeveralQuestionsMayStopOrFail) {
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

}  // namespace
}  // namespace epiledger::storage
