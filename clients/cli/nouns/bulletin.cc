#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

// The bulletin stands at `bulletin` in the answer, its renderings at
// `renderings` and the forms at `forms`.
std::vector<View> BulletinViews(std::string_view bulletin,
                                std::string_view renderings,
                                std::string_view forms) {
  return {{bulletin,
           {"name", "number", "title", "bulletin_date", "shown_time",
            "replaces", "organization_note", "next_steps", "content_version",
            "subject", "record_time"}},
          {renderings, {"language", "format", "size_bytes", "sha256"}},
          {forms, {"form", "version", "facilities"}}};
}

// As it would be issued, ready to be read or piped on.
absl::Status ShowDraft(Session& session, const Arguments&,
                       const Message& message) {
  if (session.settings().format != Format::kTable) {
    return Show(session, {}, message);
  }
  session.environment().out
      << static_cast<const command::v1::DraftBulletinResponse&>(message).text();
  return absl::OkStatus();
}

// The bytes as they were issued, and nothing else.
absl::Status ShowRendering(Session& session, const Arguments&,
                           const Message& message) {
  if (session.settings().format != Format::kTable) {
    return Show(session, {}, message);
  }
  session.environment().out
      << static_cast<const readiness::v1::DownloadBulletinResponse&>(message)
             .content();
  return absl::OkStatus();
}

std::vector<Flag> SaidFlags() {
  return {{"--title", "bulletin.title"},
          {"--number", "bulletin.number"},
          {"--date", "bulletin.bulletin_date"},
          {"--organization-note", "bulletin.organization_note"},
          {"--next-steps", "bulletin.next_steps"},
          {"--replaces", "bulletin.replaces"}};
}

std::vector<Flag> DraftFlags() {
  std::vector<Flag> flags = SaidFlags();
  flags.push_back({"--in", "language"});
  flags.push_back({"--as", "format"});
  return flags;
}

std::vector<Flag> IssueFlags() {
  std::vector<Flag> flags = SaidFlags();
  flags.push_back({"--in", "languages"});
  flags.push_back({"--as", "formats"});
  flags.push_back({"--shown", "recorded_time"});
  return flags;
}

}  // namespace

CommandTable BulletinCommands() {
  return {
      {.noun = "bulletin",
       .verb = "draft",
       .method = "epiledger.command.v1.BulletinIssuingService.DraftBulletin",
       .flags = DraftFlags(),
       .past = Past::kKnownTime,
       .example = "bulletin draft --title 疫情防控情况汇报 --in chinese",
       .show = ShowDraft},
      {.noun = "bulletin",
       .verb = "issue",
       .method = "epiledger.command.v1.BulletinIssuingService.IssueBulletin",
       .flags = IssueFlags(),
       .views =
           BulletinViews("bulletin", "bulletin.renderings", "bulletin.forms"),
       .example = "bulletin issue --title 疫情防控情况汇报 --number 第12期 "
                  "--organization-note 指挥部集中办公 --next-steps 补充防护服"},
      {.noun = "bulletin",
       .verb = "list",
       .method = "epiledger.readiness.v1.BulletinService.ListBulletins",
       .views = {{"bulletins",
                  {"name", "number", "title", "bulletin_date", "shown_time",
                   "replaces", "subject", "record_time"}}},
       .example = "bulletin list"},
      {.noun = "bulletin",
       .verb = "get",
       .method = "epiledger.readiness.v1.BulletinService.GetBulletin",
       .flags = {{"BULLETIN", "name"}},
       .views = BulletinViews("", "renderings", "forms"),
       .example = "bulletin get acf4ee19-0000000031"},
      {.noun = "bulletin",
       .verb = "download",
       .method = "epiledger.readiness.v1.BulletinService.DownloadBulletin",
       .flags = {{"BULLETIN", "name"},
                 {"--in", "language"},
                 {"--as", "format"}},
       .example = "bulletin download acf4ee19-0000000031 --in chinese --as "
                  "html",
       .show = ShowRendering},
  };
}

}  // namespace epiledger::cli
