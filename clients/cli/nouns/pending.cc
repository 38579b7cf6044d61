#include <algorithm>
#include <memory>

#include "clients/cli/command/run.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/terminal/exit.h"
#include "google/protobuf/empty.pb.h"

namespace epiledger::cli {
namespace {

absl::StatusOr<PendingRequest> Find(Session& session,
                                    const Arguments& arguments) {
  const std::string id = arguments.Text("REQUEST");
  auto pending = session.pending().List();
  if (!pending.ok()) return pending.status();
  for (PendingRequest& request : *pending) {
    if (request.request_id == id) return std::move(request);
  }
  return Usage("NOT_PENDING", {{"id", id}});
}

// The request without its id, which stands beside it.
std::string ContentOf(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> content(request.New());
  content->CopyFrom(request);
  const auto* id = RequestIdField(*content->GetDescriptor());
  if (id != nullptr) content->GetReflection()->ClearField(content.get(), id);
  return ToJsonLine(*content);
}

absl::Status List(Session& session, const Arguments&) {
  const auto pending = session.pending().List();
  if (!pending.ok()) return pending.status();
  const Texts& texts = session.texts();
  const bool is_json = session.settings().format == Format::kJson;
  std::vector<std::vector<Cell>> rows;
  for (const PendingRequest& request : *pending) {
    for (const PendingPart& part : request.parts) {
      if (is_json) session.environment().out << ToJsonText(*part.request);
      rows.push_back(
          {request.request_id,
           absl::ToCivilSecond(request.time, session.settings().zone),
           request.subject, part.method->name(), ContentOf(*part.request)});
    }
  }
  if (is_json) return absl::OkStatus();
  return ShowTable(session,
                   {{texts("request_id")},
                    {texts("kept_time")},
                    {texts("subject")},
                    {texts("call")},
                    {texts("request")}},
                   rows, google::protobuf::Empty());
}

// Shows an answer as the command does that makes the call; plain where it is
// one of several.
absl::Status ShowAsItsCommand(Session& session, const PendingPart& part,
                              const google::protobuf::Message& response) {
  const CommandTable table = AllCommands();
  const auto command = std::find_if(
      table.begin(), table.end(), [&part](const Command& candidate) {
        return candidate.method == part.method->full_name();
      });
  if (command != table.end()) {
    return ShowWritten(session, *command, Arguments(), response);
  }
  if (session.settings().format == Format::kJson) {
    session.environment().out << ToJsonText(response);
  }
  ShowReceipt(session, response);
  return absl::OkStatus();
}

absl::Status ResendOne(Session& session, const Arguments& arguments) {
  const auto request = Find(session, arguments);
  if (!request.ok()) return request.status();
  const auto responses = Resend(session, *request);
  if (!responses.ok()) return responses.status();
  for (size_t i = 0; i < responses->size(); ++i) {
    const absl::Status shown =
        ShowAsItsCommand(session, request->parts[i], *(*responses)[i]);
    if (!shown.ok()) return shown;
  }
  return absl::OkStatus();
}

absl::Status Discard(Session& session, const Arguments& arguments) {
  const auto request = Find(session, arguments);
  if (!request.ok()) return request.status();
  if (!arguments.IsOn("--yes")) {
    const std::map<std::string, std::string> figures = {
        {"id", request->request_id}};
    if (!session.environment().is_terminal) {
      return Usage("DISCARD_NEEDS_YES", figures);
    }
    if (session.Ask(session.texts()("DISCARD_REALLY", figures)) != 'y') {
      return Usage("NOTHING_DISCARDED");
    }
  }
  return session.pending().Remove(request->request_id);
}

}  // namespace

CommandTable PendingCommands() {
  return {
      {.noun = "pending",
       .verb = "list",
       .example = "pending list",
       .run = List},
      {.noun = "pending",
       .verb = "resend",
       .flags = {{"REQUEST", "", true}},
       .example = "pending resend 0170012e-4f80-7c3a-9d51-3c7e5f0a1b2c",
       .run = ResendOne},
      {.noun = "pending",
       .verb = "discard",
       .flags = {{"REQUEST", "", true},
                 {"--yes", "", false, {}, FlagKind::kSwitch}},
       .example = "pending discard 0170012e-4f80-7c3a-9d51-3c7e5f0a1b2c --yes",
       .run = Discard},
  };
}

}  // namespace epiledger::cli
