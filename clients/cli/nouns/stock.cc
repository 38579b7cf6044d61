#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/open_orders.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

using supplies::v1::Movement;

const PartForm& StockLineForm() {
  static const PartForm form = {{{"batch", "batch"},
                                 {"expiry", "expiry_date"},
                                 {"lot", "lot"},
                                 {"override", "override_reason"}},
                                "item",
                                "quantity"};
  return form;
}

absl::Status AddLines(const Arguments& arguments, const ValueContext& values,
                      Movement::Kind kind, google::protobuf::Message& message) {
  auto& request = static_cast<supplies::v1::CreateMovementRequest&>(message);
  request.mutable_movement()->set_kind(kind);
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status =
        ParseParts(text, StockLineForm(), values,
                   *request.mutable_movement()->add_lines());
    if (!status.ok()) return At("--line", status);
  }
  if (request.movement().lines().empty()) {
    return At("--line", Usage("FLAG_NEEDED"));
  }
  return absl::OkStatus();
}

const std::vector<View>& MovementViews() {
  static const std::vector<View> views = {
      {"movement",
       {"name", "kind", "movement_time", "origin.kind", "origin.donor",
        "origin.commitment", "origin.line", "loss_reason", "counterparty",
        "note"}},
      {"movement.lines",
       {"item", "total", "batch", "expiry_date", "outcome",
        "next_count.use_change", "next_count.surplus_change", "task",
        "override_reason"}},
      {"movement.lines.skipped_lots",
       {"lot", "quantity", "reason"},
       "skipped lots"},
      {"movement.lines.broken_reservations",
       {"shipment", "quantity", "task"},
       "broken reservations"}};
  return views;
}

absl::Status ShowReceived(Session& session, const Arguments&,
                          const google::protobuf::Message& message) {
  const absl::Status shown = Show(session, MovementViews(), message);
  if (shown.ok()) {
    TellOpenOrders(
        session,
        static_cast<const supplies::v1::CreateMovementResponse&>(message)
            .movement());
  }
  return shown;
}

const std::vector<std::string_view>& StockLineColumns() {
  static const std::vector<std::string_view> columns = {
      "store",
      "item",
      "free",
      "expired",
      "quarantined",
      "reserved",
      "knowledge",
      "last_count_time",
      "last_count_age_days",
      "supply.days_tenths:tenths",
      "supply.days_left",
      "supply.stock_out_date",
      "supply.band",
      "supply.state"};
  return columns;
}

const std::vector<std::string_view>& StockOfFacilityColumns() {
  static const std::vector<std::string_view> columns = {
      "facility",
      "item",
      "free",
      "expired",
      "quarantined",
      "reserved",
      "knowledge",
      "last_count_time",
      "last_count_age_days",
      "supply.days_tenths:tenths",
      "supply.days_left",
      "supply.stock_out_date",
      "supply.band",
      "supply.state"};
  return columns;
}

Command Receive() {
  return {
      .noun = "stock",
      .verb = "receive",
      .method = "epiledger.supplies.v1.SuppliesService.CreateMovement",
      .flags = {{"STORE", "parent"},
                {"--time", "movement.movement_time"},
                {"--line", "", false, {}, FlagKind::kList, "movement.lines"},
                {"--origin", "movement.origin.kind"},
                {"--donor", "movement.origin.donor"},
                {"--commitment", "movement.origin.commitment"},
                {"--order-line", "movement.origin.line"},
                {"--counterparty", "movement.counterparty"},
                {"--note", "movement.note"}},
      .views = MovementViews(),
      .example =
          "stock receive people-hospital/pharmacy --time "
          "'2020-02-01 09:30' --origin donor --donor red-cross "
          "--line n95=2*box+20,batch=B1,expiry=2022-01-31",
      .fill =
          [](const Arguments& arguments, const ValueContext& values,
             google::protobuf::Message& request) {
            return AddLines(arguments, values, Movement::KIND_RECEIVE, request);
          },
      .show = ShowReceived};
}

Command Lose() {
  return {
      .noun = "stock",
      .verb = "lose",
      .method = "epiledger.supplies.v1.SuppliesService.CreateMovement",
      .flags = {{"STORE", "parent"},
                {"--time", "movement.movement_time"},
                {"--line", "", false, {}, FlagKind::kList, "movement.lines"},
                {"--reason", "movement.loss_reason"},
                {"--note", "movement.note"}},
      .views = MovementViews(),
      .example =
          "stock lose people-hospital/pharmacy --time now --line "
          "n95=30 --reason damaged --note 漏水浸湿",
      .fill = [](const Arguments& arguments, const ValueContext& values,
                 google::protobuf::Message& request) {
        return AddLines(arguments, values, Movement::KIND_LOSE, request);
      }};
}

// What goes to or comes from somebody, and asks for nothing else.
Command Move(std::string_view verb, Movement::Kind kind,
             std::string_view example) {
  return {
      .noun = "stock",
      .verb = verb,
      .method = "epiledger.supplies.v1.SuppliesService.CreateMovement",
      .flags = {{"STORE", "parent"},
                {"--time", "movement.movement_time"},
                {"--line", "", false, {}, FlagKind::kList, "movement.lines"},
                {"--counterparty", "movement.counterparty"},
                {"--note", "movement.note"}},
      .views = MovementViews(),
      .example = example,
      .fill = [kind](const Arguments& arguments, const ValueContext& values,
                     google::protobuf::Message& request) {
        return AddLines(arguments, values, kind, request);
      }};
}

}  // namespace

CommandTable StockCommands() {
  return {
      Receive(),
      Move("issue", Movement::KIND_ISSUE,
           "stock issue people-hospital/pharmacy --time now --line "
           "n95=30 --counterparty 发热门诊"),
      Lose(),
      Move("return", Movement::KIND_BRING_BACK,
           "stock return people-hospital/pharmacy --time now --line n95=12 "
           "--counterparty 发热门诊"),
      Move("send-back", Movement::KIND_SEND_BACK,
           "stock send-back people-hospital/pharmacy --time now --line "
           "n95=12,lot=n95/8-1 --counterparty 示范医疗器械有限公司"),
      {.noun = "stock",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListStock",
       .flags = {{"STORE", "parent"}},
       .views = {{"stock_lines", StockLineColumns()}},
       .past = Past::kTime,
       .example = "stock list people-hospital/pharmacy"},
      {.noun = "stock",
       .verb = "movements",
       .method = "epiledger.supplies.v1.SuppliesService.ListMovements",
       .flags = {{"STORE", "parent"}},
       .views = {{"movements",
                  {"name", "movement_time", "kind", "lines.item", "lines.total",
                   "counterparty", "note"}}},
       .past = Past::kTime,
       .example = "stock movements people-hospital/pharmacy"},
      {.noun = "stock",
       .verb = "facility",
       .method = "epiledger.supplies.v1.SuppliesService.GetFacilityStock",
       .flags = {{"FACILITY", "name"}},
       .views = {{"stocks", StockOfFacilityColumns()}},
       .past = Past::kTime,
       .example = "stock facility people-hospital"},
      {.noun = "stock",
       .verb = "item",
       .method = "epiledger.supplies.v1.SuppliesService.GetItemStock",
       .flags = {{"ITEM", "name"}},
       .views = {{"summary",
                  {"item", "display_name", "base_unit", "free", "expired",
                   "quarantined", "reserved", "known", "stale", "unknown"}},
                 {"stocks", StockOfFacilityColumns()}},
       .past = Past::kTime,
       .example = "stock item n95"},
  };
}

}  // namespace epiledger::cli
