// Commands that are accepted all or none, sent again, twice, from elsewhere, or
// when a COMMIT or its answer is lost.
#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/together_fixture.h"

namespace epiledger::book {
namespace {

using ::testing::IsEmpty;

class TogetherAgain : public Together {};

TEST_P(TogetherAgain, TheSameIdTwiceIsDoneOnce) {
  const Answers answers =
      RunAllOrNone(List(Take("a", 60), Take("a", 60), Take("b", 40)));
  EXPECT_FALSE(answers[0]->receipt.replayed);
  EXPECT_TRUE(answers[1]->receipt.replayed);
  EXPECT_EQ(answers[1]->receipt.sequence, answers[0]->receipt.sequence);
  EXPECT_EQ(answers[2]->receipt.sequence, 4);
  EXPECT_EQ(Box(), 0);
}

TEST_P(TogetherAgain, TheSameIdTwiceIsRefusedTwice) {
  const auto batch = [] {
    return List(Take("a", 1), Take("b", 100), Take("a", 1), Take("b", 100));
  };
  const Answers answers = RunAllOrNone(batch());
  ExpectSentBack(answers[0], "requests[1]");
  ExpectSentBack(answers[2], "requests[1]");
  EXPECT_FALSE(answers[1]->receipt.replayed);
  EXPECT_TRUE(answers[3]->receipt.replayed);
  EXPECT_TRUE(answers[3]->refusal.has_value());
  EXPECT_EQ(Verify()->entries, 3);
}

TEST_P(TogetherAgain, TheSameIdForSomethingElseSendsAllBack) {
  Command other = Take("a", 1);
  other.method = "test.Other";
  const Answers answers =
      RunAllOrNone(List(Take("a", 1), std::move(other), Take("b", 1)));
  ExpectSentBack(answers[0], "requests[1]");
  EXPECT_EQ(DifferingField(answers[1].status()), "method");
  ExpectSentBack(answers[2], "requests[1]");
  EXPECT_EQ(Verify()->entries, 2);
  EXPECT_EQ(Box(), 100);
}

TEST_P(TogetherAgain, OfTwoCopiesAtOnceOneIsARepetition) {
  absl::Notification is_held, go_on;
  Submission before(*books_, List(Held(Write("x"), is_held, go_on)));
  is_held.WaitForNotification();
  const auto batch = [] { return List(Take("a", 60), Take("b", 40)); };
  const auto how = Submission::How::kAllOrNone;
  Submission first(*books_, batch(), how);
  Submission lone(*books_, List(Write("y")));
  Submission second(*books_, batch(), how);
  go_on.Notify();
  before.Wait();
  const Answers one = first.Wait();
  EXPECT_EQ(lone.Wait()[0]->receipt.sequence, 6);
  const Answers two = second.Wait();
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_FALSE(one[i]->receipt.replayed);
    EXPECT_TRUE(two[i]->receipt.replayed);
    EXPECT_EQ(one[i]->receipt.hash, two[i]->receipt.hash);
  }
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(TogetherAgain, AnotherProcessGivesTheSameAnswers) {
  const std::unique_ptr<Books> other =
      Books::Open(*store_, clock_, {.service = "funding"}).value();
  const auto there = [&other](std::vector<Command> commands) {
    return Submission(*other, std::move(commands), Submission::How::kAllOrNone)
        .Wait();
  };
  const auto bad = [] { return List(Take("a", 60), Take("b", 41)); };
  const auto good = [] { return List(Take("a", 60), Take("c", 40)); };
  const Answers refused = RunAllOrNone(bad());
  EXPECT_EQ(there(bad())[1]->receipt.hash, refused[1]->receipt.hash);
  const Answers accepted = there(good());
  EXPECT_EQ(accepted[1]->receipt.sequence, 5);
  EXPECT_EQ(RunAllOrNone(good())[1]->receipt.hash, accepted[1]->receipt.hash);
  // What the other took is gone here, too.
  EXPECT_TRUE(RunAllOrNone(List(Take("d", 1)))[0]->refusal.has_value());
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, TogetherAgain,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

// --- A COMMIT, or its answer, is lost.

class LostTogether : public Together {
 protected:
  void SetUp() override {
    OpenThroughProxy();
    Fill();
  }

  static std::vector<Command> Soon(std::vector<Command> commands) {
    for (Command& command : commands) {
      command.deadline = absl::Now() + absl::Seconds(1);
    }
    return commands;
  }
};

TEST_P(LostTogether, AnAcceptedBatchIsAnsweredAsIfNothingHadBeen) {
  proxy_->LoseAnswers(1);
  const Answers answers = RunAllOrNone(List(Take("a", 60), Take("b", 40)));
  EXPECT_EQ(proxy_->lost_answers(), 1);
  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_FALSE(answer->receipt.replayed);
  }
  EXPECT_EQ(Verify()->entries, 4);
}

TEST_P(LostTogether, ARefusedBatchIsAnsweredAsIfNothingHadBeen) {
  proxy_->LoseAnswers(1);
  const Answers answers = RunAllOrNone(List(Take("a", 60), Take("b", 41)));
  EXPECT_EQ(proxy_->lost_answers(), 1);
  ExpectSentBack(answers[0], "requests[1]");
  EXPECT_TRUE(answers[1]->refusal.has_value());
  EXPECT_FALSE(answers[1]->receipt.replayed);
  EXPECT_EQ(Verify()->entries, 3);
}

TEST_P(LostTogether, WhileTheStoreIsAwayAllAreInDoubtAndThenResolved) {
  proxy_->CloseAfterFault();
  proxy_->LoseAnswers(1);
  for (const auto& answer :
       RunAllOrNone(Soon(List(Take("a", 60), Take("b", 40))))) {
    EXPECT_TRUE(IsOutcomeUnknown(answer.status())) << answer.status();
  }
  proxy_->Reopen();
  for (const auto& answer : RunAllOrNone(List(Take("a", 60), Take("b", 40)))) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(answer->receipt.replayed);
  }
  EXPECT_EQ(Verify()->entries, 4);
}

TEST_P(LostTogether, WhatNeverReachedTheStoreIsDecidedAnew) {
  proxy_->CloseAfterFault();
  proxy_->LoseRequests(1);
  for (const auto& answer :
       RunAllOrNone(Soon(List(Take("a", 60), Take("b", 40))))) {
    EXPECT_FALSE(answer.ok());
  }
  proxy_->Reopen();
  for (const auto& answer : RunAllOrNone(List(Take("a", 60), Take("b", 40)))) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_FALSE(answer->receipt.replayed);
  }
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Mariadb, LostTogether,
                         ::testing::Values(storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
