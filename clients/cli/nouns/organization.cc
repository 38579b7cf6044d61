#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable OrganizationCommands() {
  return {
      {.noun = "organization",
       .verb = "create",
       .method = "epiledger.readiness.v1.RegisterService.CreateOrganization",
       .flags = {{"ID", "organization_id"},
                 {"--name", "organization.display_name"}},
       .views = {{"organization", {"name", "display_name"}}},
       .example = "organization create people-hospital --name 示范县人民医院"},
      {.noun = "organization",
       .verb = "get",
       .method = "epiledger.readiness.v1.RegisterService.GetOrganization",
       .flags = {{"ORGANIZATION", "name"}},
       .views = {{"", {"name", "display_name"}}},
       .example = "organization get people-hospital"},
      {.noun = "organization",
       .verb = "list",
       .method = "epiledger.readiness.v1.RegisterService.ListOrganizations",
       .views = {{"organizations", {"name", "display_name"}}},
       .example = "organization list"},
  };
}

}  // namespace epiledger::cli
