// CompleteRequest: the names in a request made whole, and those that say where
// it happens filled in.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_COMPLETE_REQUEST_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_COMPLETE_REQUEST_H_

#include "absl/status/status.h"
#include "clients/cli/values/resource_name.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Every string field with a name rule, at any depth, gets its whole name where
// it has a short one; a required one of the request itself that is empty gets
// the name of `place`. INVALID_ARGUMENT names the field that does not fit.
[[nodiscard]] absl::Status CompleteRequest(const Place& place,
                                           google::protobuf::Message& request);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_COMPLETE_REQUEST_H_
