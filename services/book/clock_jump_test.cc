// What a book does when its clock is set: on both engines.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/write_path_fixture.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/limits.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using ClockJumps = WritePath;

TEST_P(ClockJumps, AClockSetForwardIsAnEntryBeforeTheCommands) {
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

TEST_P(ClockJumps, AfterARestartThereIsNoReadingToJumpFrom) {
  ASSERT_TRUE(Run(Genesis()).ok());
  Open(url_);
  clock_.Jump(absl::Hours(1));
  EXPECT_EQ(Run(Write("a"))->receipt.sequence, 2);
  EXPECT_THAT(Verify()->notes, IsEmpty());
}

TEST_P(ClockJumps, AClockSetBackIsAnEntryWhereWritesMayGoOn) {
  ASSERT_TRUE(Run(Genesis()).ok());
  clock_.Advance(absl::Hours(2));
  clock_.Jump(-limits::kMaxClockJump);
  ASSERT_EQ(Run(Write("a"))->receipt.sequence, 2);
  clock_.Advance(absl::Hours(2));
  clock_.Jump(-absl::Hours(1));
  const auto after = Run(Write("b"));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->receipt.sequence, 4);
  ASSERT_EQ(Run(Write("c"))->receipt.sequence, 5);
  const auto report = Verify();
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_THAT(report->notes,
              ElementsAre("entry 3: the clock jumped 3600 s back"));
}

TEST_P(ClockJumps, AClockSetBehindTheHeadIsAnEntryOnceItHasCaughtUp) {
  ASSERT_TRUE(Run(Genesis()).ok());
  clock_.Jump(-absl::Hours(1));
  EXPECT_TRUE(IsClockBehind(Run(Write("a")).status()));
  EXPECT_EQ(Verify()->entries, 1);
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(Run(Write("a"))->receipt.sequence, 3);
  EXPECT_THAT(Verify()->findings, IsEmpty());
  EXPECT_THAT(Verify()->notes,
              ElementsAre("entry 2: the clock jumped 3600 s back"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ClockJumps,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
