#include <string>
#include <utility>

#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_value.h"

namespace epiledger::cli {
namespace {

const std::vector<View>& UnitViews() {
  static const std::vector<View> views = {
      {"equipment_unit",
       {"name", "item", "serial_number", "service_time", "store", "lot",
        "origin.kind", "origin.donor", "origin.commitment", "origin.line",
        "state", "state_time", "note"}},
      {"equipment_unit.changes",
       {"change_time", "state", "reason", "subject", "record_time"}}};
  return views;
}

// A unit out of a store has no origin of its own.
absl::Status FillOrigin(const Arguments& arguments, const ValueContext& values,
                        google::protobuf::Message& request) {
  for (const auto& [flag, path] :
       {std::pair("--origin", "equipment_unit.origin.kind"),
        std::pair("--donor", "equipment_unit.origin.donor"),
        std::pair("--commitment", "equipment_unit.origin.commitment"),
        std::pair("--order-line", "equipment_unit.origin.line")}) {
    const std::string text = arguments.Text(flag);
    if (text.empty()) continue;
    const absl::Status status = ParseValueAt(text, values, request, path);
    if (!status.ok()) return At(flag, status);
  }
  return absl::OkStatus();
}

Command Put() {
  return {
      .noun = "equipment",
      .verb = "create",
      .method = "epiledger.supplies.v1.EquipmentService.CreateEquipmentUnit",
      .flags = {{"ITEM", "equipment_unit.item"},
                {"--serial-number", "equipment_unit.serial_number"},
                {"--time", "equipment_unit.service_time"},
                {"--store", "equipment_unit.store"},
                {"--lot", "equipment_unit.lot"},
                {"--origin", ""},
                {"--donor", ""},
                {"--commitment", ""},
                {"--order-line", ""},
                {"--state", "equipment_unit.state"},
                {"--note", "equipment_unit.note"}},
      .views = UnitViews(),
      .example =
          "equipment create ventilator --serial-number SV300-0117 "
          "--time '2020-02-01 09:00' --store "
          "people-hospital/pharmacy --state working",
      .fill = FillOrigin};
}

Command ChangeState() {
  return {
      .noun = "equipment",
      .verb = "state",
      .method = "epiledger.supplies.v1.EquipmentService.ChangeEquipmentState",
      .flags = {{"UNIT", "name"},
                {"--state", "state"},
                {"--time", "change_time"},
                {"--reason", "reason"}},
      .views = UnitViews(),
      .example =
          "equipment state people-hospital/acf4ee19-0000000023 "
          "--state broken --time now --reason 压力传感器故障"};
}

}  // namespace

CommandTable EquipmentCommands() {
  return {
      Put(),
      ChangeState(),
      {.noun = "equipment",
       .verb = "get",
       .method = "epiledger.supplies.v1.EquipmentService.GetEquipmentUnit",
       .flags = {{"UNIT", "name"}},
       .views =
           {{"",
             {"name", "item", "serial_number", "service_time", "store", "lot",
              "origin.kind", "origin.donor", "origin.commitment", "origin.line",
              "state", "state_time", "note", "subject", "record_time"}},
            {"changes",
             {"change_time", "state", "reason", "subject", "record_time"}}},
       .past = Past::kTime,
       .example = "equipment get people-hospital/acf4ee19-0000000023"},
      {.noun = "equipment",
       .verb = "list",
       .method = "epiledger.supplies.v1.EquipmentService.ListEquipmentUnits",
       .flags = {{"--item", "item"}, {"--state", "state"}},
       .views = {{"equipment_units",
                  {"name", "item", "serial_number", "state", "state_time",
                   "service_time", "note"}}},
       .past = Past::kTime,
       .example = "equipment list --facility people-hospital --state broken"},
      {.noun = "equipment",
       .verb = "count",
       .method = "epiledger.supplies.v1.EquipmentService.GetFacilityEquipment",
       .flags = {{"FACILITY", "name"}},
       .views = {{"counts",
                  {"item", "in_service", "working", "broken", "unknown",
                   "scrapped"}}},
       .past = Past::kTime,
       .example = "equipment count people-hospital"},
  };
}

}  // namespace epiledger::cli
