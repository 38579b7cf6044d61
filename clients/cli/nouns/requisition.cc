#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"

namespace epiledger::cli {
namespace {

using supplies::v1::CreateRequisitionRequest;
using supplies::v1::GrantRequisitionRequest;

absl::Status AddAskedLines(const Arguments& arguments,
                           const ValueContext& values,
                           google::protobuf::Message& message) {
  static const PartForm form = {{{"remark", "remark"}}, "item", "quantity"};
  auto& request = static_cast<CreateRequisitionRequest&>(message);
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status = ParseParts(
        text, form, values, *request.mutable_requisition()->add_lines());
    if (!status.ok()) return At("--line", status);
  }
  if (request.requisition().lines().empty()) {
    return At("--line", Usage("FLAG_NEEDED"));
  }
  return absl::OkStatus();
}

// None: all that is asked for.
absl::Status AddGrants(const Arguments& arguments, const ValueContext& values,
                       google::protobuf::Message& message) {
  static const PartForm form = {{{"store", "store"}}, "item", "quantity"};
  auto& request = static_cast<GrantRequisitionRequest&>(message);
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status =
        ParseParts(text, form, values, *request.add_grants());
    if (!status.ok()) return At("--line", status);
  }
  return absl::OkStatus();
}

const std::vector<std::string_view>& AskedColumns() {
  static const std::vector<std::string_view> columns = {
      "item", "total", "approved", "received", "remark"};
  return columns;
}

const std::vector<View>& RequisitionViews() {
  static const std::vector<View> views = {
      {"requisition",
       {"name", "store", "state", "wanted_by", "reason", "decision.shipments",
        "decision.note", "cancellation.reason"}},
      {"requisition.lines", AskedColumns()}};
  return views;
}

// What says why and changes nothing else.
Command Say(std::string_view verb, std::string_view method,
            std::string_view example) {
  return {.noun = "requisition",
          .verb = verb,
          .method = method,
          .flags = {{"REQUISITION", "name"}, {"--reason", "reason"}},
          .views = RequisitionViews(),
          .example = example};
}

Command Ask() {
  return {
      .noun = "requisition",
      .verb = "create",
      .method = "epiledger.supplies.v1.RequisitionService.CreateRequisition",
      .flags = {{"STORE", "requisition.store"},
                {"--line", "", false, {}, FlagKind::kList, "requisition.lines"},
                {"--wanted-by", "requisition.wanted_by"},
                {"--reason", "requisition.reason"}},
      .views = RequisitionViews(),
      .example =
          "requisition create people-hospital/pharmacy --line "
          "'n95=3 box,remark=小号' --wanted-by 2020-02-03 --reason "
          "发热门诊用量增加",
      .fill = AddAskedLines};
}

Command Approve() {
  return {.noun = "requisition",
          .verb = "approve",
          .method = "epiledger.supplies.v1.RequisitionService.GrantRequisition",
          .flags = {{"REQUISITION", "name"},
                    {"--store", "store"},
                    {"--line", "", false, {}, FlagKind::kList, "grants"},
                    {"--note", "note"}},
          .views = RequisitionViews(),
          .example =
              "requisition approve people-hospital/acf4ee19-0000000023 "
              "--store county-warehouse/main --line n95=200",
          .fill = AddGrants};
}

}  // namespace

CommandTable RequisitionCommands() {
  return {
      Ask(),
      Approve(),
      Say("reject",
          "epiledger.supplies.v1.RequisitionService.RejectRequisition",
          "requisition reject people-hospital/acf4ee19-0000000023 "
          "--reason 库存尚可用十日"),
      Say("cancel",
          "epiledger.supplies.v1.RequisitionService.CancelRequisition",
          "requisition cancel people-hospital/acf4ee19-0000000023 "
          "--reason 已从他处调剂"),
      {.noun = "requisition",
       .verb = "get",
       .method = "epiledger.supplies.v1.RequisitionService.GetRequisition",
       .flags = {{"REQUISITION", "name"}},
       .views = {{"",
                  {"name", "store", "state", "wanted_by", "reason", "subject",
                   "create_time", "age_days", "decision.note",
                   "decision.subject", "decision.record_time",
                   "cancellation.reason", "close_time"}},
                 {"lines", AskedColumns()},
                 {"decision.grants", {"item", "total", "store"}, "granted"}},
       .example = "requisition get people-hospital/acf4ee19-0000000023"},
      {.noun = "requisition",
       .verb = "list",
       .method = "epiledger.supplies.v1.RequisitionService.ListRequisitions",
       .flags = {{"FACILITY", "facility"},
                 {"--state", "state"},
                 {"--older-than", "min_age_days"}},
       .views = {{"requisitions",
                  {"name", "store", "state", "age_days", "wanted_by",
                   "lines.item", "lines.total", "lines.approved",
                   "lines.received", "reason"}},
                 {"totals", {"item", "asked", "approved", "received"}},
                 {"", {"total_size"}}},
       .example = "requisition list --state submitted --older-than 1"},
  };
}

}  // namespace epiledger::cli
