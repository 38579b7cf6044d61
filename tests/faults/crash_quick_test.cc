// kill −9 of the service, three times.
#include "gtest/gtest.h"
#include "tests/faults/crash_story.h"

namespace epiledger::faults {
namespace {

TEST(CrashQuick, ThreeKillsLoseAndDoubleNothing) {
  TellCrashStory(storage::Engine::kSqlite, 3, /*most_aimed=*/0);
}

}  // namespace
}  // namespace epiledger::faults
