// Reads a county's ledger through the API.
#ifndef EPILEDGER_TESTS_FAULTS_BOOK_READER_H_
#define EPILEDGER_TESTS_FAULTS_BOOK_READER_H_

#include "absl/status/statusor.h"
#include "tests/faults/book_reading.h"
#include "tests/faults/funding_client.h"

namespace epiledger::faults {

// Everything there is. Nobody must write meanwhile: the parts are read one
// after another.
absl::StatusOr<BookReading> ReadBook(FundingClient& client);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_BOOK_READER_H_
