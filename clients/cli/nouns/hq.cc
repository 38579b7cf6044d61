// What headquarters asks at its meeting.
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/hq_views.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/overview_views.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kGetOverview =
    "epiledger.command.v1.CommandService.GetOverview";

// `shortages` of `supplies.shortages`.
std::string TableOf(const View& view) {
  return std::string(view.rows.substr(view.rows.rfind('.') + 1));
}

// All tables, or the one that is asked for, which CSV has room for.
absl::Status ShowOverview(Session& session, const Arguments& arguments,
                          const google::protobuf::Message& response) {
  const std::vector<View> views = HqOverviewViews();
  const std::string asked = arguments.Text("--table");
  if (asked.empty()) return Show(session, views, response);
  std::string tables;
  for (const View& view : views) {
    if (TableOf(view) == asked) return Show(session, {view}, response);
    tables += Concat(tables.empty() ? "" : ", ", TableOf(view));
  }
  return At("--table",
            Usage("NO_SUCH_TABLE", {{"found", asked}, {"tables", tables}}));
}

CommandTable PictureCommands() {
  View findings = OpenFindingView();
  findings.title = "HQ_FINDINGS";
  return {
      {.noun = "hq",
       .verb = "overview",
       .method = kGetOverview,
       .flags = {{"--table", ""}},
       .views = HqOverviewViews(),
       .past = Past::kKnownTime,
       .example = "hq overview --as-of-recorded '2020-02-01 08:00'",
       .show = ShowOverview},
      {.noun = "hq",
       .verb = "shortages",
       .method = kGetOverview,
       .views = {ShortageView(),
                 {"supplies", {"shortage_count"}},
                 SuppliesPart()},
       .past = Past::kKnownTime,
       .example = "hq shortages --format xlsx"},
      {.noun = "hq",
       .verb = "overdue",
       .method = kGetOverview,
       .views = {OverdueView(), std::move(findings), ReadinessPart()},
       .past = Past::kKnownTime,
       .example = "hq overdue --format csv"},
  };
}

Command Ranking() {
  return {
      .noun = "hq",
      .verb = "ranking",
      .method = "epiledger.command.v1.HeadquartersService.RankFacilities",
      .flags = {{"--of-facility", "facility"}},
      .views = {{"facilities",
                 {"rank", "facility", "display_name", "standing",
                  "failed_count", "unknown_count", "problem_count",
                  "contact.display_name", "contact.telephone"}},
                ProblemView(),
                {"supplies_status", {"state", "feed_time"}, "SUPPLIES_PART"},
                {"readiness_status", {"state", "feed_time"}, "READINESS_PART"},
                {"", {"total_size", "judge_date", "findings_left_out"}}},
      .past = Past::kKnownTime,
      .example = "hq ranking --format xlsx"};
}

Command Changes() {
  return {.noun = "hq",
          .verb = "changes",
          .method = "epiledger.command.v1.HeadquartersService.ListChanges",
          .flags = {{"--since", "since"}, {"--until", "until"}},
          .views = {{"changes",
                     {"kind", "facility:display", "subject_display_name",
                      "subject_name", "figure:word", "turn", "before", "after",
                      "before.read_time", "after.read_time"},
                     "",
                     {{"", {"kind"}},
                      {"", {"facility:display"}},
                      {"HQ_ABOUT", {"subject_display_name", "subject_name"}},
                      {"", {"figure:word"}},
                      {"", {"turn"}},
                      {"", {"before"}},
                      {"", {"after"}},
                      {"", {"after.read_time"}}}},
                    {"", {"total_size", "since", "until"}}},
          .example = "hq changes --since '2020-02-01 08:00'"};
}

// A command of another noun under the name that headquarters looks for.
Command Renamed(CommandTable (*table)(), std::string_view verb,
                std::string_view as, std::string_view example) {
  Command renamed;
  for (Command& command : table()) {
    if (command.verb == verb) renamed = std::move(command);
  }
  renamed.noun = "hq";
  renamed.verb = as;
  renamed.example = example;
  return renamed;
}

}  // namespace

CommandTable HqCommands() {
  CommandTable table = PictureCommands();
  table.push_back(Ranking());
  for (CommandTable (*part)() : {HqFacilityCommands, HqWatchCommands}) {
    for (Command& command : part()) table.push_back(std::move(command));
  }
  table.push_back(
      Renamed(TraceCommands, "show", "trace", "hq trace --document d1"));
  table.push_back(Changes());
  table.push_back(Renamed(BulletinCommands, "draft", "bulletin",
                          "hq bulletin --title 疫情防控情况汇报"));
  return table;
}

}  // namespace epiledger::cli
