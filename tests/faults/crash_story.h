// CrashStory: the test that kills the only process of the service `rounds`
// times and lets nothing be lost and nothing be doubled.
#ifndef EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_
#define EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_

#include "services/storage/store_url.h"

namespace epiledger::faults {

// Fails the running test where something does not hold; prints its figures.
void TellCrashStory(storage::Engine engine, int rounds);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_
