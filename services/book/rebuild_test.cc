// What a book was folded into can be thrown away, or be wrong, and comes back
// from its entries alone: on both engines.
#include "services/ledger/rebuild.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/books.h"
#include "services/book/person.h"
#include "services/ledger/dump.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/in_process.h"
#include "tests/testing/private_mariadb.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const journal::BookName& Other() {
  static const journal::BookName name{"funding", "990102", "ledger"};
  return name;
}

class RebuildTest : public ::testing::TestWithParam<storage::Engine> {
 protected:
  RebuildTest() { Begin(); }

  // With an empty store.
  void Begin() {
    service_ = nullptr;
    folder_ = std::make_unique<testing::TemporaryDirectory>();
    service_ = std::make_unique<testing::InProcess>(
        "funding", Url(),
        [](const host::Backend&) { return rpc::MethodTable(); });
  }

  std::string Url() {
    if (GetParam() == storage::Engine::kSqlite) {
      return Concat("sqlite:", folder_->path(), "/funding");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  // Puts 3 into the box of `number % 7` on one of nine days, not in their
  // order, and every fifth time something is taken out as well; every sixth is
  // refused. Each has a version of a resource that has many.
  static Decision Decide(int number) {
    if (number % 6 == 5) {
      return journal::Refusal{absl::StatusCode::kFailedPrecondition, "NO", {}};
    }
    Accepted accepted;
    const auto move = [&](const std::string& source, const std::string& target,
                          int64_t amount) {
      auto& movement = *accepted.effects.add_movements();
      movement.set_source(source);
      movement.set_target(target);
      movement.set_unit("piece");
      movement.set_position(number * 4 % 9);
      movement.set_amount(amount);
    };
    const std::string box = Concat("box:", number % 7);
    move("opening:1", box, 3);
    if (number % 5 == 0) move(box, Concat("used:", number % 3), 2);
    auto& resource = *accepted.effects.add_resources();
    resource.set_collection("thing");
    resource.set_key(Concat("t", number % 4));
    resource.set_body(Concat("as of ", number));
    accepted.personal.push_back({"p-1", "display_name", "张某"});
    return accepted;
  }

  // Submits `count` commands at once and waits for their answers.
  void Fill(const journal::BookName& book, int count) {
    absl::BlockingCounter answers(count);
    for (int i = 0; i < count; ++i) {
      const int number = next_++;
      Command command;
      command.key = {"clerk", Concat("id-", 1'000'000 + number)};
      command.method = "test.Move";
      command.request = std::make_shared<journal::v1::CreateCountyRequest>();
      command.deadline = absl::InfiniteFuture();
      command.creates_book = true;
      command.decide = [number](const DecisionContext&, ledger::State&) {
        return Decide(number);
      };
      command.done = [&answers](const absl::StatusOr<Outcome>& outcome) {
        EXPECT_TRUE(outcome.ok()) << outcome.status();
        answers.DecrementCount();
      };
      service_->books().Submit(book, std::move(command));
    }
    answers.Wait();
  }

  storage::Database& DatabaseOf(const journal::BookName& book) {
    return *service_->books().DatabaseOf(book).value();
  }
  absl::StatusOr<ledger::RebuildReport> Rebuild() {
    return ledger::Rebuild(DatabaseOf(service_->book()), service_->book());
  }
  void Tamper(std::string_view sql) {
    const absl::Status status =
        DatabaseOf(service_->book())
            .Write([sql](storage::WriteTransaction& transaction) {
              const auto changed = transaction.Execute(sql, {});
              EXPECT_GT(changed.value_or(0), 0) << sql;
              return changed.status();
            });
    ASSERT_TRUE(status.ok()) << sql << ": " << status;
  }
  std::string Dump(const journal::BookName& book) {
    std::string text;
    const absl::Status status =
        service_->books().Read(book, [&](ledger::Snapshot& snapshot) {
          text = ledger::DumpBook(snapshot.transaction(), snapshot.head().book)
                     .value();
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return text;
  }

  std::unique_ptr<testing::TemporaryDirectory> folder_;
  std::unique_ptr<testing::InProcess> service_;
  int next_ = 0;
};

TEST_P(RebuildTest, WhateverWasTamperedWithIsAsItWas) {
  Fill(service_->book(), 40);
  const std::string original = service_->Dump();
  const std::pair<std::string_view, std::string_view> tampering[] = {
      {"journal_request",
       "UPDATE journal_request SET sequence = 4 WHERE request_id = "
       "'id-1000009'"},
      {"journal_request", "DELETE FROM journal_request WHERE sequence > 20"},
      {"journal_refusal",
       "UPDATE journal_refusal SET reason = 'OTHER' WHERE sequence < 20"},
      {"journal_refusal", "DELETE FROM journal_refusal WHERE sequence > 20"},
      {"ledger_account",
       "UPDATE ledger_account SET name = 'box:9' WHERE name = 'box:1'"},
      {"ledger_account", "DELETE FROM ledger_account"},
      {"ledger_movement",
       "UPDATE ledger_movement SET amount = amount + 1 WHERE movement > "
       "1000000"},
      {"ledger_movement", "DELETE FROM ledger_movement WHERE position = 4"},
      {"ledger_timeline",
       "UPDATE ledger_timeline SET balance = balance + 1 WHERE position = 3"},
      {"ledger_timeline",
       "INSERT INTO ledger_timeline (book, account, position, balance, moved, "
       "last_movement) SELECT book, account, 77, 1, 1, 1 FROM ledger_account"},
      {"ledger_resource", "UPDATE ledger_resource SET body = x'39'"},
      {"ledger_resource",
       "INSERT INTO ledger_resource (book, collection, name, sequence, body) "
       "SELECT book, 'thing', 'forged', 2, x'39' FROM journal_head"},
  };
  for (const auto& [table, sql] : tampering) {
    Tamper(sql);
    EXPECT_THAT(service_->Verify().findings, Not(IsEmpty())) << sql;
    EXPECT_NE(service_->Dump(), original) << sql;
    const auto rebuilt = Rebuild();
    ASSERT_TRUE(rebuilt.ok()) << sql << ": " << rebuilt.status();
    EXPECT_EQ(rebuilt->entries, 41);
    EXPECT_THAT(rebuilt->changed_tables, ElementsAre(table)) << sql;
    EXPECT_THAT(service_->Verify().findings, IsEmpty()) << sql;
    EXPECT_EQ(service_->Dump(), original) << sql;
  }
}

TEST_P(RebuildTest, ABookOfManyChunksIsFoldedToTheSameTables) {
  const int count = static_cast<int>(limits::kEntriesPerRebuild) + 200;
  Fill(service_->book(), count);
  const std::string original = service_->Dump();
  const auto rebuilt = Rebuild();
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.status();
  EXPECT_EQ(rebuilt->entries, count + 1);
  EXPECT_THAT(rebuilt->changed_tables, IsEmpty());
  EXPECT_TRUE(service_->Dump() == original);
}

TEST_P(RebuildTest, AnotherBookAndPersonalFieldsAreLeftAlone) {
  Fill(service_->book(), 12);
  Fill(Other(), 12);
  const std::string other = Dump(Other());
  Tamper("DELETE FROM ledger_timeline WHERE position = 0");
  const std::string tampered = Dump(Other());
  ASSERT_TRUE(Rebuild().ok());
  EXPECT_THAT(service_->Verify().findings, IsEmpty());
  // Where both are in one schema it was hit as well, and nobody mended it.
  EXPECT_EQ(Dump(Other()), tampered);
  EXPECT_EQ(tampered == other, GetParam() == storage::Engine::kSqlite);
  const absl::Status read =
      service_->books().Read(service_->book(), [](ledger::Snapshot& snapshot) {
        EXPECT_EQ(
            ReadPersonal(snapshot.transaction(), snapshot.head().book, "p-1")
                .value()["display_name"],
            "张某");
        return absl::OkStatus();
      });
  EXPECT_TRUE(read.ok()) << read;
}

TEST_P(RebuildTest, ABookGoesOnWhereItWas) {
  Fill(service_->book(), 30);
  ASSERT_TRUE(Rebuild().ok());
  Fill(service_->book(), 30);
  const auto report = service_->Verify();
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_EQ(report.entries, 61);
}

TEST_P(RebuildTest, EntriesThatWereRewrittenAreNotFolded) {
  for (const std::string_view sql :
       {"UPDATE journal_entry SET frame = x'00' WHERE sequence = 7",
        "UPDATE journal_entry SET hash = x'00' WHERE sequence = 20",
        "DELETE FROM journal_entry WHERE sequence = 21",
        "DELETE FROM journal_entry WHERE sequence > 10"}) {
    Begin();
    Fill(service_->book(), 30);
    Tamper(sql);
    const std::string tampered = service_->Dump();
    EXPECT_TRUE(absl::IsDataLoss(Rebuild().status())) << sql;
    EXPECT_EQ(service_->Dump(), tampered) << sql;
  }
}

TEST_P(RebuildTest, ABookThatDoesNotExistIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(
      ledger::Rebuild(DatabaseOf(service_->book()), Other()).status()));
}

INSTANTIATE_TEST_SUITE_P(Engines, RebuildTest,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         [](const auto& engine) {
                           return engine.param == storage::Engine::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

}  // namespace
}  // namespace epiledger::book
