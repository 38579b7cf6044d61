// BookReading: all that a book says of itself through the API, and its export.
#ifndef EPILEDGER_TESTS_FAULTS_BOOK_READING_H_
#define EPILEDGER_TESTS_FAULTS_BOOK_READING_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/journal/v1/journal_service.pb.h"

namespace epiledger::faults {

// Of an allocation, in fen.
struct AllocationMoney {
  int64_t allocated = 0;
  int64_t paid = 0;
  int64_t available = 0;
};

struct BookReading {
  // In the order they were listed.
  std::vector<journal::v1::Entry> entries;
  std::vector<journal::v1::AccountBalance> accounts;
  journal::v1::Checkpoint checkpoint;
  // Allocation 1 of each document, by document.
  std::map<std::string, AllocationMoney> allocations;
  // Of VerifyBook.
  std::vector<std::string> findings;
};

// Writes the book as docs/reference/journal-format.md has it.
absl::Status WriteExport(const BookReading& reading, const std::string& path);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_BOOK_READING_H_
