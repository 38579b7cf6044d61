// What MySQL stores promise beside the contract: durability is checked, a lost
// COMMIT is told as what it is, and a server that went away is found again.
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/storage/storage_status.h"
#include "tests/contract/mysql_store_fixture.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::storage {
namespace {

using ::epiledger::testing::FaultProxy;
using ::epiledger::testing::PrivateMariadb;
using ::testing::HasSubstr;

INSTANTIATE_TEST_SUITE_P(Engines, MysqlStoreTest,
                         ::testing::Values(Engine::kMysql), EngineName);

TEST_P(MysqlStoreTest, LessThanDurableIsRefusedByName) {
  struct Setting {
    const char* name;
    const char* weak;
    const char* right;
  };
  for (const auto& [name, weak, right] :
       {Setting{"innodb_flush_log_at_trx_commit", "2", "1"},
        Setting{"sync_binlog", "0", "1"},
        Setting{"binlog_format", "STATEMENT", "MIXED"}}) {
    Administer(absl::StrCat("SET GLOBAL ", name, " = ", weak));
    const auto store = Store::Open(url(), {});
    EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(store.status().ToString(),
                HasSubstr(absl::StrCat(name, " is ", weak, " and must be")));
    Administer(absl::StrCat("SET GLOBAL ", name, " = ", right));
    EXPECT_TRUE(Store::Open(url(), {}).ok());
  }
}

TEST_P(MysqlStoreTest, AServerThatShowsCommitsBeforeItKeepsThemIsRefused) {
  const auto server = PrivateMariadb::Start({.binlog = false, .tls = false});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto schema = (*server)->NewSchema();
  ASSERT_TRUE(schema.ok()) << schema.status();
  const auto store =
      Store::Open(*ParseStoreUrl((*server)->SocketUrl(*schema)), {});
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(store.status().ToString(),
              HasSubstr("log_bin is OFF and must be ON: write log_bin"));
}

TEST_P(MysqlStoreTest, ASessionThatTheBinaryLogLeavesOutIsRefused) {
  // Whoever may do everything is spared the statement below.
  Administer(
      absl::StrCat("CREATE USER unlogged IDENTIFIED BY 'private to this test'; "
                   "GRANT ALL ON ",
                   url().schema,
                   ".* TO unlogged; GRANT BINLOG ADMIN ON *.* TO unlogged; "
                   "SET GLOBAL init_connect = 'SET SESSION sql_log_bin = 0'"));
  StoreUrl unlogged = url();
  unlogged.user = "unlogged";
  const auto store = Store::Open(unlogged, {});
  Administer("SET GLOBAL init_connect = ''; DROP USER unlogged");
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(store.status().ToString(), HasSubstr("sql_log_bin is \"OFF\""));
}

TEST_P(MysqlStoreTest, AnAnswerLostAtCommitIsAnUnknownOutcomeThatHappened) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  const auto proxy = FaultProxy::Start(Server().port());
  ASSERT_TRUE(proxy.ok()) << proxy.status();
  const auto store = OpenThrough(**proxy);
  ASSERT_TRUE(store.ok()) << store.status();
  Database& through = **(*store)->OpenDatabase("main");
  int64_t counter = 0;
  for (const auto& body :
       {Increment, IncrementAndInsert, LockAndIncrementOne}) {
    (*proxy)->LoseAnswers(1);
    const absl::Status status = through.Write(body);
    EXPECT_TRUE(IsCommitOutcomeUnknown(status)) << status;
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ((*proxy)->armed(), 0);
    // A new transaction that locks the same row finds what happened.
    EXPECT_TRUE(through.Write(Increment).ok());
    EXPECT_EQ(Counter(), counter += 2);
  }
  EXPECT_EQ((*proxy)->lost_answers(), 3);
  EXPECT_EQ(Samples().size(), 2u);
}

TEST_P(MysqlStoreTest, ARequestLostAtCommitIsAnUnknownOutcomeThatDidNotHappen) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  const auto proxy = FaultProxy::Start(Server().port());
  ASSERT_TRUE(proxy.ok()) << proxy.status();
  const auto store = OpenThrough(**proxy);
  ASSERT_TRUE(store.ok()) << store.status();
  Database& through = **(*store)->OpenDatabase("main");
  int64_t counter = 0;
  for (const auto& body :
       {Increment, IncrementAndInsert, LockAndIncrementOne}) {
    (*proxy)->LoseRequests(1);
    const absl::Status status = through.Write(body);
    EXPECT_TRUE(IsCommitOutcomeUnknown(status)) << status;
    EXPECT_EQ((*proxy)->armed(), 0);
    EXPECT_TRUE(through.Write(Increment).ok());
    EXPECT_EQ(Counter(), counter += 1);
  }
  EXPECT_EQ((*proxy)->lost_requests(), 3);
  EXPECT_EQ(Samples().size(), 1u);
}

TEST_P(MysqlStoreTest, AReaderWhoseCommitIsLostHasNoUnknownOutcome) {
  const auto proxy = FaultProxy::Start(Server().port());
  ASSERT_TRUE(proxy.ok()) << proxy.status();
  const auto store = OpenThrough(**proxy);
  ASSERT_TRUE(store.ok()) << store.status();
  Database& through = **(*store)->OpenDatabase("main");
  (*proxy)->LoseAnswers(1);
  const absl::Status status = through.Read([](ReadTransaction& snapshot) {
    return snapshot.Query("SELECT id FROM sample", {}, IgnoreRow);
  });
  EXPECT_FALSE(IsCommitOutcomeUnknown(status)) << status;
  EXPECT_EQ((*proxy)->lost_answers(), 1);
}

TEST_P(MysqlStoreTest, ASessionKilledBeforeCommitIsNoSuccess) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status s = Increment(transaction);
        Administer(absl::StrCat("KILL ", SessionNumber(transaction)));
        return s;
      });
  EXPECT_TRUE(IsCommitOutcomeUnknown(status)) << status;
  EXPECT_EQ(Counter(), 0);
  EXPECT_TRUE(database().Write(Increment).ok());
  EXPECT_EQ(Counter(), 1);
}

TEST_P(MysqlStoreTest, ASessionKilledBeforeAStatementIsUnavailable) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  int runs = 0;
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        ++runs;
        Administer(absl::StrCat("KILL ", SessionNumber(transaction)));
        return Increment(transaction);
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_FALSE(IsCommitOutcomeUnknown(status));
  EXPECT_EQ(runs, 1) << "part of it had been run already";
  EXPECT_EQ(Counter(), 0);
}

// A server that stops, loses its cluster or is made a replica says so where it
// comes to a statement, and then does not come to the COMMIT behind it.
TEST_P(MysqlStoreTest, AServersRefusalBeforeTheCommitIsNoUnknownOutcome) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  for (const int code : {1290, 1836, 1047, 1053}) {
    Administer(absl::StrCat("CREATE OR REPLACE TRIGGER ", url().schema,
                            ".refusing BEFORE INSERT ON ", url().schema,
                            ".sample FOR EACH ROW SIGNAL SQLSTATE 'HY000' "
                            "SET MYSQL_ERRNO = ",
                            code));
    const absl::Status status = database().Write(IncrementAndInsert);
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_THAT(status.ToString(), HasSubstr(absl::StrCat("MySQL ", code)));
    EXPECT_FALSE(IsCommitOutcomeUnknown(status)) << status;
    EXPECT_EQ(Counter(), 0);
  }
}

TEST_P(MysqlStoreTest, AServerKilledAndRestartedIsFoundAgain) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  // Several sessions of both kinds are open when the server goes.
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        EXPECT_TRUE(database().Write(Increment).ok());
        EXPECT_EQ(Samples().size(), 1u);
      });
    }
  }
  Server().Kill9();
  const absl::Status gone = database().Write(Increment);
  EXPECT_EQ(gone.code(), absl::StatusCode::kUnavailable) << gone;
  EXPECT_FALSE(IsCommitOutcomeUnknown(gone));
  ASSERT_TRUE(Server().Restart().ok());
  EXPECT_EQ(Counter(), 4);
  EXPECT_TRUE(database().Write(Increment).ok());
  EXPECT_TRUE(database().Write(InsertBlindly).ok());
  EXPECT_EQ(Counter(), 5);
}

TEST_P(MysqlStoreTest, ARestartBetweenTransactionsIsNotNoticed) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  EXPECT_TRUE(database().Write(Increment).ok());
  EXPECT_EQ(Counter(), 1);
  ASSERT_TRUE(Server().Restart().ok());
  EXPECT_TRUE(database().Write(InsertBlindly).ok());
  ASSERT_TRUE(Server().Restart().ok());
  EXPECT_TRUE(database().Write(IncrementOne).ok());
  EXPECT_EQ(Counter(), 2);
}

TEST_P(MysqlStoreTest, AServerKilledInATransactionUndoesIt) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status s = Increment(transaction);
        Server().Kill9();
        return s.ok() ? IncrementAndInsert(transaction) : s;
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_FALSE(IsCommitOutcomeUnknown(status));
  ASSERT_TRUE(Server().Restart().ok());
  EXPECT_EQ(Counter(), 0);
}

TEST_P(MysqlStoreTest, ALockHeldTooLongIsWaitedForAgain) {
  Reopen({.timeout_milliseconds = 1000, .max_connections = 4});
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  int runs = 0;
  std::jthread waiting;
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        absl::Status s = Increment(transaction);
        waiting = std::jthread([&] {
          EXPECT_TRUE(database()
                          .Write([&](WriteTransaction& other) {
                            ++runs;
                            return Increment(other);
                          })
                          .ok());
        });
        // The server's own limit is one second.
        absl::SleepFor(absl::Milliseconds(1800));
        return s;
      });
  EXPECT_TRUE(status.ok()) << status;
  waiting.join();
  EXPECT_GE(runs, 2);
  EXPECT_EQ(Counter(), 2);
}

TEST_P(MysqlStoreTest, AWriterReadsWhatIsCommittedNow) {
  ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
  const absl::Status status =
      database().Write([&](WriteTransaction& transaction) {
        std::vector<int64_t> seen;
        for (int i = 0; i < 2; ++i) {
          absl::Status s = transaction.Query("SELECT number FROM sample", {},
                                             [&](const Row& row) {
                                               seen.push_back(row.Integer(0));
                                               return absl::OkStatus();
                                             });
          EXPECT_TRUE(s.ok()) << s;
          if (i == 0) {
            EXPECT_TRUE(database().Write(Increment).ok());
          }
        }
        EXPECT_THAT(seen, ::testing::ElementsAre(0, 1));
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_P(MysqlStoreTest, FewStatementsStayPrepared) {
  const absl::Status status = database().Read([](ReadTransaction& snapshot) {
    for (size_t i = 0; i < 3 * limits::kMaxPreparedStatements; ++i) {
      absl::Status s =
          snapshot.Query(absl::StrCat("SELECT ", i), {}, IgnoreRow);
      if (!s.ok()) return s;
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  const std::string count = Administer(
      "SELECT variable_value FROM information_schema.global_status WHERE "
      "variable_name = 'PREPARED_STMT_COUNT'");
  EXPECT_GT(std::stoul(count), 0u);
  EXPECT_LE(std::stoul(count), limits::kMaxPreparedStatements + 10);
}

TEST_P(MysqlStoreTest, APasswordThatOthersMayReadIsRefused) {
  const ::epiledger::testing::TemporaryDirectory directory;
  StoreUrl other = url();
  other.password_file = directory.path() + "/password";
  const auto open = [&] { return Store::Open(other, {}).status(); };
  EXPECT_EQ(open().code(), absl::StatusCode::kFailedPrecondition);
  std::ofstream(other.password_file) << "wrong\n";
  chmod(other.password_file.c_str(), 0640);
  EXPECT_EQ(open().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(open().ToString(), HasSubstr("0600"));
  chmod(other.password_file.c_str(), 0600);
  EXPECT_EQ(open().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(open().ToString(), HasSubstr("Access denied"));
}

TEST_P(MysqlStoreTest, ASchemaThatIsNotThereIsRefused) {
  StoreUrl other = url();
  other.schema = "no_such_schema";
  const absl::Status status = Store::Open(other, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(status.ToString(), HasSubstr("no_such_schema"));
}

TEST_P(MysqlStoreTest, EveryNameIsTheSameDatabase) {
  EXPECT_EQ(*store_->OpenDatabase("county-1"), &database());
  EXPECT_THAT(*store_->ListDatabases(), ::testing::ElementsAre("mysql"));
}

TEST_P(MysqlStoreTest, TlsIsUsedAndCheckedOrTheStoreIsNotOpened) {
  const auto secure = PrivateMariadb::Start({.tls = true});
  const auto other = PrivateMariadb::Start({.tls = true});
  ASSERT_TRUE(secure.ok()) << secure.status();
  ASSERT_TRUE(other.ok()) << other.status();
  const auto schema = (*secure)->NewSchema();
  ASSERT_TRUE(schema.ok()) << schema.status();
  StoreUrl over_tls = *ParseStoreUrl((*secure)->TcpUrl(*schema));
  over_tls.ca_file = (*secure)->ca_file();
  EXPECT_TRUE(Store::Open(over_tls, {}).ok());
  // Signed by somebody else.
  over_tls.ca_file = (*other)->ca_file();
  EXPECT_FALSE(Store::Open(over_tls, {}).ok());
  // Made out for another name: the certificate says 127.0.0.1.
  over_tls.ca_file = (*secure)->ca_file();
  over_tls.host = "localhost";
  EXPECT_FALSE(Store::Open(over_tls, {}).ok());
  // A server without TLS.
  StoreUrl plain = *ParseStoreUrl(Server().TcpUrl(url().schema));
  EXPECT_TRUE(Store::Open(plain, {}).ok());
  plain.ca_file = (*secure)->ca_file();
  EXPECT_FALSE(Store::Open(plain, {}).ok());
}

}  // namespace
}  // namespace epiledger::storage
