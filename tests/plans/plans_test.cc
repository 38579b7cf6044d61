// Every statement of the services is run on full tables of both engines, and
// each finds its rows by a key of more than the book they are of: the cost of
// a call does not grow with what was recorded before.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/storage/value.h"
#include "tests/plans/books_story.h"
#include "tests/plans/plan_rules.h"
#include "tests/plans/recorded_store.h"
#include "tests/plans/source_texts.h"

namespace epiledger::plans {
namespace {

using storage::Engine;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Engine kEngines[] = {Engine::kSqlite, Engine::kMysql};

class Plans : public ::testing::Test {
 protected:
  // Once for all tests: the books are filled, and a day of them is recorded.
  static void SetUpTestSuite() {
    texts_ = std::make_unique<SourceTexts>(ReadSources());
    for (const Engine engine : kEngines) {
      auto store = std::make_unique<RecordedStore>(engine);
      absl::Status status = store->Use(&FillBooks);
      if (status.ok()) status = store->Analyze();
      EXPECT_TRUE(status.ok()) << status;
      auto plans = store->Record(kFirstDatabase, &AskBooks);
      EXPECT_TRUE(plans.ok()) << plans.status();
      if (plans.ok()) plans_[engine] = *std::move(plans);
      stores_[engine] = std::move(store);
    }
  }
  static void TearDownTestSuite() {
    stores_.clear();
    plans_.clear();
    texts_.reset();
  }

  // What is found of one statement, run on the full tables with each of its
  // parameters 1.
  static std::vector<std::string> FindingsOf(Engine engine,
                                             const std::string& sql) {
    const std::vector<storage::Value> ones(
        static_cast<size_t>(std::count(sql.begin(), sql.end(), '?')),
        storage::Value::Integer(1));
    const auto plans = stores_[engine]->Record(
        kFirstDatabase, [&](storage::Store& store) -> absl::Status {
          const auto database = store.OpenDatabase(kFirstDatabase);
          if (!database.ok()) return database.status();
          return (*database)->Read([&](storage::ReadTransaction& transaction) {
            return transaction.Query(sql, ones, [](const storage::Row&) {
              return absl::OkStatus();
            });
          });
        });
    EXPECT_TRUE(plans.ok()) << plans.status();
    return PlanJudge(*texts_).Judge(*plans);
  }

  static std::unique_ptr<SourceTexts> texts_;
  static std::map<Engine, std::unique_ptr<RecordedStore>> stores_;
  static std::map<Engine, std::vector<Plan>> plans_;
};

std::unique_ptr<SourceTexts> Plans::texts_;
std::map<Engine, std::unique_ptr<RecordedStore>> Plans::stores_;
std::map<Engine, std::vector<Plan>> Plans::plans_;

// A statement that is added to the sources is added to the story, or this says
// that nobody knows its plan.
TEST_F(Plans, NoStatementOfTheSourcesIsLeftOut) {
  EXPECT_THAT(
      NeverRun(*texts_, plans_[Engine::kSqlite], plans_[Engine::kMysql]),
      IsEmpty());
}

TEST_F(Plans, NoStatementLooksThroughWhatGrows) {
  PlanJudge judge(*texts_);
  EXPECT_THAT(judge.Judge(plans_[Engine::kSqlite]), IsEmpty()) << "on SQLite";
  EXPECT_THAT(judge.Judge(plans_[Engine::kMysql]), IsEmpty()) << "on MariaDB";
  EXPECT_THAT(judge.Needless(), IsEmpty()) << "exceptions that nothing needs";
}

// --- That it can fail: each of these costs what was recorded before.

TEST_F(Plans, AStatementWithoutAKeyIsFound) {
  for (const Engine engine : kEngines) {
    EXPECT_THAT(
        FindingsOf(engine, "SELECT book FROM ledger_movement WHERE amount = ?"),
        SizeIs(1));
  }
}

TEST_F(Plans, AStatementThatReadsAWholeBookIsFound) {
  for (const Engine engine : kEngines) {
    EXPECT_THAT(FindingsOf(engine,
                           "SELECT movement FROM ledger_movement "
                           "WHERE book = ? AND amount = ?"),
                SizeIs(1));
  }
}

TEST_F(Plans, AStatementThatSortsIsFound) {
  for (const Engine engine : kEngines) {
    EXPECT_THAT(FindingsOf(engine,
                           "SELECT movement FROM ledger_movement WHERE book = "
                           "? AND movement > ? ORDER BY amount LIMIT 1"),
                SizeIs(1));
  }
}

TEST_F(Plans, AnInnerStatementWithoutAKeyIsFound) {
  for (const Engine engine : kEngines) {
    EXPECT_THAT(
        FindingsOf(
            engine,
            "SELECT a.name FROM ledger_account a WHERE a.book = ? AND "
            "a.account = ? AND NOT EXISTS (SELECT 1 FROM ledger_movement "
            "m WHERE m.target = a.account AND m.amount > ?)"),
        SizeIs(1));
  }
}

TEST_F(Plans, AStatementByItsKeyIsNoFinding) {
  for (const Engine engine : kEngines) {
    EXPECT_THAT(FindingsOf(engine,
                           "SELECT name FROM ledger_account "
                           "WHERE book = ? AND account = ?"),
                IsEmpty());
  }
}

// What is not among the known statements is missed.
TEST_F(Plans, AStatementThatTheStoryLeavesOutIsMissed) {
  SourceTexts more = *texts_;
  more.statements.push_back(
      {"services/ledger/more.cc", "SELECT unit FROM ledger_account WHERE"});
  // It begins another, and is not seen in that.
  more.statements.push_back(
      {"services/ledger/more.cc", "SELECT name FROM ledger_account"});
  EXPECT_THAT(NeverRun(more, plans_[Engine::kSqlite], plans_[Engine::kMysql]),
              SizeIs(2));
}

}  // namespace
}  // namespace epiledger::plans
