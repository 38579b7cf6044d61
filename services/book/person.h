// Personal fields: names and telephone numbers, kept beside the journal in
// tables that may be erased, never in it.
#ifndef EPILEDGER_SERVICES_BOOK_PERSON_H_
#define EPILEDGER_SERVICES_BOOK_PERSON_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/book/command.h"
#include "services/storage/database.h"
#include "services/storage/migrate.h"

namespace epiledger::book {

// The tables of this file; set `person`.
[[nodiscard]] absl::Span<const storage::Migration> PersonMigrations();

// Sets the fields; the last value of a field stays.
[[nodiscard]] absl::Status WritePersonal(
    storage::WriteTransaction& transaction, int64_t book,
    absl::Span<const PersonalField> fields);

// Deletes every field of the persons.
[[nodiscard]] absl::Status ErasePersonal(storage::WriteTransaction& transaction,
                                         int64_t book,
                                         absl::Span<const std::string> persons);

// All fields of a person by name; empty when nothing is known or all was
// erased.
[[nodiscard]] absl::StatusOr<std::map<std::string, std::string>> ReadPersonal(
    storage::ReadTransaction& transaction, int64_t book,
    std::string_view person);

// The same of many persons with few statements, by person; those of whom
// nothing is known are left out.
[[nodiscard]] absl::StatusOr<
    std::map<std::string, std::map<std::string, std::string>>>
ReadPersonalOf(storage::ReadTransaction& transaction, int64_t book,
               absl::Span<const std::string> persons);

// The database's secret of 32 random bytes that keeps digests of personal
// fields from being guessed; made on first use.
[[nodiscard]] absl::StatusOr<std::string> PersonalSalt(
    storage::Database& database);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_PERSON_H_
