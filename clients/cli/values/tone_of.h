// ToneOf: how alarming the value of a field is.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_TONE_OF_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_TONE_OF_H_

#include <string_view>

#include "clients/cli/terminal/tone.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Of the field at `path`, in the form of values/format_value.h: of a state, of
// a report's state, or of a oneof's state. Plain where it is none, or there are
// several.
[[nodiscard]] Tone ToneOf(const google::protobuf::Message& message,
                          std::string_view path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_TONE_OF_H_
