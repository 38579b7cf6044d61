// kill −9 of the service, at least twenty times on each engine.
#include "gtest/gtest.h"
#include "tests/faults/crash_story.h"
#include "tests/faults/how_often.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

class Crash : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Crash, KillsLoseAndDoubleNothing) {
  TellCrashStory(GetParam(), kServiceKills, /*most_aimed=*/60);
}

INSTANTIATE_TEST_SUITE_P(Engines, Crash,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::faults
