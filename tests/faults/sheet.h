// Sheet: payments that one person sends at once, all or none; and what a book
// holds of it.
#ifndef EPILEDGER_TESTS_FAULTS_SHEET_H_
#define EPILEDGER_TESTS_FAULTS_SHEET_H_

#include <atomic>
#include <string>
#include <vector>

#include "epiledger/journal/v1/journal_service.pb.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/history.h"

namespace epiledger::faults {

using Sheet = std::vector<Payment>;

// Sheets nobody sent before; a few have a payment that must be refused, and
// with it all. Thread-safe.
class SheetSource {
 public:
  Sheet Next();

 private:
  std::atomic<int> made_ = 0;
};

enum class SheetState {
  // No entry.
  kAbsent,
  // Each payment accepted, one entry behind the other in the sheet's order.
  kWhole,
  // One refused payment, and nothing else.
  kRefused,
  // Anything else: what must never be.
  kTorn,
};

// What `entries`, in their order, hold of a sheet.
[[nodiscard]] SheetState StateIn(const std::vector<journal::v1::Entry>& entries,
                                 const Sheet& sheet);

// The same by the answers to it: kAbsent where they do not decide it.
[[nodiscard]] SheetState StateIn(const std::vector<Answer>& answers);

// What is wrong with the answers to a sheet that was found in this state before
// it was sent again; empty where nothing is.
[[nodiscard]] std::string WrongIn(const std::vector<Answer>& answers,
                                  SheetState before);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_SHEET_H_
