#include "tests/faults/expect_sound.h"

#include <cstdio>

#include "gtest/gtest.h"

namespace epiledger::faults {

void ExpectSound(FundingRun& run) {
  const auto replays = run.ReplayAll();
  ASSERT_TRUE(replays.ok()) << replays.status();
  const auto violations = run.Check();
  ASSERT_TRUE(violations.ok()) << violations.status();
  EXPECT_TRUE(violations->empty()) << Describe(*violations);
  const auto verified = run.StopAndVerify();
  ASSERT_TRUE(verified.ok()) << verified.status();
  std::printf("%lld replays of all\n%s", static_cast<long long>(*replays),
              verified->c_str());
}

}  // namespace epiledger::faults
