// FormatValue: a field of an answer as a cell of a table.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_FORMAT_VALUE_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_FORMAT_VALUE_H_

#include <string>
#include <string_view>

#include "clients/cli/values/value_context.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// The field at `path`; lists joined by commas; empty where it is absent, for
// unknown is not zero. `path` may end in
// - `:tenths` and `:thousandths` for a number of these, 0 or more,
// - `:percent` for a number of thousandths, as `85.9 %`,
// - `:name` for a name as a whole,
// - `:display` for what the resource of that name is called, where it is known,
// - `:word` for a text that the catalogue has a word for, such as a field's
//   name, as that word,
// - `:owed` and `:due` for how a report stands: a word also where none is owed,
//   or none has been due.
[[nodiscard]] std::string FormatValue(const google::protobuf::Message& message,
                                      std::string_view path,
                                      const ValueContext& context);

// Whether cells of the field at `path` are figures, which stand on the right.
[[nodiscard]] bool IsFigure(const google::protobuf::Descriptor& type,
                            std::string_view path);

// `path` without what stands behind a colon.
[[nodiscard]] std::string_view FieldOf(std::string_view path);

// Bytes in lower-case hex.
[[nodiscard]] std::string ToHex(std::string_view bytes);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_FORMAT_VALUE_H_
