// NamesIn: what an answer says its resources are called.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_DISPLAY_NAMES_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_DISPLAY_NAMES_H_

#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Every `display_name` anywhere in `message`, by the resource name that stands
// beside it.
[[nodiscard]] DisplayNames NamesIn(const google::protobuf::Message& message);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_DISPLAY_NAMES_H_
