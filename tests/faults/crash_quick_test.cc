// kill −9 of the service, three times.
#include "gtest/gtest.h"
#include "tests/faults/crash_story.h"

namespace epiledger::faults {
namespace {

TEST(CrashQuick, ThreeKillsLoseAndDoubleNothing) { TellCrashStory(3); }

}  // namespace
}  // namespace epiledger::faults
