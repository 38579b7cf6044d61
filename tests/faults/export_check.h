// The second verifier's word on a book and on what clients were told of it.
#ifndef EPILEDGER_TESTS_FAULTS_EXPORT_CHECK_H_
#define EPILEDGER_TESTS_FAULTS_EXPORT_CHECK_H_

#include <string>

#include "absl/status/statusor.h"
#include "tests/faults/book_reading.h"
#include "tests/faults/history.h"

namespace epiledger::faults {

// Writes the export and all receipts into `folder` and runs
// tests/verify_export.py on them; what it prints. INTERNAL, with that, when it
// finds something.
absl::StatusOr<std::string> VerifyExport(const BookReading& reading,
                                         const RecordedHistory& history,
                                         const std::string& folder);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_EXPORT_CHECK_H_
