// The request that a rule refused, as the journal keeps it.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_ASKED_REQUEST_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_ASKED_REQUEST_H_

#include <string>
#include <utility>
#include <vector>

#include "clients/cli/values/value_context.h"
#include "epiledger/journal/v1/refusal.pb.h"

namespace epiledger::cli {

// The fields that were set, by the names of their headings, in order; nothing
// when the request is of no type known here.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> AskedFields(
    const journal::v1::Refusal& refusal, const ValueContext& values);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_ASKED_REQUEST_H_
