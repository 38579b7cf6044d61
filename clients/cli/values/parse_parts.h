// ParseParts: a message typed as one text of parts, such as
// `fund=central,recipient=people,amount=400万,purposes=masks:100万+gowns` or
// `n95=2*box+20,batch=B1,confirm`.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_PARSE_PARTS_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_PARSE_PARTS_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

struct PartField {
  // As typed in front of `=`; alone for a yes.
  std::string_view key;
  // The field it fills, in the form of ParseValueAt; of a list, each of the
  // elements parted by `+`.
  std::string_view path;
};

struct PartForm {
  std::vector<PartField> fields;
  // Where the first part is `this=that`, with no keys: the fields it fills.
  std::string_view lead_name = "";
  std::string_view lead_value = "";
};

// INVALID_ARGUMENT names the part that does not fit.
[[nodiscard]] absl::Status ParseParts(std::string_view text,
                                      const PartForm& form,
                                      const ValueContext& context,
                                      google::protobuf::Message& message);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_PARSE_PARTS_H_
