// Answers on the terminal: views as tables and sheets, or the message as JSON.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_SHOW_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_SHOW_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/command/command.h"
#include "clients/cli/session/session.h"
#include "clients/cli/tables/cell.h"
#include "clients/cli/terminal/table.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// The views of `message`, an empty line between them; views that have nothing
// to show but are not the first are left out.
[[nodiscard]] std::string RenderViews(const std::vector<View>& views,
                                      const google::protobuf::Message& message,
                                      const ValueContext& values);

// A table, or a word for none.
[[nodiscard]] std::string RenderList(const std::vector<Heading>& headings,
                                     const std::vector<Row>& rows,
                                     const Texts& texts,
                                     const Tones& tones = {});

// As the settings' format asks. A workbook has a sheet for each view that has
// something to show; CSV, which has one table, is of the first view.
[[nodiscard]] absl::Status Show(Session& session,
                                const std::vector<View>& views,
                                const google::protobuf::Message& message);

// The same of rows that no view tells; `message` is what JSON shows.
[[nodiscard]] absl::Status ShowTable(Session& session,
                                     const std::vector<Heading>& headings,
                                     const std::vector<std::vector<Cell>>& rows,
                                     const google::protobuf::Message& message);

// Says, for a person, where an accepted write stands in the journal.
void ShowReceipt(Session& session, const google::protobuf::Message& response);

// A message as JSON, figures that are zero among them.
[[nodiscard]] std::string ToJsonText(const google::protobuf::Message& message);

// The same on one line, with what is set alone.
[[nodiscard]] std::string ToJsonLine(const google::protobuf::Message& message);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_SHOW_H_
