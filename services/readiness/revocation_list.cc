#include "services/readiness/revocation_list.h"

#include "services/ledger/history.h"
#include "services/readiness/bootstrap.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {
namespace {

constexpr std::string_view kLedger = "ledger";

}  // namespace

absl::StatusOr<v1::ListRevocationsResponse> ReadRevocations(
    book::Books& books, const std::string& bootstrap_record) {
  absl::StatusOr<v1::ListRevocationsResponse> response =
      SupersededTokens(bootstrap_record);
  if (!response.ok()) return response;
  const ledger::ResourceRange unended{RevocationKeyAt(books.clock().Now()), "",
                                      INT64_MAX};
  for (const journal::BookName& book : books.List()) {
    if (book.kind != kLedger) continue;
    const absl::Status status =
        books.Read(book, [&](ledger::Snapshot& snapshot) {
          return snapshot.List(
              kRevocations, unended, [&](const ledger::ResourceRow& row) {
                response->add_revocations()->ParseFromString(row.body);
                return absl::OkStatus();
              });
        });
    if (!status.ok()) return status;
  }
  return response;
}

}  // namespace epiledger::readiness
