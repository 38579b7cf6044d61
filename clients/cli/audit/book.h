// Book: one journal as a service shows it: head, entries, accounts.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/session/session.h"
#include "epiledger/journal/v1/journal_service.pb.h"

namespace epiledger::cli {

class Book {
 public:
  // `text` is `funding`, `funding-access`, or a whole name.
  [[nodiscard]] static absl::StatusOr<Book> Open(Session& session,
                                                 std::string_view text);

  // `counties/990101/books/funding`.
  [[nodiscard]] const std::string& name() const { return name_; }

  // The head, signed.
  [[nodiscard]] absl::StatusOr<journal::v1::Checkpoint> Checkpoint();

  // Calls `on_entry` for the entries after `after` up to `last`, in order.
  // `incarnation` is the one they are asked in; a restore meanwhile ends it.
  [[nodiscard]] absl::Status ReadEntries(
      int64_t after, int64_t last, const std::string& incarnation,
      absl::FunctionRef<absl::Status(const journal::v1::Entry&)> on_entry);

  // Accounts and balances as served, by name, together with the checkpoint of
  // the very entry they show. Writers may be at work; on a book that never
  // rests long enough it is a refusal that says so.
  struct Accounts {
    journal::v1::Checkpoint checkpoint;
    std::vector<journal::v1::AccountBalance> balances;
  };
  [[nodiscard]] absl::StatusOr<Accounts> ReadAccounts();

 private:
  Book(Session& session, std::string name)
      : session_(&session), name_(std::move(name)) {}

  absl::StatusOr<journal::v1::ListAccountsResponse> ListAccounts();

  Session* session_;
  std::string name_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_H_
