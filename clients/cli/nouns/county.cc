#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/writer.h"
#include "epiledger/journal/v1/journal_service.pb.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kCountyMethod =
    "epiledger.journal.v1.JournalService.CreateCounty";
constexpr std::string_view kServices[] = {"readiness", "funding", "supplies"};

journal::v1::CreateCountyRequest MakeRequest(const Arguments& arguments,
                                             const Session& session) {
  journal::v1::CreateCountyRequest request;
  request.set_county(arguments.Text("ID"));
  request.set_code(arguments.Text("--code"));
  request.set_display_name(arguments.Text("--name"));
  request.set_utc_offset_minutes(
      session.settings().zone.At(absl::UnixEpoch()).offset / 60);
  return request;
}

// One answer of three: there is no file for a spreadsheet in that.
absl::Status ShowBooks(Session& session,
                       const google::protobuf::Message& response) {
  const Format format = session.settings().format;
  if (format == Format::kCsv || format == Format::kXlsx) {
    return absl::OkStatus();
  }
  return Show(session, {{"county_books", {"county", "books"}}}, response);
}

// One id for all three services: sent again after whatever broke it off, it
// goes on where it stopped.
absl::Status CreateCounty(Session& session, const Arguments& arguments) {
  const journal::v1::CreateCountyRequest request =
      MakeRequest(arguments, session);
  const auto* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          std::string(kCountyMethod));
  const auto parts_at = [&](absl::Time) {
    std::vector<PendingPart> parts;
    for (const std::string_view service : kServices) {
      auto part = std::make_shared<journal::v1::CreateCountyRequest>(request);
      part->set_service(std::string(service));
      parts.push_back({method, std::move(part)});
    }
    return parts;
  };
  const auto responses = Write(session, WriteFlagsOf(arguments), parts_at);
  if (!responses.ok()) return responses.status();
  for (const auto& response : *responses) {
    const absl::Status shown = ShowBooks(session, *response);
    if (!shown.ok()) return shown;
    ShowReceipt(session, *response);
  }
  return absl::OkStatus();
}

}  // namespace

CommandTable CountyCommands() {
  return {
      {.noun = "county",
       .verb = "create",
       .flags = {{"ID", "", true},
                 {"--code", "", true},
                 {"--name", "", true},
                 {"--request-id", ""},
                 {"--resend", "", false, {}, FlagKind::kSwitch},
                 {"--new", "", false, {}, FlagKind::kSwitch}},
       .example = "county create 990101 --code 990101 --name 示范县",
       .run = CreateCounty},
  };
}

}  // namespace epiledger::cli
