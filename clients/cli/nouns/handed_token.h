// A token on its way to its person: into a file of their own, or to the output
// alone.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_HANDED_TOKEN_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_HANDED_TOKEN_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/command/command.h"

namespace epiledger::cli {

// Writes it to the file of `--out` and shows `views` of the response; without
// the flag it is all that is shown, but for JSON, which shows the response.
[[nodiscard]] absl::Status HandOver(Session& session,
                                    const Arguments& arguments,
                                    const std::string& bearer_token,
                                    const std::vector<View>& views,
                                    const google::protobuf::Message& response);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_HANDED_TOKEN_H_
