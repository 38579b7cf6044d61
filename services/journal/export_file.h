// ExportFile: a book's export, read line by line as
// docs/reference/journal-format.md has it: its one spelling, its order.
#ifndef EPILEDGER_SERVICES_JOURNAL_EXPORT_FILE_H_
#define EPILEDGER_SERVICES_JOURNAL_EXPORT_FILE_H_

#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/types.h"

namespace epiledger::journal {

// What an export says beside its entries.
struct ExportEnd {
  BookName book;
  // The last entry's, as the signed checkpoint has it.
  Head head;
  // By account: unit and balance as the service served them.
  std::map<std::string, std::pair<std::string, int64_t>> balances;
  // Of the checkpoint, which this key signed.
  std::string public_key;
};

// An entry whose chain holds, with what its frame says.
using OnExportedEntry =
    absl::FunctionRef<absl::Status(const StoredEntry&, const Frame&)>;

// The book an export is of, from its first line. DATA_LOSS: it is none.
[[nodiscard]] absl::StatusOr<BookName> ReadBookOfExport(std::istream& in);

// Calls `on_book` with the name of the book, then `on_entry` for each entry in
// order, and returns the rest. DATA_LOSS, naming the line and what is wrong:
// a line that is not one of an export or not in its place, an entry whose
// frame, book, sequence or hash does not hold, a checkpoint that is not of the
// last entry or not signed by its key, a file that ends too early. A status
// of a callback ends it.
[[nodiscard]] absl::StatusOr<ExportEnd> ReadExport(
    std::istream& in, absl::FunctionRef<absl::Status(const BookName&)> on_book,
    OnExportedEntry on_entry);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_EXPORT_FILE_H_
