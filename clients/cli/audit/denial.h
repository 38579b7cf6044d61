// DenialIn: what an entry of an access book says was denied.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_DENIAL_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_DENIAL_H_

#include <optional>

#include "epiledger/auth/v1/denial.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"

namespace epiledger::cli {

// The denial that `entry` records; nothing when it records none. Such an entry
// is an accepted one: the record was accepted, the call was not.
[[nodiscard]] std::optional<auth::v1::Denial> DenialIn(
    const journal::v1::Entry& entry);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_DENIAL_H_
