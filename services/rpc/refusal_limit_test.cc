#include "services/rpc/refusal_limit.h"

#include "gtest/gtest.h"
#include "services/limits.h"

namespace epiledger::rpc {
namespace {

constexpr absl::Time kStart = absl::FromUnixSeconds(1'580'515'200);

TEST(RefusalLimitTest, SixtyAMinuteAreBorneTheNextHasToWait) {
  RefusalLimit limit;
  for (int i = 0; i < 60; ++i) {
    EXPECT_EQ(limit.Wait("a", kStart), absl::ZeroDuration());
    limit.Note("a", kStart + absl::Milliseconds(i));
  }
  EXPECT_EQ(limit.Wait("a", kStart + absl::Seconds(10)), absl::Seconds(50));
  EXPECT_EQ(limit.Wait("b", kStart), absl::ZeroDuration());
}

TEST(RefusalLimitTest, TheWindowMovesOn) {
  RefusalLimit limit;
  for (int i = 0; i < 60; ++i) limit.Note("a", kStart + absl::Seconds(i));
  EXPECT_GT(limit.Wait("a", kStart + absl::Seconds(59)), absl::ZeroDuration());
  EXPECT_EQ(limit.Wait("a", kStart + absl::Seconds(60)), absl::ZeroDuration());
  limit.Note("a", kStart + absl::Seconds(60));
  EXPECT_EQ(limit.Wait("a", kStart + absl::Seconds(60)), absl::Seconds(1));
}

TEST(RefusalLimitTest, ForgetsWhoeverIsLongestWithoutARefusal) {
  RefusalLimit limit;
  for (int i = 0; i < 60; ++i) limit.Note("early", kStart);
  for (int i = 0; i < 60; ++i) limit.Note("busy", kStart);
  for (size_t i = 0; i + 1 < limits::kMaxRefusalSubjects; ++i) {
    limit.Note("subject-" + std::to_string(i), kStart);
  }
  EXPECT_EQ(limit.Wait("early", kStart), absl::ZeroDuration());
  EXPECT_GT(limit.Wait("busy", kStart), absl::ZeroDuration());
}

}  // namespace
}  // namespace epiledger::rpc
