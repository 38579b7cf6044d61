// ExpectSound: what must hold of a book when the faults are over.
#ifndef EPILEDGER_TESTS_FAULTS_EXPECT_SOUND_H_
#define EPILEDGER_TESTS_FAULTS_EXPECT_SOUND_H_

#include "tests/faults/funding_run.h"

namespace epiledger::faults {

// Sends the whole history again, checks it against the book, verifies an
// export and, offline, the store; stops the service. Fails the running test
// where something does not hold; prints what the verifiers say.
void ExpectSound(FundingRun& run);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_EXPECT_SOUND_H_
