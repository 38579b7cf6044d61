#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable PurposeCommands() {
  return {
      {.noun = "purpose",
       .verb = "create",
       .method = "epiledger.funding.v1.FundingService.CreatePurpose",
       .flags = {{"ID", "purpose_id"}, {"--name", "purpose.display_name"}},
       .views = {{"purpose", {"name", "display_name"}}},
       .example = "purpose create masks --name 防护口罩"},
      {.noun = "purpose",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListPurposes",
       .views = {{"purposes", {"name", "display_name"}}, {"", {"total_size"}}},
       .example = "purpose list"},
  };
}

}  // namespace epiledger::cli
