// Readings: how the model takes what the documents say where they leave room.
// Each is one line to change when the documents are.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_READINGS_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_READINGS_H_

namespace epiledger::ladder::readings {

// After `valid_until` what has arrived is paid, "ahead of the goods nothing
// is". Taken as: a payment that says it is ahead is refused then, also where
// goods are unpaid, which it would pay for first.
inline constexpr bool kAheadIsWhatTheRequestSays = true;

// Of a closed allocation "nothing is spent any more", and goods of it are owed
// for again where a refund says so. Taken as of `valid_until`: it ends choices,
// not debts.
inline constexpr bool kClosedAllocationsPayForWhatArrived = true;

// "The day it was closed; nothing is spent of it any more". Taken as: nothing
// that is recorded from then on, whatever day it is dated.
inline constexpr bool kClosedIsClosedForEveryDay = true;

// "What was prepaid on that day is held again" speaks of a payment that was
// made ahead; one for what had arrived is never prepaid, also where the line
// has something prepaid by others.
inline constexpr bool kSettlementsAreNeverPrepaid = true;

// A payment was not refunded, but less is left of the line's goods on a later
// day than would have to become cheaper. No reason is made for this; the
// nearest is the one that says how much can still be refunded.
inline constexpr char kRefundOfWhatIsGone[] = "OVER_REFUNDED";

}  // namespace epiledger::ladder::readings

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_READINGS_H_
