// What a book promises whoever submits to it, whatever the rules are.
#include "services/book/books.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/genesis.h"
#include "services/journal/log.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::book {
namespace {

using ::testing::IsEmpty;

const journal::BookName& Name() {
  static const journal::BookName name{"funding", "990101", "ledger"};
  return name;
}

class BooksTest : public ::testing::Test {
 protected:
  BooksTest() { Open(); }

  void Open() {
    books_.reset();
    store_.reset();
    store_ = storage::Store::Open(*storage::ParseStoreUrl(Concat(
                                      "sqlite:", folder_.path(), "/books")),
                                  {})
                 .value();
    books_ = Books::Open(*store_, clock_, {.service = "funding"}).value();
  }

  // A command that puts `amount` into the account `box:1`, or takes it out.
  Command Move(const std::string& id, int64_t amount) {
    Command command;
    command.key = {"clerk", id};
    command.method = "test.Move";
    auto request = std::make_shared<journal::v1::CreateCountyRequest>();
    request->set_county(Concat(amount));
    command.request = request;
    command.deadline = clock_.Now() + absl::Seconds(10);
    command.creates_book = true;
    command.decide = [amount](const DecisionContext& context, ledger::State&) {
      Accepted accepted;
      auto& movement = *accepted.effects.add_movements();
      movement.set_source(amount > 0 ? "source:1" : "box:1");
      movement.set_target(amount > 0 ? "box:1" : "used:1");
      movement.set_unit("piece");
      movement.set_amount(amount > 0 ? amount : -amount);
      auto& resource = *accepted.effects.add_resources();
      resource.set_collection("move");
      resource.set_key(context.NewId());
      resource.set_body(Concat(amount));
      if (context.sequence == 1) {
        auto& genesis = *accepted.effects.add_resources();
        genesis.set_collection(std::string(kGenesisCollection));
        genesis.set_key(std::string(kGenesisKey));
      }
      return accepted;
    };
    return command;
  }

  absl::StatusOr<Outcome> Run(Command command) {
    absl::Notification done;
    absl::StatusOr<Outcome> result;
    command.done = [&](absl::StatusOr<Outcome> outcome) {
      result = std::move(outcome);
      done.Notify();
    };
    books_->Submit(Name(), std::move(command));
    done.WaitForNotification();
    return result;
  }

  ledger::VerifyReport Verify() {
    ledger::VerifyReport report;
    const absl::Status status =
        books_->Read(Name(), [&](ledger::Snapshot& snapshot) {
          auto verified = ledger::Verify(snapshot.transaction(), Name());
          if (!verified.ok()) return verified.status();
          report = *std::move(verified);
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return report;
  }

  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Books> books_;
};

TEST_F(BooksTest, WhatWasDecidedIsStillThereAfterARestart) {
  const auto first = Run(Move("a", 5));
  ASSERT_TRUE(first.ok()) << first.status();
  Open();
  const auto again = Run(Move("a", 5));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->receipt.replayed);
  EXPECT_EQ(again->receipt.hash, first->receipt.hash);
  EXPECT_EQ(again->resource, "5");
  EXPECT_EQ(Verify().entries, 1);
}

TEST_F(BooksTest, ABookThatDoesNotExistIsNotFoundAndNotMade) {
  Command command = Move("a", 5);
  command.creates_book = false;
  EXPECT_TRUE(absl::IsNotFound(Run(std::move(command)).status()));
  EXPECT_THAT(books_->List(), IsEmpty());
}

TEST_F(BooksTest, ACommandWhoseTimeIsUpIsDroppedAndItsIdStaysUnused) {
  ASSERT_TRUE(Run(Move("a", 5)).ok());
  Command late = Move("b", 5);
  late.deadline = clock_.Now();
  EXPECT_TRUE(absl::IsDeadlineExceeded(Run(std::move(late)).status()));
  const auto again = Run(Move("b", 5));
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->receipt.replayed);
}

TEST_F(BooksTest, ACommandThatBreaksAnInvariantHarmsNobodyElse) {
  ASSERT_TRUE(Run(Move("a", 5)).ok());
  // Together in one batch: the queue is filled before anything is decided.
  absl::BlockingCounter answers(3);
  std::vector<absl::StatusCode> codes(3);
  const int64_t amounts[] = {1, -100, 2};
  for (size_t i = 0; i < 3; ++i) {
    Command command = Move(Concat("b", i), amounts[i]);
    command.done = [&, i](const absl::StatusOr<Outcome>& outcome) {
      codes[i] = outcome.status().code();
      answers.DecrementCount();
    };
    books_->Submit(Name(), std::move(command));
  }
  answers.Wait();
  EXPECT_THAT(codes, ::testing::ElementsAre(absl::StatusCode::kOk,
                                            absl::StatusCode::kInternal,
                                            absl::StatusCode::kOk));
  const auto report = Verify();
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_EQ(report.balances.at("box:1").second, 8);
}

TEST_F(BooksTest, WritesStopWhileTheClockIsBehindAndGoOnAfterwards) {
  ASSERT_TRUE(Run(Move("a", 5)).ok());
  clock_.Advance(-absl::Seconds(3));
  Command early = Move("b", 5);
  early.deadline = absl::Now() + absl::Seconds(10);
  EXPECT_TRUE(IsClockBehind(Run(std::move(early)).status()));
  clock_.Advance(absl::Seconds(2));
  EXPECT_TRUE(Run(Move("b", 5)).ok());
  EXPECT_THAT(Verify().findings, IsEmpty());
}

TEST_F(BooksTest, RecordTimesRiseEvenWhenTheClockStands) {
  absl::Time last = absl::InfinitePast();
  for (int i = 0; i < 50; ++i) {
    const auto outcome = Run(Move(Concat("a", i), 1));
    ASSERT_TRUE(outcome.ok());
    EXPECT_GT(outcome->receipt.record_time, last);
    EXPECT_EQ(outcome->receipt.sequence, i + 1);
    last = outcome->receipt.record_time;
  }
}

TEST_F(BooksTest, AnUndecidedCommandLeavesNoTrace) {
  ASSERT_TRUE(Run(Move("a", 5)).ok());
  Command question = Move("b", 5);
  question.decide = [](const DecisionContext&, ledger::State&) {
    return absl::InvalidArgumentError("are you sure?");
  };
  EXPECT_TRUE(absl::IsInvalidArgument(Run(std::move(question)).status()));
  EXPECT_EQ(Verify().entries, 1);
  EXPECT_TRUE(Run(Move("b", 5)).ok());
}

TEST_F(BooksTest, TheSameIdOfAnotherSubjectIsAnotherId) {
  ASSERT_TRUE(Run(Move("a", 5)).ok());
  Command other = Move("a", 7);
  other.key.subject = "another";
  const auto outcome = Run(std::move(other));
  ASSERT_TRUE(outcome.ok());
  EXPECT_FALSE(outcome->receipt.replayed);
}

TEST_F(BooksTest, ATamperedByteIsFound) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Run(Move(Concat("a", i), 10)).ok());
  ASSERT_THAT(Verify().findings, IsEmpty());
  storage::Database* const database = books_->DatabaseOf(Name()).value();
  constexpr std::string_view kLongerFrame =
      "UPDATE journal_entry SET frame = CAST(frame || x'00' AS BLOB) "
      "WHERE sequence = 3";
  constexpr std::string_view kRefusalOfNothing =
      "INSERT INTO journal_refusal (book, sequence, reason, method, subject) "
      "SELECT book, 3, 'OVERSPENT', 'test.Move', 'clerk' FROM journal_head";
  const std::string_view tampering[] = {
      kLongerFrame,
      kRefusalOfNothing,
      "UPDATE journal_entry SET hash = x'00' WHERE sequence = 5",
      "UPDATE ledger_timeline SET balance = balance + 1",
      "UPDATE ledger_movement SET amount = amount + 1 WHERE source = 1",
      "UPDATE ledger_resource SET body = x'39' WHERE sequence = 2",
      "UPDATE journal_request SET sequence = 4 WHERE request_id = 'a2'",
      "UPDATE ledger_account SET name = 'box:2' WHERE name = 'box:1'",
      "DELETE FROM journal_request WHERE request_id = 'a0'",
  };
  for (const std::string_view sql : tampering) {
    size_t findings = 0;
    const absl::Status status =
        database->Write([&](storage::WriteTransaction& transaction) {
          EXPECT_TRUE(transaction.Execute(sql, {}).ok()) << sql;
          const auto report = ledger::Verify(transaction, Name());
          if (report.ok()) findings = report->findings.size();
          return absl::CancelledError("undo");
        });
    EXPECT_TRUE(absl::IsCancelled(status));
    EXPECT_GT(findings, 0u) << sql;
  }
  EXPECT_THAT(Verify().findings, IsEmpty());
}

}  // namespace
}  // namespace epiledger::book
