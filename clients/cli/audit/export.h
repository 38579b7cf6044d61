// Exports of a book: the file that verifiers read, and journals for hledger and
// beancount.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_EXPORT_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_EXPORT_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/audit/book.h"

namespace epiledger::cli {

// What an export holds, for its summary.
struct Exported {
  int64_t entries = 0;
  int64_t accounts = 0;
};

// Writes the book in the one spelling of docs/reference/journal-format.md.
[[nodiscard]] absl::StatusOr<Exported> ExportBook(Book& book,
                                                  std::ostream& out);

// Writes the book's movements as a journal that `hledger check --strict`
// accepts, with the accounts' own names: a transaction for each entry and day,
// in order of days, its code the entry's sequence. Goods fall on their day in
// `zone`.
[[nodiscard]] absl::StatusOr<Exported> ExportHledger(Book& book,
                                                     const absl::TimeZone& zone,
                                                     std::ostream& out);

// The same as a file that `bean-check` accepts, accounts and units by the names
// of beancount_names.h, our own beside them as metadata.
[[nodiscard]] absl::StatusOr<Exported> ExportBeancount(
    Book& book, const absl::TimeZone& zone, std::ostream& out);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_EXPORT_H_
