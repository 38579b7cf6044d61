// The crash story on builds with a planted bug: on either engine the check must
// find each.
#include <cstdio>
#include <string>
#include <tuple>

#include "gtest/gtest.h"
#include "tests/faults/crash_round.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

// One that stays hidden for so many kills is not found.
constexpr int kMostRounds = 20;

struct PlantedBug {
  const char* name;
  Violation::Kind shows_as;
};

using Parameter = std::tuple<storage::Engine, PlantedBug>;

class PlantedBugs : public ::testing::TestWithParam<Parameter> {};

TEST_P(PlantedBugs, AreFound) {
  const auto& [engine, bug] = GetParam();
  const auto run = FundingRun::Begin({NewStore(engine), bug.name});
  ASSERT_TRUE(run.ok()) << run.status();
  for (int i = 1; i <= kMostRounds; ++i) {
    const auto round = KillOnce(**run);
    ASSERT_TRUE(round.ok()) << round.status();
    const auto violations = (*run)->Check();
    ASSERT_TRUE(violations.ok()) << violations.status();
    if (violations->empty()) continue;
    EXPECT_TRUE(Contains(*violations, bug.shows_as)) << Describe(*violations);
    std::printf("%s: %zu violations after %d kills, such as\n%s", bug.name,
                violations->size(), i, Describe({violations->front()}).c_str());
    return;
  }
  FAIL() << bug.name << " stayed hidden";
}

std::string NameOfBug(const ::testing::TestParamInfo<Parameter>& info) {
  const auto& [engine, bug] = info.param;
  return std::string(bug.name) + "_on_" + NameOfEngine({engine, info.index});
}

INSTANTIATE_TEST_SUITE_P(
    All, PlantedBugs,
    ::testing::Combine(
        ::testing::Values(storage::Engine::kSqlite, storage::Engine::kMysql),
        ::testing::Values(
            PlantedBug{"answer_before_commit", Violation::Kind::kLost},
            PlantedBug{"drop_the_id_check", Violation::Kind::kDoubled},
            PlantedBug{"skip_a_line", Violation::Kind::kFinding})),
    NameOfBug);

}  // namespace
}  // namespace epiledger::faults
