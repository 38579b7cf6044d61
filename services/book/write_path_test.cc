// What a book holds to when commands fail, repeat themselves or come too late,
// and when the clock is set: on both engines.
#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/books.h"
#include "services/book/genesis.h"
#include "services/journal/log.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/private_mariadb.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Answers = std::vector<absl::StatusOr<Outcome>>;

const journal::BookName& Name() {
  static const journal::BookName name{"funding", "990101", "ledger"};
  return name;
}

void AddResource(std::string_view collection, std::string_view key,
                 Accepted& accepted) {
  auto& resource = *accepted.effects.add_resources();
  resource.set_collection(std::string(collection));
  resource.set_key(std::string(key));
}

class WritePath : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override { Open(NewUrl()); }

  std::string NewUrl() {
    if (GetParam() == storage::Engine::kSqlite) {
      return Concat("sqlite:", folder_.path(), "/books");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  void Open(const std::string& url) {
    books_.reset();
    store_.reset();
    url_ = url;
    store_ =
        storage::Store::Open(storage::ParseStoreUrl(url).value(), {}).value();
    books_ = Books::Open(*store_, clock_, {.service = "funding"}).value();
  }

  // A command with an id that nothing is asked of yet.
  Command Asked(const std::string& id, Decide decide) {
    Command command;
    command.key = {"clerk", id};
    command.method = "test.Write";
    command.request = std::make_shared<journal::v1::CreateCountyRequest>();
    command.deadline = absl::Now() + absl::Seconds(20);
    command.decide = std::move(decide);
    return command;
  }
  Command Genesis() {
    Command command =
        Asked("genesis", [](const DecisionContext&, ledger::State&) {
          Accepted accepted;
          AddResource(kGenesisCollection, kGenesisKey, accepted);
          return accepted;
        });
    command.creates_book = true;
    return command;
  }
  Command Write(const std::string& id) {
    return Asked(id, [](const DecisionContext& context, ledger::State&) {
      Accepted accepted;
      AddResource("thing", context.NewId(), accepted);
      return accepted;
    });
  }
  Command Move(const std::string& id, const std::string& source,
               const std::string& target, int64_t amount) {
    return Asked(id, [=](const DecisionContext&, ledger::State&) {
      Accepted accepted;
      auto& movement = *accepted.effects.add_movements();
      movement.set_source(source);
      movement.set_target(target);
      movement.set_unit("CNY");
      movement.set_amount(amount);
      return accepted;
    });
  }

  absl::StatusOr<Outcome> Run(Command command) {
    std::vector<Command> commands;
    commands.push_back(std::move(command));
    return RunAll(std::move(commands)).front();
  }

  // Submits all at once and waits for their answers.
  Answers RunAll(std::vector<Command> commands) {
    const int count = static_cast<int>(commands.size());
    Answers answers(commands.size());
    absl::BlockingCounter waiting(count);
    for (size_t i = 0; i < answers.size(); ++i) {
      commands[i].done = [&, i](absl::StatusOr<Outcome> outcome) {
        answers[i] = std::move(outcome);
        waiting.DecrementCount();
      };
      books_->Submit(Name(), std::move(commands[i]));
    }
    waiting.Wait();
    return answers;
  }

  // The same in one batch: they gather while the batch before them is held.
  Answers RunTogether(std::vector<Command> commands) {
    absl::Notification is_held, go_on, is_answered;
    Command holding =
        Asked("holding", [&](const DecisionContext&, ledger::State&) {
          if (!is_held.HasBeenNotified()) is_held.Notify();
          go_on.WaitForNotification();
          return absl::InvalidArgumentError("held the others up");
        });
    // Also where there is no book yet.
    holding.creates_book = true;
    holding.done = [&](const absl::StatusOr<Outcome>&) {
      is_answered.Notify();
    };
    books_->Submit(Name(), std::move(holding));
    is_held.WaitForNotification();
    const size_t last = commands.size() - 1;
    Answers answers(commands.size());
    absl::BlockingCounter waiting(static_cast<int>(commands.size()));
    for (size_t i = 0; i <= last; ++i) {
      commands[i].done = [&, i](absl::StatusOr<Outcome> outcome) {
        answers[i] = std::move(outcome);
        waiting.DecrementCount();
      };
      books_->Submit(Name(), std::move(commands[i]));
    }
    go_on.Notify();
    waiting.Wait();
    is_answered.WaitForNotification();
    return answers;
  }

  absl::StatusOr<ledger::VerifyReport> Verify() {
    ledger::VerifyReport report;
    const absl::Status status =
        books_->Read(Name(), [&](ledger::Snapshot& snapshot) -> absl::Status {
          auto verified = ledger::Verify(snapshot.transaction(), Name());
          if (!verified.ok()) return verified.status();
          report = *std::move(verified);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return report;
  }

  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  std::string url_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Books> books_;
};

template <typename... Commands>
std::vector<Command> List(Commands... commands) {
  std::vector<Command> list;
  (list.push_back(std::move(commands)), ...);
  return list;
}

// --- A book begins with its genesis.

TEST_P(WritePath, AnExpiredGenesisMakesNoBook) {
  Command late = Genesis();
  late.deadline = clock_.Now();
  EXPECT_TRUE(absl::IsDeadlineExceeded(Run(std::move(late)).status()));
  EXPECT_TRUE(absl::IsNotFound(Verify().status()));
  EXPECT_TRUE(absl::IsNotFound(Run(Write("a")).status()));
  const auto genesis = Run(Genesis());
  ASSERT_TRUE(genesis.ok()) << genesis.status();
  EXPECT_EQ(genesis->receipt.sequence, 1);
  EXPECT_EQ(Run(Write("a"))->receipt.sequence, 2);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(WritePath, AWriteBeforeTheGenesisOfItsBatchFindsNoBook) {
  const Answers answers = RunTogether(List(Write("a"), Genesis(), Write("b")));
  EXPECT_TRUE(absl::IsNotFound(answers[0].status())) << answers[0].status();
  ASSERT_TRUE(answers[1].ok()) << answers[1].status();
  EXPECT_EQ(answers[1]->receipt.sequence, 1);
  ASSERT_TRUE(answers[2].ok()) << answers[2].status();
  EXPECT_EQ(answers[2]->receipt.sequence, 2);
  EXPECT_FALSE(Run(Write("a"))->receipt.replayed);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(WritePath, ABookWhoseFirstEntryIsNoGenesisIsFound) {
  Command impostor = Write("a");
  impostor.creates_book = true;
  ASSERT_TRUE(Run(std::move(impostor)).ok());
  EXPECT_THAT(Verify()->findings, ElementsAre(HasSubstr("no genesis")));
}

// --- Nobody suffers for others.

TEST_P(WritePath, ManyBrokenCommandsOfABatchHarmNobodyElse) {
  ASSERT_TRUE(Run(Genesis()).ok());
  std::vector<Command> commands;
  constexpr int kBroken = 2 * limits::kMaxWriteAttempts;
  commands.push_back(Write("first"));
  for (int i = 0; i < kBroken; ++i) {
    commands.push_back(Move(Concat("broken-", i), "empty:1", "used:1", 1));
  }
  commands.push_back(Write("last"));
  const Answers answers = RunTogether(std::move(commands));
  EXPECT_TRUE(answers.front().ok()) << answers.front().status();
  EXPECT_TRUE(answers.back().ok()) << answers.back().status();
  for (size_t i = 1; i + 1 < answers.size(); ++i) {
    EXPECT_TRUE(absl::IsInternal(answers[i].status())) << answers[i].status();
  }
  EXPECT_THAT(Verify()->findings, IsEmpty());
  EXPECT_EQ(Verify()->entries, 3);
}

TEST_P(WritePath, ABrokenResourceLeavesNoMovementBehind) {
  ASSERT_TRUE(Run(Genesis()).ok());
  Command broken = Asked("a", [](const DecisionContext&, ledger::State&) {
    Accepted accepted;
    auto& movement = *accepted.effects.add_movements();
    movement.set_source("source:1");
    movement.set_target("box:1");
    movement.set_unit("CNY");
    movement.set_amount(1);
    AddResource("thing", "twice", accepted);
    AddResource("thing", "twice", accepted);
    return accepted;
  });
  const Answers answers =
      RunTogether(List(std::move(broken), Move("b", "source:1", "box:1", 2)));
  EXPECT_TRUE(absl::IsInternal(answers[0].status()));
  EXPECT_TRUE(answers[1].ok());
  EXPECT_THAT(Verify()->findings, IsEmpty());
  EXPECT_EQ(Verify()->balances.at("box:1").second, 2);
}

// --- Sums stay countable.

TEST_P(WritePath, ABalanceBeyondTheLimitIsRefusedAndTheRefusalIsFrozen) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_FALSE(
      Run(Move("a", "source:1", "fund:1", ledger::kMaxAmount))->refusal);
  const auto refused = Run(Move("b", "source:1", "fund:1", 1));
  ASSERT_TRUE(refused.ok()) << refused.status();
  ASSERT_TRUE(refused->refusal.has_value());
  EXPECT_EQ(refused->refusal->reason, "BALANCE_TOO_LARGE");
  EXPECT_EQ(refused->refusal->metadata.at("account"), "fund:1");
  const auto again = Run(Move("b", "source:1", "fund:1", 1));
  EXPECT_TRUE(again->receipt.replayed);
  EXPECT_EQ(again->refusal->reason, "BALANCE_TOO_LARGE");
  // The world outside may go below zero, but not without end.
  const auto outside = Run(Move("c", "source:1", "fund:2", 1));
  ASSERT_TRUE(outside->refusal.has_value());
  EXPECT_EQ(outside->refusal->metadata.at("account"), "source:1");
  EXPECT_FALSE(Run(Move("d", "source:2", "fund:2", 1))->refusal);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

// --- The clock.

TEST_P(WritePath, AClockSetForwardIsAnEntryBeforeTheCommands) {
  ASSERT_TRUE(Run(Genesis()).ok());
  clock_.Advance(absl::Hours(30));
  ASSERT_EQ(Run(Write("a"))->receipt.sequence, 2);
  clock_.Jump(limits::kMaxClockJump);
  ASSERT_EQ(Run(Write("b"))->receipt.sequence, 3);
  clock_.Advance(absl::Seconds(5));
  clock_.Jump(absl::Hours(1));
  const auto after = Run(Write("c"));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->receipt.sequence, 5);
  ASSERT_EQ(Run(Write("d"))->receipt.sequence, 6);
  const auto report = Verify();
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_THAT(report->notes,
              ElementsAre("entry 4: the clock jumped 3600 s forward"));
  const absl::Status read =
      books_->Read(Name(), [&](ledger::Snapshot& snapshot) {
        const auto entry =
            journal::ReadEntry(snapshot.transaction(), snapshot.head().book, 4);
        const auto frame = journal::DecodeFrame(entry->frame);
        EXPECT_EQ(frame->key.subject, "service:funding");
        EXPECT_EQ(frame->method, journal::kClockJumpMethod);
        return absl::OkStatus();
      });
  EXPECT_TRUE(read.ok()) << read;
}

TEST_P(WritePath, AfterARestartThereIsNoReadingToJumpFrom) {
  ASSERT_TRUE(Run(Genesis()).ok());
  Open(url_);
  clock_.Jump(absl::Hours(1));
  EXPECT_EQ(Run(Write("a"))->receipt.sequence, 2);
  EXPECT_THAT(Verify()->notes, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, WritePath,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         [](const auto& engine) {
                           return engine.param == storage::Engine::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

// --- A COMMIT's answer is lost, and then the store is away.

class LostAnswer : public WritePath {
 protected:
  void SetUp() override {
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    proxy_ = testing::FaultProxy::Start(server.port()).value();
    Open(server.TcpUrl(server.NewSchema().value(), proxy_->port()));
    ASSERT_TRUE(Run(Genesis()).ok());
  }

  static Command Soon(Command command) {
    command.deadline = absl::Now() + absl::Seconds(1);
    return command;
  }

  std::unique_ptr<testing::FaultProxy> proxy_;
};

TEST_P(LostAnswer, ARepetitionIsInDoubtAsTheFirstIs) {
  proxy_->CloseAfterFault();
  // Armed by the batch itself: the one before it commits as well.
  Command first = Write("a");
  first.decide = [this, decide = first.decide](const DecisionContext& context,
                                               ledger::State& state) {
    proxy_->LoseAnswers(1);
    return decide(context, state);
  };
  const Answers answers = RunTogether(
      List(Soon(std::move(first)), Soon(Write("a")), Soon(Genesis())));
  EXPECT_EQ(proxy_->lost_answers(), 1);
  EXPECT_TRUE(IsOutcomeUnknown(answers[0].status())) << answers[0].status();
  EXPECT_TRUE(IsOutcomeUnknown(answers[1].status())) << answers[1].status();
  EXPECT_FALSE(IsOutcomeUnknown(answers[2].status())) << answers[2].status();
  // So is one that comes later; another id is not.
  const Answers later = RunAll(List(Soon(Write("a")), Soon(Write("b"))));
  EXPECT_TRUE(IsOutcomeUnknown(later[0].status())) << later[0].status();
  EXPECT_TRUE(absl::IsUnavailable(later[1].status())) << later[1].status();
  EXPECT_FALSE(IsOutcomeUnknown(later[1].status())) << later[1].status();
  proxy_->Reopen();
  const auto told = Run(Write("a"));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_TRUE(told->receipt.replayed);
  EXPECT_EQ(told->receipt.sequence, 2);
  EXPECT_EQ(Run(Write("b"))->receipt.sequence, 3);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(LostAnswer, WhatTheStoreSaysWasNotCommittedIsInDoubtNoMore) {
  proxy_->CloseAfterFault();
  proxy_->LoseRequests(1);
  EXPECT_TRUE(IsOutcomeUnknown(Run(Soon(Write("a"))).status()));
  proxy_->Reopen();
  const auto told = Run(Write("a"));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_FALSE(told->receipt.replayed);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(LostAnswer, AClockJumpInDoubtIsRecordedOnce) {
  clock_.Jump(absl::Hours(1));
  proxy_->LoseAnswers(1);
  const auto written = Run(Write("a"));
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(proxy_->lost_answers(), 1);
  EXPECT_FALSE(written->receipt.replayed);
  EXPECT_EQ(Verify()->entries, 3);
  EXPECT_EQ(Verify()->notes.size(), 1u);
  EXPECT_EQ(Run(Write("b"))->receipt.sequence, 4);
}

INSTANTIATE_TEST_SUITE_P(Mariadb, LostAnswer,
                         ::testing::Values(storage::Engine::kMysql),
                         [](const auto&) { return "Mariadb"; });

}  // namespace
}  // namespace epiledger::book
