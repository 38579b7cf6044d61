#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

std::vector<Flag> ShiftFlags(std::vector<Flag> flags) {
  flags.insert(flags.end(), {{"--post", "shift.duty_post"},
                             {"--subject", "shift.subject"},
                             {"--start", "shift.start_time"},
                             {"--end", "shift.end_time"},
                             {"--note", "shift.note"}});
  return flags;
}

std::vector<std::string_view> ShiftColumns() {
  return {"name",
          "duty_post",
          "subject",
          "start_time",
          "end_time",
          "note",
          "recorder",
          "record_time",
          "replaces",
          "withdrawal.reason",
          "withdrawal.replaced_by"};
}

std::vector<std::string_view> ReadShiftColumns() {
  std::vector<std::string_view> columns = ShiftColumns();
  columns.insert(columns.end(), {"contact.display_name", "contact.telephone"});
  return columns;
}

}  // namespace

CommandTable ShiftCommands() {
  return {
      {.noun = "shift",
       .verb = "create",
       .method = "epiledger.readiness.v1.DutyService.CreateShift",
       .flags = ShiftFlags({}),
       .views = {{"shift", ShiftColumns()}},
       .example =
           "shift create --post people-hospital/triage --subject s-201 --start "
           "'2020-02-01 20:00' --end '2020-02-02 08:00'"},
      {.noun = "shift",
       .verb = "replace",
       .method = "epiledger.readiness.v1.DutyService.ReplaceShift",
       .flags = ShiftFlags({{"SHIFT", "name"}, {"--reason", "reason"}}),
       .views = {{"shift", ShiftColumns()}},
       .example =
           "shift replace 202002012000-acf4ee19-0000000023 --reason 临时调班 "
           "--post people-hospital/triage --subject s-202 --start "
           "'2020-02-01 20:00' --end '2020-02-02 08:00'"},
      {.noun = "shift",
       .verb = "cancel",
       .method = "epiledger.readiness.v1.DutyService.CancelShift",
       .flags = {{"SHIFT", "name"}, {"--reason", "reason"}},
       .views = {{"shift", ShiftColumns()}},
       .example =
           "shift cancel 202002012000-acf4ee19-0000000023 --reason 请假"},
      {.noun = "shift",
       .verb = "get",
       .method = "epiledger.readiness.v1.DutyService.GetShift",
       .flags = {{"SHIFT", "name"}},
       .views = {{"", ReadShiftColumns()}},
       .example = "shift get people-hospital/202002012000-acf4ee19-0000000023"},
      {.noun = "shift",
       .verb = "list",
       .method = "epiledger.readiness.v1.DutyService.ListShifts",
       .flags = {{"--of-facility", "facility"},
                 {"--from-time", "from_time"},
                 {"--until-time", "to_time"},
                 {"--subject", "subject"},
                 {"--post", "duty_post"},
                 {"--withdrawn", "show_withdrawn"}},
       .views = {{"shifts",
                  {"name", "duty_post", "start_time", "end_time", "subject",
                   "contact.display_name", "contact.telephone", "note",
                   "withdrawal.reason"}},
                 {"", {"total_size", "total_people", "total_minutes"}}},
       .example = "shift list --from-time '2020-02-01 00:00' --until-time "
                  "'2020-02-08 00:00'"},
  };
}

}  // namespace epiledger::cli
