// Reads a county's ledger through the API.
#ifndef EPILEDGER_TESTS_FAULTS_BOOK_READER_H_
#define EPILEDGER_TESTS_FAULTS_BOOK_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "tests/faults/book_reading.h"
#include "tests/faults/funding_client.h"

namespace epiledger::faults {

// How far a book was read.
struct BookPlace {
  int64_t sequence = 0;
  std::string incarnation;
};

// The entries behind a place, which is moved to the last of them.
absl::StatusOr<std::vector<journal::v1::Entry>> ReadEntries(
    FundingClient& client, BookPlace& place);

// Everything there is. Nobody must write meanwhile: the parts are read one
// after another.
absl::StatusOr<BookReading> ReadBook(FundingClient& client);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_BOOK_READER_H_
