#include "services/latencies.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger {
namespace {

using ::testing::Each;

TEST(Latencies, ATimeFallsIntoTheFirstClassThatReachesIt) {
  Latencies latencies;
  latencies.Add(absl::Microseconds(500));
  latencies.Add(absl::Microseconds(501));
  latencies.Add(absl::Milliseconds(1));
  const Latencies::Counts counts = latencies.counts();
  EXPECT_EQ(counts.classes[0], 1);
  EXPECT_EQ(counts.classes[1], 2);
  EXPECT_DOUBLE_EQ(counts.seconds, 0.002001);
}

TEST(Latencies, WhatNoClassReachesIsInTheLast) {
  Latencies latencies;
  latencies.Add(absl::Minutes(1));
  EXPECT_EQ(latencies.counts().classes.back(), 1);
  EXPECT_DOUBLE_EQ(latencies.counts().seconds, 60);
}

TEST(Latencies, NothingWasCountedAtFirst) {
  const Latencies::Counts counts = Latencies().counts();
  EXPECT_THAT(counts.classes, Each(0));
  EXPECT_EQ(counts.seconds, 0);
}

}  // namespace
}  // namespace epiledger
