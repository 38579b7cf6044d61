// What a refusal says, as tests ask for it.
#ifndef EPILEDGER_TESTS_TESTING_REFUSAL_H_
#define EPILEDGER_TESTS_TESTING_REFUSAL_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "services/rpc/error.h"

namespace epiledger::testing {

// The reason of an error, that of its first field where fields are named;
// empty when OK.
[[nodiscard]] std::string ReasonOf(const absl::Status& status);
// All figures of an error, with the name of its first field where fields are
// named; empty when OK.
[[nodiscard]] std::map<std::string, std::string> FiguresOf(
    const absl::Status& status);
// One figure of an error.
[[nodiscard]] std::string FigureOf(const absl::Status& status,
                                   const std::string& name);

// The error of one element of a batch.
[[nodiscard]] rpc::Error ErrorOf(const google::rpc::Status& status);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_REFUSAL_H_
