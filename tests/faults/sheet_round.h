// One kill −9 of the service while sheets are under way that are to be accepted
// all or none, and what became of them.
#ifndef EPILEDGER_TESTS_FAULTS_SHEET_ROUND_H_
#define EPILEDGER_TESTS_FAULTS_SHEET_ROUND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/faults/book_reader.h"
#include "tests/faults/busy_kill.h"
#include "tests/faults/funding_run.h"
#include "tests/faults/sheet.h"

namespace epiledger::faults {

struct SheetRound {
  // Sheets begun and not answered at the kill.
  int in_flight = 0;
  // Answered before it: accepted, and refused as a whole.
  int64_t accepted = 0;
  int64_t refused = 0;
  // Left open; of these, found whole in the book before they were sent again,
  // and found refused.
  int64_t open = 0;
  int64_t open_but_whole = 0;
  int64_t open_but_refused = 0;
  // Sent again after the kill, open ones twice.
  int64_t sent_again = 0;
  // What may not be: torn sheets, lost ones, and answers that differ.
  std::vector<std::string> wrong;
};

// Load, kill −9 at a moment of chance with at least kLeastSheetsInFlight sheets
// in flight, restart. Then the book is read on from `place`, before anything is
// sent: a sheet is there whole, refused by one entry, or not at all. Then every
// sheet of the round is sent again: it is a repetition where it was there, and
// has the receipts that it had where it was answered.
absl::StatusOr<SheetRound> KillAmidSheets(FundingRun& run, SheetSource& source,
                                          BookPlace& place, KillMoment moment);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_SHEET_ROUND_H_
