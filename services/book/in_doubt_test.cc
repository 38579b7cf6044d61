// What a caller is told of an id that may have been done: on both engines.
#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/write_path_fixture.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using ::testing::IsEmpty;

class InDoubt : public WritePath {
 protected:
  // As many commands as a book's queue holds, which are dropped undecided.
  std::vector<Command> Queueful() {
    std::vector<Command> commands;
    for (size_t i = 0; i < limits::kMaxQueuedCommands; ++i) {
      commands.push_back(Write(Concat("late-", i)));
      commands.back().deadline = clock_.Now();
    }
    return commands;
  }

  // Asks for the ids `a` and `b` while `held`, which waits in its batch, keeps
  // the queue full.
  Answers AskWhileFull(Command held) {
    absl::Notification is_held, go_on;
    Submission before(*books_, List(Held(std::move(held), is_held, go_on)));
    is_held.WaitForNotification();
    Submission queued(*books_, Queueful());
    Answers answers = RunAll(List(Write("a"), Write("b")));
    go_on.Notify();
    before.Wait();
    queued.Wait();
    return answers;
  }
};

// --- The queue is full.

TEST_P(InDoubt, WhatIsBeingDecidedIsNotCalledUndecided) {
  ASSERT_TRUE(Run(Genesis()).ok());
  const Answers answers = AskWhileFull(Write("a"));
  EXPECT_TRUE(IsOutcomeUnknown(answers[0].status())) << answers[0].status();
  EXPECT_TRUE(IsOverloaded(answers[1].status())) << answers[1].status();
  EXPECT_TRUE(Run(Write("a"))->receipt.replayed);
  EXPECT_FALSE(Run(Write("b"))->receipt.replayed);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(InDoubt, WhatWasDecidedAndToldIsOverloadedLikeAllElse) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_TRUE(Run(Write("a")).ok());
  const Answers answers = AskWhileFull(Write("c"));
  EXPECT_TRUE(IsOverloaded(answers[0].status())) << answers[0].status();
  EXPECT_TRUE(IsOverloaded(answers[1].status())) << answers[1].status();
}

INSTANTIATE_TEST_SUITE_P(Engines, InDoubt,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

// --- A COMMIT's answer is lost, and then the store is away.

class LostAnswer : public InDoubt {
 protected:
  void SetUp() override { OpenThroughProxy(); }

  static Command Soon(Command command) {
    command.deadline = absl::Now() + absl::Seconds(1);
    return command;
  }
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

TEST_P(LostAnswer, AFullQueueDoesNotMakeItUndecided) {
  proxy_->CloseAfterFault();
  proxy_->LoseAnswers(1);
  ASSERT_TRUE(IsOutcomeUnknown(Run(Soon(Write("a"))).status()));
  proxy_->Reopen();
  const Answers answers = AskWhileFull(Write("c"));
  EXPECT_TRUE(IsOutcomeUnknown(answers[0].status())) << answers[0].status();
  EXPECT_TRUE(IsOverloaded(answers[1].status())) << answers[1].status();
  EXPECT_TRUE(Run(Write("a"))->receipt.replayed);
  // The store has told: there is no doubt any more.
  EXPECT_TRUE(IsOverloaded(AskWhileFull(Write("d"))[0].status()));
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
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
