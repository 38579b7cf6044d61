#include "services/book/write_counts.h"

#include <numeric>

#include "gtest/gtest.h"

namespace epiledger::book {
namespace {

Outcome DecidedAs(bool refused, bool replayed) {
  Outcome outcome;
  outcome.receipt.replayed = replayed;
  if (refused) outcome.refusal = journal::Refusal();
  return outcome;
}

int64_t CommitsOf(const WriteCounts& counts) {
  const Latencies::Counts commits = counts.commits();
  return std::accumulate(commits.classes.begin(), commits.classes.end(),
                         int64_t{0});
}

TEST(WriteCounts, EachResultIsOneOutcome) {
  WriteCounts counts;
  counts.Add(DecidedAs(false, false), absl::Milliseconds(1));
  counts.Add(DecidedAs(true, false), absl::Milliseconds(1));
  counts.Add(DecidedAs(true, true), absl::Milliseconds(1));
  counts.Add(DecidedAs(false, true), absl::Milliseconds(1));
  counts.Add(OutcomeUnknown(), absl::Seconds(20));
  counts.Add(RequestIdReused("payment"), absl::Milliseconds(1));
  counts.Add(Overloaded(), absl::Milliseconds(1));
  EXPECT_EQ(counts.Of(WriteOutcome::kAccepted), 1);
  EXPECT_EQ(counts.Of(WriteOutcome::kRefused), 1);
  EXPECT_EQ(counts.Of(WriteOutcome::kRepeated), 2);
  EXPECT_EQ(counts.Of(WriteOutcome::kUnknown), 1);
  EXPECT_EQ(counts.Of(WriteOutcome::kUndecided), 2);
}

TEST(WriteCounts, OnlyWhatBecameDurableThenIsTimed) {
  WriteCounts counts;
  counts.Add(DecidedAs(false, false), absl::Milliseconds(1));
  counts.Add(DecidedAs(false, true), absl::Milliseconds(1));
  counts.Add(OutcomeUnknown(), absl::Seconds(20));
  EXPECT_EQ(CommitsOf(counts), 1);
  EXPECT_DOUBLE_EQ(counts.commits().seconds, 0.001);
}

}  // namespace
}  // namespace epiledger::book
