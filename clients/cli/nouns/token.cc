#include "clients/cli/command/show.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/nouns/handed_token.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "epiledger/readiness/v1/register_service.pb.h"

namespace epiledger::cli {
namespace {

absl::Status AddLifetime(const Arguments& arguments, const ValueContext&,
                         google::protobuf::Message& message) {
  const std::string text = arguments.Text("--lifetime");
  if (text.empty()) return absl::OkStatus();
  const absl::StatusOr<absl::Duration> lifetime = ParseDuration(text);
  if (!lifetime.ok()) return At("--lifetime", lifetime.status());
  static_cast<readiness::v1::IssueTokenRequest&>(message).set_lifetime_seconds(
      absl::ToInt64Seconds(*lifetime));
  return absl::OkStatus();
}

// The token, or what waits for a second person in its place.
absl::Status ShowToken(Session& session, const Arguments& arguments,
                       const google::protobuf::Message& message) {
  const auto& response =
      static_cast<const readiness::v1::IssueTokenResponse&>(message);
  if (response.has_proposal()) {
    return Show(session, {ProposedSubjectView()}, response);
  }
  return HandOver(session, arguments, response.bearer_token(),
                  {{"token", {"name", "roles", "facility", "expire_time"}}},
                  response);
}

}  // namespace

absl::Status HandOver(Session& session, const Arguments& arguments,
                      const std::string& bearer_token,
                      const std::vector<View>& views,
                      const google::protobuf::Message& response) {
  const std::string path = arguments.Text("--out");
  if (!path.empty()) {
    const absl::Status written = WriteWholeFile(path, bearer_token + "\n");
    if (!written.ok()) {
      return Ended(ExitCode::kRefused, TextOf(written, session.texts()));
    }
    return Show(session, views, response);
  }
  if (session.settings().format == Format::kJson) {
    return Show(session, {}, response);
  }
  session.environment().out << bearer_token << "\n";
  return absl::OkStatus();
}

CommandTable TokenCommands() {
  return {
      {.noun = "token",
       .verb = "issue",
       .method = "epiledger.readiness.v1.RegisterService.IssueToken",
       .flags = {{"SUBJECT", "parent"}, {"--lifetime", ""}, {"--out", ""}},
       .example = "token issue s-7f21 --lifetime 12h --out clerk.token",
       .fill = AddLifetime,
       .show = ShowToken},
      {.noun = "token",
       .verb = "revoke",
       .method = "epiledger.readiness.v1.RegisterService.RevokeToken",
       .flags = {{"TOKEN", "name"}, {"--reason", "reason"}},
       .views = {{"token", {"name", "revoke_time", "revoke_reason"}}},
       .example = "token revoke s-7f21/12-9ab0 --reason 人员调离"},
      {.noun = "token",
       .verb = "list",
       .method = "epiledger.readiness.v1.RegisterService.ListTokens",
       .flags = {{"SUBJECT", "parent"}},
       .views = {{"tokens",
                  {"name", "roles", "facility", "issue_time", "expire_time",
                   "revoke_time", "revoke_reason", "handed_to",
                   "handed_to_name"}}},
       .example = "token list s-7f21"},
  };
}

}  // namespace epiledger::cli
