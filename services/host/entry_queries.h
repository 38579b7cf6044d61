// Reads of a book's entries, as they were written.
#ifndef EPILEDGER_SERVICES_HOST_ENTRY_QUERIES_H_
#define EPILEDGER_SERVICES_HOST_ENTRY_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/ledger/history.h"

namespace epiledger::host {

// A page of entries up to the head.
//   INVALID_ARGUMENT     REQUIRED: a sequence without its incarnation
//   FAILED_PRECONDITION  INCARNATION_CHANGED
// and the storage layer's codes.
[[nodiscard]] absl::StatusOr<journal::v1::ListEntriesResponse> ListEntries(
    const journal::v1::ListEntriesRequest& request, ledger::Snapshot& snapshot);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_ENTRY_QUERIES_H_
