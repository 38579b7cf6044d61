// kill −9 of the service, twenty times.
#include "gtest/gtest.h"
#include "tests/faults/crash_story.h"

namespace epiledger::faults {
namespace {

TEST(Crash, TwentyKillsLoseAndDoubleNothing) { TellCrashStory(20); }

}  // namespace
}  // namespace epiledger::faults
