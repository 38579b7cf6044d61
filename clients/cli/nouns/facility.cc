#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

const std::vector<std::string_view>& FacilityColumns() {
  static const std::vector<std::string_view> columns = {
      "name",      "display_name", "kind",          "organization", "town",
      "form_name", "reports_from", "reports_until", "duty_contact"};
  return columns;
}

std::vector<Flag> FacilityFlags(const Flag& which) {
  return {which,
          {"--name", "facility.display_name"},
          {"--kind", "facility.kind"},
          {"--organization", "facility.organization"},
          {"--report-form", "facility.report_form"},
          {"--form", "facility.form_name"},
          {"--town", "facility.town"},
          {"--reports-from", "facility.reports_from"},
          {"--reports-until", "facility.reports_until"}};
}

}  // namespace

CommandTable FacilityCommands() {
  return {
      {.noun = "facility",
       .verb = "create",
       .method = "epiledger.readiness.v1.RegisterService.CreateFacility",
       .flags = FacilityFlags({"ID", "facility_id"}),
       .views = {{"facility", FacilityColumns()}},
       .example =
           "facility create people-hospital --name 示范县人民医院 --kind "
           "hospital --organization people-hospital --report-form "
           "hospital-daily"},
      {.noun = "facility",
       .verb = "update",
       .method = "epiledger.readiness.v1.RegisterService.UpdateFacility",
       .flags = FacilityFlags({"FACILITY", "name"}),
       .views = {{"facility", FacilityColumns()}},
       .example =
           "facility update people-hospital --name 示范县人民医院 --kind "
           "hospital --organization people-hospital --report-form "
           "hospital-daily --reports-until 2020-05-01"},
      {.noun = "facility",
       .verb = "get",
       .method = "epiledger.readiness.v1.RegisterService.GetFacility",
       .flags = {{"FACILITY", "name"}},
       .views = {{"", FacilityColumns()}},
       .example = "facility get people-hospital"},
      {.noun = "facility",
       .verb = "list",
       .method = "epiledger.readiness.v1.RegisterService.ListFacilities",
       .views = {{"facilities", FacilityColumns()}},
       .example = "facility list"},
      {.noun = "facility",
       .verb = "contact",
       .method = "epiledger.readiness.v1.RegisterService.SetDutyContact",
       .flags = {{"FACILITY", "name"}, {"--subject", "duty_contact"}},
       .views = {{"facility", FacilityColumns()}},
       .example = "facility contact people-hospital --subject s-7f21"},
  };
}

}  // namespace epiledger::cli
