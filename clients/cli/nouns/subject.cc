#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {
namespace {

const std::vector<std::string_view>& SubjectColumns() {
  static const std::vector<std::string_view> columns = {
      "name",         "roles",          "facility",
      "display_name", "telephone",      "erase_time",
      "grant.giver",  "grant.approver", "grant.grant_time"};
  return columns;
}

std::vector<Flag> SubjectFlags(const Flag& which) {
  return {which,
          {"--role", "subject.roles"},
          {"--works-at", "subject.facility"},
          {"--name", "display_name"},
          {"--telephone", "telephone"}};
}

}  // namespace

CommandTable SubjectCommands() {
  return {
      {.noun = "subject",
       .verb = "create",
       .method = "epiledger.readiness.v1.RegisterService.CreateSubject",
       .flags = SubjectFlags({"ID", "subject_id"}),
       .views = {{"subject", SubjectColumns()}, ProposedSubjectView()},
       .example = "subject create s-7f21 --role hospital --works-at "
                  "people-hospital --name 张某 --telephone 13800000000"},
      {.noun = "subject",
       .verb = "update",
       .method = "epiledger.readiness.v1.RegisterService.UpdateSubject",
       .flags = SubjectFlags({"SUBJECT", "name"}),
       .views = {{"subject", SubjectColumns()}, ProposedSubjectView()},
       .example = "subject update s-7f21 --role hospital --works-at "
                  "tcm-hospital"},
      {.noun = "subject",
       .verb = "get",
       .method = "epiledger.readiness.v1.RegisterService.GetSubject",
       .flags = {{"SUBJECT", "name"}},
       .views = {{"", SubjectColumns()}},
       .example = "subject get s-7f21"},
      {.noun = "subject",
       .verb = "list",
       .method = "epiledger.readiness.v1.RegisterService.ListSubjects",
       .views = {{"subjects", SubjectColumns()}},
       .example = "subject list"},
      {.noun = "subject",
       .verb = "erase",
       .method = "epiledger.readiness.v1.RegisterService.ErasePerson",
       .flags = {{"SUBJECT", "name"}},
       .views = {{"subject", SubjectColumns()}},
       .example = "subject erase s-7f21"},
  };
}

}  // namespace epiledger::cli
