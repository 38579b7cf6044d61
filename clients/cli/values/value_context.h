// ValueContext: what values are read and shown by.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_VALUE_CONTEXT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_VALUE_CONTEXT_H_

#include <map>
#include <string>

#include "absl/time/time.h"
#include "clients/cli/terminal/texts.h"
#include "clients/cli/values/resource_name.h"

namespace epiledger::cli {

// What resources are called, by their full names.
using DisplayNames = std::map<std::string, std::string, std::less<>>;

struct ValueContext {
  const Texts& texts;
  Place place;
  // The county's zone.
  absl::TimeZone zone = absl::FixedTimeZone(8 * 60 * 60);
  absl::Time now;
  // Those an answer tells; null where it is not looked at.
  const DisplayNames* names = nullptr;
  // States are coloured by how alarming they are.
  bool paints = false;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_VALUE_CONTEXT_H_
