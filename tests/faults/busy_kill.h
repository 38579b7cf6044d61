// A kill −9 that is sure to leave many calls open.
#ifndef EPILEDGER_TESTS_FAULTS_BUSY_KILL_H_
#define EPILEDGER_TESTS_FAULTS_BUSY_KILL_H_

#include "absl/status/statusor.h"
#include "tests/faults/funding_server.h"
#include "tests/faults/payment_load.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::faults {

// Where the chance is: anywhere, or in the moment in which an answer arrives,
// so that others of its batch are done and not yet answered.
enum class KillMoment { kAny, kAmidAnswers };

// Lets the load run for a time of chance and kills the service at a moment of
// chance at which at least kLeastInFlight calls were unanswered; how many. The
// load is paused.
//
// The service is frozen first, until the answers that were under way have
// arrived: with fewer calls left it goes on, and another moment is tried. What
// it did until it froze is what it did until it was killed.
absl::StatusOr<int> KillWhenBusy(FundingServer& server, PaymentLoad& load,
                                 KillMoment moment = KillMoment::kAny);

// The same with the service's store, and leaves it frozen.
absl::StatusOr<int> FreezeWhenBusy(testing::PrivateMariadb& store,
                                   PaymentLoad& load);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_BUSY_KILL_H_
