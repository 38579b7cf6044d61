// What migrate.h promises, on every engine.
#include <atomic>
#include <thread>

#include "services/storage/migrate.h"
#include "tests/contract/store_test.h"

namespace epiledger::storage {
namespace {

using ::testing::HasSubstr;

class MigrationContractTest : public StoreTest {
 protected:
  // Inserts one row: fails when it is run a second time.
  static Migration MakeThing() {
    return {1,
            "things",
            {"CREATE TABLE thing (id {KEY} NOT NULL, raw {BYTES_KEY} NOT NULL, "
             "note {TEXT}, body {BYTES}, number {INT}, "
             "PRIMARY KEY (id, raw)) {TABLE}",
             "INSERT INTO thing (id, raw, number) VALUES ('a', x'00FF', 1)"},
            "SELECT id FROM thing WHERE number <> 1"};
  }
  static Migration AddTwo() {
    return {2,
            "a second thing",
            {"INSERT INTO thing (id, raw, number) VALUES ('b', x'00', 2)"},
            ""};
  }

  // How many things there are, or -1.
  int64_t Things() {
    int64_t count = -1;
    const absl::Status status =
        database().Read([&](ReadTransaction& transaction) {
          return transaction.Query("SELECT COUNT(*), SUM(number) FROM thing",
                                   {}, [&](const Row& row) {
                                     count = row.Integer(0);
                                     // A sum is an integer on both engines.
                                     EXPECT_GE(row.Integer(1), count);
                                     return absl::OkStatus();
                                   });
        });
    return status.ok() ? count : -1;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, MigrationContractTest,
                         ::testing::Values(Engine::kSqlite, Engine::kMysql),
                         EngineName);

TEST_P(MigrationContractTest, TheNewestStepOfASetIsKnown) {
  EXPECT_EQ(NewestMigration(database(), "things").value(), 0);
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  EXPECT_EQ(NewestMigration(database(), "things").value(), 2);
  EXPECT_EQ(NewestMigration(database(), "others").value(), 0);
}

TEST_P(MigrationContractTest, EachStepIsAppliedOnce) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
  EXPECT_EQ(Things(), 1);
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
  EXPECT_EQ(Things(), 1);
  Reopen();
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  EXPECT_EQ(Things(), 2);
}

TEST_P(MigrationContractTest, SetsAreNumberedApart) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  const Migration other = {
      1, "another", {"CREATE TABLE other (id {KEY} NOT NULL) {TABLE}"}, ""};
  EXPECT_TRUE(Migrate(database(), "other", {other}).ok());
}

TEST_P(MigrationContractTest, ADatabaseNewerThanTheProgramIsRefused) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  const absl::Status status = Migrate(database(), "things", {MakeThing()});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(status.ToString(), HasSubstr("newer than this program"));
  EXPECT_THAT(status.ToString(), HasSubstr("things is at migration 2"));
}

TEST_P(MigrationContractTest, AStepWhoseCheckFailsIsNotTakenAsApplied) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
  Migration wrong = AddTwo();
  wrong.post_check = "SELECT id FROM thing WHERE number = 2";
  for (int i = 0; i < 2; ++i) {
    const absl::Status status =
        Migrate(database(), "things", {MakeThing(), wrong});
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_THAT(status.ToString(), HasSubstr("migration 2 of things"));
    EXPECT_EQ(Things(), 1);
  }
  EXPECT_TRUE(Migrate(database(), "things", {MakeThing(), AddTwo()}).ok());
  EXPECT_EQ(Things(), 2);
}

TEST_P(MigrationContractTest, AFillIsDoneBeforeItsStepIsChecked) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
  const Migration filled = {
      2,
      "a second thing, filled in",
      {},
      "SELECT id FROM thing WHERE number <> 7",
      [](WriteTransaction& transaction) {
        return transaction.Execute("UPDATE thing SET number = 7", {}).status();
      }};
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing(), filled}).ok());
  EXPECT_EQ(NewestMigration(database(), "things").value(), 2);
}

TEST_P(MigrationContractTest, AStepWhoseFillFailsIsNotTakenAsApplied) {
  ASSERT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
  Migration failing = AddTwo();
  failing.fill = [](WriteTransaction&) { return absl::DataLossError("no"); };
  EXPECT_FALSE(Migrate(database(), "things", {MakeThing(), failing}).ok());
  EXPECT_EQ(Things(), 1);
  EXPECT_EQ(NewestMigration(database(), "things").value(), 1);
}

TEST_P(MigrationContractTest, NumbersLeaveNoGap) {
  Migration third = AddTwo();
  third.number = 3;
  EXPECT_EQ(Migrate(database(), "things", {MakeThing(), third}).code(),
            absl::StatusCode::kInternal);
  EXPECT_EQ(Things(), -1) << "nothing may have been applied";
}

TEST_P(MigrationContractTest, ProcessesThatStartAtOnceTakeTurns) {
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        // On MySQL each has a store of its own, as processes would.
        std::unique_ptr<Store> own;
        Database* used = &database();
        if (GetParam() == Engine::kMysql) {
          own = *Store::Open(url(), {});
          used = *own->OpenDatabase("main");
        }
        if (!Migrate(*used, "things", {MakeThing(), AddTwo()}).ok()) ++failed;
      });
    }
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Things(), 2);
}

TEST_P(MigrationContractTest, AFailedStepLetsTheNextProcessTry) {
  const Migration broken = {1, "broken", {"CREATE TABEL thing"}, ""};
  EXPECT_EQ(Migrate(database(), "things", {broken}).code(),
            absl::StatusCode::kInternal);
  EXPECT_TRUE(Migrate(database(), "things", {MakeThing()}).ok());
}

}  // namespace
}  // namespace epiledger::storage
