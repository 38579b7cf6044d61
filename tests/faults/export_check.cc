#include "tests/faults/export_check.h"

#include "tests/testing/child_process.h"

namespace epiledger::faults {

absl::StatusOr<std::string> VerifyExport(const BookReading& reading,
                                         const RecordedHistory& history,
                                         const std::string& folder) {
  const std::string book = folder + "/export";
  const std::string receipts = folder + "/receipts";
  absl::Status status = WriteExport(reading, book);
  if (status.ok()) {
    status = WriteReceipts(history, reading.checkpoint.book(), receipts);
  }
  if (!status.ok()) return status;
  return testing::RunProcess({"/usr/bin/python3", "tests/verify_export.py",
                              book, "--receipts", receipts});
}

}  // namespace epiledger::faults
