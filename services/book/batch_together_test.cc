// Commands that are accepted all or none: on both engines.
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/together_fixture.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST_P(Together, AllAreAcceptedEachSeeingThoseBeforeIt) {
  const Answers answers =
      RunAllOrNone(List(Take("a", 60), Write("b"), Take("c", 40)));
  for (size_t i = 0; i < answers.size(); ++i) {
    ASSERT_TRUE(answers[i].ok()) << answers[i].status();
    EXPECT_FALSE(answers[i]->refusal.has_value());
    EXPECT_EQ(answers[i]->receipt.sequence, static_cast<int64_t>(i) + 3);
  }
  EXPECT_EQ(Box(), 0);
  const Answers again =
      RunAllOrNone(List(Take("a", 60), Write("b"), Take("c", 40)));
  for (size_t i = 0; i < again.size(); ++i) {
    ASSERT_TRUE(again[i].ok()) << again[i].status();
    EXPECT_TRUE(again[i]->receipt.replayed);
    EXPECT_EQ(again[i]->receipt.hash, answers[i]->receipt.hash);
  }
  EXPECT_EQ(Verify()->entries, 5);
}

TEST_P(Together, OneIsRefusedAndOnlyThatIsRecorded) {
  const Answers answers =
      RunAllOrNone(List(Take("a", 60), Take("b", 41), Take("c", 1)));
  ExpectSentBack(answers[0], "requests[1]");
  ExpectSentBack(answers[2], "requests[1]");
  ASSERT_TRUE(answers[1].ok()) << answers[1].status();
  ASSERT_TRUE(answers[1]->refusal.has_value());
  // The figures are those it was refused with, and say what they count.
  EXPECT_THAT(answers[1]->refusal->metadata,
              ElementsAre(Pair("element", "requests[1]"), Pair("left", "40")));
  EXPECT_EQ(answers[1]->receipt.sequence, 3);
  EXPECT_FALSE(answers[1]->receipt.replayed);
  EXPECT_EQ(Verify()->entries, 3);
  EXPECT_EQ(Box(), 100);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(Together, ARefusedBatchStaysRefusedWhateverHappensMeanwhile) {
  const auto batch = [] { return List(Take("a", 60), Take("b", 41)); };
  const Answers first = RunAllOrNone(batch());
  ASSERT_FALSE(Run(Move("more", "source:1", "box:1", 1'000))->refusal);
  const Answers again = RunAllOrNone(batch());
  ExpectSentBack(again[0], "requests[1]");
  ASSERT_TRUE(again[1].ok()) << again[1].status();
  EXPECT_TRUE(again[1]->receipt.replayed);
  EXPECT_EQ(again[1]->receipt.hash, first[1]->receipt.hash);
  EXPECT_EQ(again[1]->refusal->metadata, first[1]->refusal->metadata);
  // Also as a command of its own.
  EXPECT_TRUE(Run(Take("b", 41))->refusal.has_value());
  EXPECT_EQ(Verify()->entries, 4);
}

TEST_P(Together, AMendedBatchTakesTheIdsThatAreUnused) {
  RunAllOrNone(List(Take("a", 60), Take("b", 41), Take("c", 1)));
  const Answers mended =
      RunAllOrNone(List(Take("a", 60), Take("b2", 39), Take("c", 1)));
  for (const auto& answer : mended) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_FALSE(answer->refusal.has_value());
    EXPECT_FALSE(answer->receipt.replayed);
  }
  EXPECT_EQ(Box(), 0);
  // A copy of the first one that was long on its way changes nothing.
  const Answers late =
      RunAllOrNone(List(Take("a", 60), Take("b", 41), Take("c", 1)));
  EXPECT_TRUE(late[0]->receipt.replayed);
  EXPECT_TRUE(late[1]->refusal.has_value());
  EXPECT_TRUE(late[2]->receipt.replayed);
  EXPECT_EQ(Verify()->entries, 6);
}

TEST_P(Together, WhatWasTakenBackIsBelievedByNobody) {
  RunAllOrNone(List(Write("a"), Take("b", 100),
                    Move("c", "source:2", "box:2", 7), Take("d", 1)));
  EXPECT_FALSE(Run(Take("e", 100))->refusal.has_value());
  EXPECT_EQ(Run(Move("f", "source:2", "box:2", 1))->receipt.sequence, 5);
  EXPECT_EQ(Verify()->balances.at("box:2").second, 1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(Together, WhatIsUndecidedLeavesNoTrace) {
  const Answers answers =
      RunAllOrNone(List(Take("a", 60), Undecided("b"), Take("c", 41)));
  ExpectSentBack(answers[0], "requests[1]");
  EXPECT_TRUE(absl::IsInvalidArgument(answers[1].status()));
  ExpectSentBack(answers[2], "requests[1]");
  EXPECT_EQ(Verify()->entries, 2);
  EXPECT_FALSE(Run(Take("c", 41))->receipt.replayed);
  EXPECT_EQ(Box(), 59);
}

TEST_P(Together, WhatWasRecordedBeforeStaysAndIsAnsweredSo) {
  ASSERT_TRUE(Run(Take("a", 60)).ok());
  const Answers refused = RunAllOrNone(List(Take("a", 60), Take("b", 41)));
  ASSERT_TRUE(refused[0].ok()) << refused[0].status();
  EXPECT_TRUE(refused[0]->receipt.replayed);
  EXPECT_TRUE(refused[1]->refusal.has_value());
  const Answers accepted = RunAllOrNone(List(Take("a", 60), Take("c", 40)));
  EXPECT_TRUE(accepted[0]->receipt.replayed);
  EXPECT_FALSE(accepted[1]->refusal.has_value());
  EXPECT_EQ(Box(), 0);
}

// The id of a payment that was taken back will be that of another.
TEST_P(Together, ARefusalNamesNothingThatWasTakenBack) {
  Command naming = Asked("c", [](const DecisionContext& context,
                                 ledger::State&) {
    DecisionContext before{context.book, context.incarnation,
                           context.sequence - 1, context.record_time,
                           context.subject};
    return journal::Refusal{absl::StatusCode::kFailedPrecondition,
                            "PAID_TWICE",
                            {{"payment", Concat("payments/", before.NewId())}}};
  });
  const Answers answers =
      RunAllOrNone(List(Write("a"), Write("b"), std::move(naming)));
  EXPECT_THAT(answers[2]->refusal->metadata,
              ElementsAre(Pair("element", "requests[2]"),
                          Pair("payment", "requests[1]")));
}

TEST_P(Together, ALateBatchIsDroppedUndecided) {
  std::vector<Command> commands = List(Take("a", 1), Take("b", 1));
  for (Command& command : commands) command.deadline = clock_.Now();
  for (const auto& answer : RunAllOrNone(std::move(commands))) {
    EXPECT_TRUE(absl::IsDeadlineExceeded(answer.status())) << answer.status();
  }
  EXPECT_EQ(Verify()->entries, 2);
}

// A lone one may be decided without asking for the head.
TEST_P(Together, ABatchOfOneIsRefusedLikeAnyOther) {
  for (int i = 0; i < 2 * limits::kUndisturbedBatches; ++i) {
    ASSERT_TRUE(Run(Write(Concat("w", i))).ok());
  }
  const Answers refused = RunAllOrNone(List(Take("a", 101)));
  EXPECT_TRUE(refused[0]->refusal.has_value());
  EXPECT_FALSE(refused[0]->receipt.replayed);
  EXPECT_TRUE(RunAllOrNone(List(Take("a", 101)))[0]->receipt.replayed);
  EXPECT_TRUE(
      absl::IsInvalidArgument(RunAllOrNone(List(Undecided("b")))[0].status()));
  EXPECT_FALSE(RunAllOrNone(List(Take("c", 100)))[0]->refusal.has_value());
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(Together, AJumpOfTheClockIsRecordedOnceBeforeARefusal) {
  clock_.Jump(absl::Hours(1));
  const Answers answers = RunAllOrNone(List(Take("a", 60), Take("b", 41)));
  EXPECT_EQ(answers[1]->receipt.sequence, 4);
  EXPECT_EQ(Verify()->notes.size(), 1u);
  EXPECT_FALSE(Run(Take("c", 100))->refusal.has_value());
  EXPECT_EQ(Verify()->entries, 5);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Together,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
