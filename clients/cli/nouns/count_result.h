// What a person is told of a count: what its lines did, which came back and
// why, and what was not counted.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_RESULT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_RESULT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/command/command.h"
#include "clients/cli/session/session.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {

// The columns of a count, without its lines.
[[nodiscard]] const std::vector<std::string_view>& CountColumns();
// The columns of a count's line, from the line on.
[[nodiscard]] const std::vector<std::string_view>& CountLineColumns();

// Whether the line came back for repair.
[[nodiscard]] bool CameBack(const supplies::v1::CountLine& line);

// What keeps a line from being posted, in the person's words; what has no text
// here is a text already.
[[nodiscard]] std::string ProblemText(const supplies::v1::LineProblem& problem,
                                      const Session& session);

// What moved since a line's sheet was drawn, a line for each, with line feeds.
[[nodiscard]] std::string MovedTexts(const supplies::v1::CountLine& line,
                                     const Session& session);

// Shows a count as it is read.
[[nodiscard]] absl::Status ShowCount(Session& session,
                                     const supplies::v1::Count& count);

// Shows what was posted and what was not counted; of a count by a blind sheet
// without what the books say.
[[nodiscard]] absl::Status ShowPosted(
    Session& session, const supplies::v1::CreateCountResponse& response,
    bool is_blind);

// Shows the answer to a count. `rows` are those of the lines in a spreadsheet;
// empty: there is none. When lines came back, the receipt as well, and a status
// for a refusal: what they are, and what is to be done.
[[nodiscard]] absl::Status ShowCounted(
    Session& session, const supplies::v1::CreateCountResponse& response,
    const std::vector<int64_t>& rows = {});

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_RESULT_H_
