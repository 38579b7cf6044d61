#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"

namespace epiledger::cli {
namespace {

const PartForm& EssentialLineForm() {
  static const PartForm form = {
      .fields = {{"days", "ready_days_tenths:tenths"},
                 {"at-risk-days", "at_risk_days_tenths:tenths"},
                 {"units", "ready_units"},
                 {"at-risk-units", "at_risk_units"}},
      .lead_name = "item",
      .lead_value = "ready_days_tenths:tenths"};
  return form;
}

absl::Status AddEssentialLines(const Arguments& arguments,
                               const ValueContext& values,
                               google::protobuf::Message& message) {
  auto& version = *static_cast<supplies::v1::SetEssentialListRequest&>(message)
                       .mutable_version();
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status =
        ParseParts(text, EssentialLineForm(), values, *version.add_lines());
    if (!status.ok()) return At("--line", status);
  }
  return absl::OkStatus();
}

std::vector<View> EssentialListViews(std::string_view list,
                                     std::string_view versions) {
  return {{list, {"name", "display_name"}},
          {versions,
           {"version", "valid_from", "facilities", "lines", "reason", "subject",
            "record_time"}}};
}

}  // namespace

CommandTable EssentialListCommands() {
  return {
      {.noun = "essential-list",
       .verb = "set",
       .method = "epiledger.supplies.v1.SupplyEvidenceService.SetEssentialList",
       .flags = {{"ESSENTIAL_LIST", "name"},
                 {"--name", "display_name"},
                 {"--from", "version.valid_from"},
                 {"--for", "version.facilities"},
                 {"--line", "", false, {}, FlagKind::kList, "version.lines"},
                 {"--reason", "version.reason"}},
       .views = EssentialListViews("essential_list", "essential_list.versions"),
       .example = "essential-list set fever-clinic --name 发热门诊必备清单 "
                  "--from 2020-02-01 --for people-hospital --for "
                  "tcm-hospital \\\n"
                  "    --line n95=7,at-risk-days=3 --line "
                  "ventilator,units=4,at-risk-units=3",
       .fill = AddEssentialLines},
      {.noun = "essential-list",
       .verb = "get",
       .method = "epiledger.supplies.v1.SupplyEvidenceService.GetEssentialList",
       .flags = {{"ESSENTIAL_LIST", "name"}},
       .views = EssentialListViews("", "versions"),
       .example = "essential-list get fever-clinic"},
      {.noun = "essential-list",
       .verb = "list",
       .method =
           "epiledger.supplies.v1.SupplyEvidenceService.ListEssentialLists",
       .views = {{"essential_lists",
                  {"name", "display_name", "versions.valid_from"}}},
       .example = "essential-list list"},
  };
}

}  // namespace epiledger::cli
