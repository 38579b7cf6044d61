// CrashStory: the test that kills the only process of the service `rounds`
// times and lets nothing be lost and nothing be doubled.
//
// A kill proves that nothing is doubled where it strikes between a COMMIT and
// its answers: what was left open is then done already, and is sent again. Of
// kills at any moment one in a few does. Where none of `rounds` did, kills that
// are aimed there follow, `most_aimed` of them at most, until one strikes.
#ifndef EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_
#define EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_

#include "services/storage/store_url.h"

namespace epiledger::faults {

// Fails the running test where something does not hold, and, with aimed kills,
// where none struck there; prints its figures.
void TellCrashStory(storage::Engine engine, int rounds, int most_aimed);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_CRASH_STORY_H_
