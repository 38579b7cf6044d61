#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"

namespace epiledger::cli {
namespace {

using supplies::v1::CreateShipmentReceiptRequest;
using supplies::v1::CreateShipmentRequest;
using supplies::v1::ListShipmentsRequest;
using supplies::v1::PickShipmentRequest;
using supplies::v1::RejectionReason;
using supplies::v1::ShipmentReceipt;
using supplies::v1::TakeBackShipmentRequest;

// Each text of `flag` becomes an element that `add` makes.
template <typename Add>
absl::Status AddParts(const Arguments& arguments, std::string_view flag,
                      const PartForm& form, const ValueContext& values,
                      Add add) {
  for (const std::string& text : arguments.List(flag)) {
    const absl::Status status = ParseParts(text, form, values, *add());
    if (!status.ok()) return At(flag, status);
  }
  return absl::OkStatus();
}

absl::Status AddShipmentLines(const Arguments& arguments,
                              const ValueContext& values,
                              google::protobuf::Message& message) {
  static const PartForm form = {{{"remark", "remark"}}, "item", "quantity"};
  auto& request = static_cast<CreateShipmentRequest&>(message);
  const absl::Status status = AddParts(arguments, "--line", form, values, [&] {
    return request.mutable_shipment()->add_lines();
  });
  if (!status.ok()) return status;
  return request.shipment().lines().empty() ? At("--line", Usage("FLAG_NEEDED"))
                                            : absl::OkStatus();
}

absl::Status AddNamedLots(const Arguments& arguments,
                          const ValueContext& values,
                          google::protobuf::Message& message) {
  static const PartForm form = {
      {{"override", "override_reason"}}, "lot", "quantity"};
  auto& request = static_cast<PickShipmentRequest&>(message);
  return AddParts(arguments, "--lot", form, values,
                  [&] { return request.add_lots(); });
}

absl::Status AddBackLines(const Arguments& arguments,
                          const ValueContext& values,
                          google::protobuf::Message& message) {
  static const PartForm form = {
      {{"lot", "lot"}, {"lost", "loss_reason"}, {"note", "note"}},
      "item",
      "quantity"};
  auto& request = static_cast<TakeBackShipmentRequest&>(message);
  return AddParts(arguments, "--line", form, values,
                  [&] { return request.add_lines(); });
}

// Adds what is rejected to `line` where `part` says so, such as `damaged=3`;
// whether it does.
absl::StatusOr<bool> AddRejection(const std::string& part,
                                  const ValueContext& values,
                                  ShipmentReceipt::Line& line) {
  static constexpr std::pair<std::string_view, RejectionReason> kReasons[] = {
      {"missing", supplies::v1::REJECTION_REASON_MISSING},
      {"damaged", supplies::v1::REJECTION_REASON_DAMAGED},
      {"wrong-item", supplies::v1::REJECTION_REASON_WRONG_ITEM},
      {"expired", supplies::v1::REJECTION_REASON_EXPIRED},
      {"other", supplies::v1::REJECTION_REASON_OTHER}};
  const std::pair<std::string, std::string> typed =
      absl::StrSplit(part, absl::MaxSplits('=', 1));
  for (const auto& [word, reason] : kReasons) {
    if (typed.first != word) continue;
    ShipmentReceipt::Rejection& rejection = *line.add_rejections();
    rejection.set_reason(reason);
    const absl::Status status =
        ParseValueAt(typed.second, values, rejection, "quantity");
    if (!status.ok()) return At(part, status);
    return true;
  }
  return false;
}

// `n95=90,damaged=6,missing=4,note=…`: what is accepted, then what is not.
absl::Status AddReceiptLine(const std::string& text, const ValueContext& values,
                            ShipmentReceipt::Line& line) {
  static const PartForm form = {{{"lot", "lot"}}, "item", "accepted"};
  const std::vector<std::string> parts = absl::StrSplit(text, ',');
  std::vector<std::string> rest;
  std::string note;
  for (const std::string& part : parts) {
    if (part.starts_with("note=")) {
      note = part.substr(part.find('=') + 1);
      continue;
    }
    const absl::StatusOr<bool> is_rejected = AddRejection(part, values, line);
    if (!is_rejected.ok()) return is_rejected.status();
    if (!*is_rejected) rest.push_back(part);
  }
  for (auto& rejection : *line.mutable_rejections()) rejection.set_note(note);
  return ParseParts(absl::StrJoin(rest, ","), form, values, line);
}

absl::Status AddReceiptLines(const Arguments& arguments,
                             const ValueContext& values,
                             google::protobuf::Message& message) {
  auto& receipt = *static_cast<CreateShipmentReceiptRequest&>(message)
                       .mutable_shipment_receipt();
  receipt.set_accept_all(arguments.IsOn("--all"));
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status =
        AddReceiptLine(text, values, *receipt.add_lines());
    if (!status.ok()) return At("--line", status);
  }
  return receipt.accept_all() || !receipt.lines().empty()
             ? absl::OkStatus()
             : At("--line", Usage("FLAG_NEEDED"));
}

// One question at a time.
absl::Status AddShipmentChoice(const Arguments& arguments, const ValueContext&,
                               google::protobuf::Message& message) {
  auto& request = static_cast<ListShipmentsRequest&>(message);
  for (const auto& [flag, choice] :
       {std::pair{"--waiting", ListShipmentsRequest::CHOICE_WAITING},
        std::pair{"--in-transit", ListShipmentsRequest::CHOICE_IN_TRANSIT},
        std::pair{"--over", ListShipmentsRequest::CHOICE_OVER}}) {
    if (!arguments.IsOn(flag)) continue;
    if (request.choice() != ListShipmentsRequest::CHOICE_UNSPECIFIED) {
      return At(flag, Usage("ONE_SHIPMENT_CHOICE"));
    }
    request.set_choice(choice);
  }
  return absl::OkStatus();
}

// The pick list: what is to be taken from which lot, and what stays.
const std::vector<View>& WaitingViews() {
  static const std::vector<View> views = {
      {"shipment",
       {"name", "to_store", "state", "requisition", "note",
        "shipping.ship_time", "shipping.carrier", "cancellation.reason"}},
      {"shipment.lines",
       {"item", "total", "reserved", "lapsed", "shipped", "remark"}},
      {"shipment.lines.lots",
       {"lot", "batch", "expiry_date", "quantity", "override_reason"},
       "lots to take"},
      {"shipment.lines.skipped_lots",
       {"lot", "quantity", "reason"},
       "skipped lots"},
      {"shipment.lines.earlier_lots", {"lot", "quantity"}, "earlier lots"}};
  return views;
}

const std::vector<std::string_view>& ShippedColumns() {
  static const std::vector<std::string_view> columns = {
      "item",     "total",       "reserved", "lapsed",    "shipped",
      "accepted", "not_arrived", "rejected", "returning", "in_transit"};
  return columns;
}

Command Make() {
  return {
      .noun = "shipment",
      .verb = "create",
      .method = "epiledger.supplies.v1.ShipmentService.CreateShipment",
      .flags = {{"STORE", "parent"},
                {"--to-store", "shipment.to_store"},
                {"--line", "", false, {}, FlagKind::kList, "shipment.lines"},
                {"--note", "shipment.note"}},
      .views = WaitingViews(),
      .example =
          "shipment create county-warehouse/main --to-store "
          "people-hospital/pharmacy --line 'n95=2 box'",
      .fill = AddShipmentLines};
}

Command PickLots() {
  return {.noun = "shipment",
          .verb = "pick",
          .method = "epiledger.supplies.v1.ShipmentService.PickShipment",
          .flags = {{"SHIPMENT", "name"},
                    {"--lot", "", false, {}, FlagKind::kList, "lots"}},
          .views = WaitingViews(),
          .example =
              "shipment pick county-warehouse/main/acf4ee19-0000000024 "
              "--lot n95/acf4ee19-0000000009-1=40",
          .fill = AddNamedLots};
}

Command Leave() {
  return {.noun = "shipment",
          .verb = "ship",
          .method = "epiledger.supplies.v1.ShipmentService.ShipShipment",
          .flags = {{"SHIPMENT", "name"},
                    {"--time", "ship_time"},
                    {"--carrier", "carrier"}},
          .views = WaitingViews(),
          .example =
              "shipment ship county-warehouse/main/acf4ee19-0000000024 "
              "--time now --carrier 2号车"};
}

Command CancelIt() {
  return {.noun = "shipment",
          .verb = "cancel",
          .method = "epiledger.supplies.v1.ShipmentService.CancelShipment",
          .flags = {{"SHIPMENT", "name"}, {"--reason", "reason"}},
          .views = WaitingViews(),
          .example =
              "shipment cancel county-warehouse/main/acf4ee19-0000000024 "
              "--reason 车辆未到"};
}

Command Arrive() {
  return {
      .noun = "shipment",
      .verb = "receive",
      .method = "epiledger.supplies.v1.ShipmentService.CreateShipmentReceipt",
      .flags =
          {{"SHIPMENT", "shipment_receipt.shipment"},
           {"--store", "parent"},
           {"--time", "shipment_receipt.receipt_time"},
           {"--line", "", false, {}, FlagKind::kList, "shipment_receipt.lines"},
           {"--all", "", false, {}, FlagKind::kSwitch},
           {"--note", "shipment_receipt.note"}},
      .views =
          {{"shipment_receipt",
            {"name", "shipment", "receipt_time", "shipment_state", "note"}},
           {"shipment_receipt.lines",
            {"item", "accepted_total", "rejected_total", "outcome",
             "next_count.use_change", "next_count.surplus_change", "task"}},
           {"shipment_receipt.lines.rejections", {"reason", "total", "note"}}},
      .example =
          "shipment receive county-warehouse/main/acf4ee19-0000000024 "
          "--store people-hospital/pharmacy --time now --line "
          "n95=90,damaged=6,missing=4,note=纸箱受潮",
      .fill = AddReceiptLines};
}

Command TakeBack() {
  return {.noun = "shipment",
          .verb = "take-back",
          .method = "epiledger.supplies.v1.ShipmentService.TakeBackShipment",
          .flags = {{"SHIPMENT", "name"},
                    {"--time", "return_time"},
                    {"--line", "", true, {}, FlagKind::kList, "lines"}},
          .views = {{"shipment", {"name", "to_store", "state"}},
                    {"shipment.lines", ShippedColumns()}},
          .example =
              "shipment take-back county-warehouse/main/acf4ee19-0000000024 "
              "--time now --line n95=2 --line n95=4,lost=damaged",
          .fill = AddBackLines};
}

Command GetIt() {
  return {
      .noun = "shipment",
      .verb = "get",
      .method = "epiledger.supplies.v1.ShipmentService.GetShipment",
      .flags = {{"SHIPMENT", "name"}},
      .views = {{"",
                 {"name", "to_store", "state", "age_days", "requisition",
                  "fair_share", "note", "subject", "create_time",
                  "pick.subject", "shipping.ship_time", "shipping.carrier",
                  "shipping.subject", "cancellation.reason"}},
                {"lines", ShippedColumns()},
                {"lines.lots",
                 {"lot", "batch", "expiry_date", "quantity", "override_reason"},
                 "lots to take"},
                {"settlements",
                 {"settle_time", "kind", "lot", "quantity", "rejection_reason",
                  "loss_reason", "note", "subject"}}},
      .past = Past::kTime,
      .example = "shipment get county-warehouse/main/acf4ee19-0000000024"};
}

Command ListThem() {
  return {.noun = "shipment",
          .verb = "list",
          .method = "epiledger.supplies.v1.ShipmentService.ListShipments",
          .flags = {{"--sender", "from"},
                    {"--receiver", "to"},
                    {"--waiting", "", false, {}, FlagKind::kSwitch},
                    {"--in-transit", "", false, {}, FlagKind::kSwitch},
                    {"--over", "", false, {}, FlagKind::kSwitch},
                    {"--older-than", "min_age_days"}},
          .views = {{"shipments",
                     {"name", "to_store", "state", "age_days",
                      "shipping.ship_time", "lines.item", "lines.total",
                      "lines.in_transit", "requisition"}},
                    {"totals",
                     {"item", "reserved", "in_transit", "accepted",
                      "not_arrived", "rejected"}},
                    {"", {"total_size"}}},
          .past = Past::kTime,
          .example = "shipment list --in-transit --older-than 2",
          .fill = AddShipmentChoice};
}

}  // namespace

CommandTable ShipmentCommands() {
  return {Make(),   PickLots(), Leave(), CancelIt(),
          Arrive(), TakeBack(), GetIt(), ListThem()};
}

}  // namespace epiledger::cli
