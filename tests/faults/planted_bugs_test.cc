// The crash story on builds with a planted bug: the check must find each.
#include <cstdio>
#include <string>

#include "gtest/gtest.h"
#include "tests/faults/crash_round.h"

namespace epiledger::faults {
namespace {

// One that stays hidden for so many kills is not found.
constexpr int kMostRounds = 20;

struct PlantedBug {
  const char* name;
  Violation::Kind shows_as;
};

class PlantedBugs : public ::testing::TestWithParam<PlantedBug> {};

TEST_P(PlantedBugs, AreFound) {
  const auto run = FundingRun::Begin({"", GetParam().name});
  ASSERT_TRUE(run.ok()) << run.status();
  for (int i = 1; i <= kMostRounds; ++i) {
    const auto round = KillOnce(**run);
    ASSERT_TRUE(round.ok()) << round.status();
    const auto violations = (*run)->Check();
    ASSERT_TRUE(violations.ok()) << violations.status();
    if (violations->empty()) continue;
    EXPECT_TRUE(Contains(*violations, GetParam().shows_as))
        << Describe(*violations);
    std::printf("%s: %zu violations after %d kills, such as\n%s",
                GetParam().name, violations->size(), i,
                Describe({violations->front()}).c_str());
    return;
  }
  FAIL() << GetParam().name << " stayed hidden";
}

std::string NameOfBug(const ::testing::TestParamInfo<PlantedBug>& bug) {
  return bug.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    All, PlantedBugs,
    ::testing::Values(
        PlantedBug{"answer_before_commit", Violation::Kind::kLost},
        PlantedBug{"drop_the_id_check", Violation::Kind::kDoubled},
        PlantedBug{"skip_a_line", Violation::Kind::kFinding}),
    NameOfBug);

}  // namespace
}  // namespace epiledger::faults
