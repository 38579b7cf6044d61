// A book's export, as docs/reference/journal-format.md has it, made where the
// book stands: for tests of services in one process.
#ifndef EPILEDGER_TESTS_TESTING_EXPORTED_H_
#define EPILEDGER_TESTS_TESTING_EXPORTED_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/book/books.h"
#include "services/journal/checkpoint.h"
#include "services/journal/types.h"

namespace epiledger::testing {

// The book as it is, signed with `key`. Errors: those of reading it.
[[nodiscard]] absl::StatusOr<std::string> Exported(
    book::Books& books, const journal::BookName& book,
    const journal::SigningKey& key);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_EXPORTED_H_
