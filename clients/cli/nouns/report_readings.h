// MoveFiguresToReadings: what a person typed by the flags of figures, said by
// indicator.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_REPORT_READINGS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_REPORT_READINGS_H_

#include "absl/status/status.h"
#include "clients/cli/values/value_context.h"
#include "epiledger/readiness/v1/readiness.pb.h"

namespace epiledger::cli {

// `beds_staffed` becomes the indicator `beds-staffed` of the person's county,
// in front of the readings that are there; the four-in-place moves along.
// INVALID_ARGUMENT when no county is known.
[[nodiscard]] absl::Status MoveFiguresToReadings(const ValueContext& values,
                                                 readiness::v1::Report& report);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_REPORT_READINGS_H_
