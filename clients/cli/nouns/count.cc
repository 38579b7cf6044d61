#include "clients/cli/nouns/count_result.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "clients/cli/values/sheet_number.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

const PartForm& CountLineForm() {
  static const PartForm form = {{{"reason", "surplus_reason"},
                                 {"confirm", "confirm"},
                                 {"moved", "if_moved"},
                                 {"absent", "absent_reason"},
                                 {"withdraw", "withdraw"}},
                                "item",
                                "quantity"};
  return form;
}

absl::Status AddLines(const Arguments& arguments, const ValueContext& values,
                      google::protobuf::Message& message) {
  auto& request = static_cast<supplies::v1::CreateCountRequest&>(message);
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status = ParseParts(
        text, CountLineForm(), values, *request.mutable_count()->add_lines());
    if (!status.ok()) return At("--line", status);
  }
  if (request.count().lines().empty()) {
    return At("--line", Usage("FLAG_NEEDED"));
  }
  return absl::OkStatus();
}

absl::Status AddSheet(const Arguments& arguments, const ValueContext& values,
                      supplies::v1::Count& count) {
  const std::string number = arguments.Text("--sheet");
  if (number.empty()) return absl::OkStatus();
  const auto drawn_at = ParseSheetNumber(number, values.place.county);
  if (!drawn_at.ok()) return At("--sheet", drawn_at.status());
  *count.mutable_drawn_at() = *drawn_at;
  return absl::OkStatus();
}

absl::Status FillCount(const Arguments& arguments, const ValueContext& values,
                       google::protobuf::Message& message) {
  auto& request = static_cast<supplies::v1::CreateCountRequest&>(message);
  const absl::Status drawn =
      AddSheet(arguments, values, *request.mutable_count());
  return drawn.ok() ? AddLines(arguments, values, message) : drawn;
}

absl::Status ShowCreated(Session& session, const Arguments&,
                         const google::protobuf::Message& message) {
  return ShowCounted(
      session, static_cast<const supplies::v1::CreateCountResponse&>(message));
}

absl::Status ShowRead(Session& session, const Arguments&,
                      const google::protobuf::Message& message) {
  return ShowCount(session, static_cast<const supplies::v1::Count&>(message));
}

}  // namespace

CommandTable CountCommands() {
  return {
      {.noun = "count",
       .verb = "create",
       .method = "epiledger.supplies.v1.SuppliesService.CreateCount",
       .flags = {{"STORE", "parent"},
                 {"--time", "count.count_time"},
                 {"--line", "", false, {}, FlagKind::kList, "count.lines"},
                 {"--kind", "count.kind"},
                 {"--sheet", ""},
                 {"--all-or-nothing", "all_or_nothing"},
                 {"--supersedes", "count.supersedes"},
                 {"--reason", "count.reason"}},
       .views = {{"count", CountColumns()},
                 {"count.lines", CountLineColumns()}},
       .example = "count create people-hospital/pharmacy --time '2020-02-01 "
                  "18:00' --line n95=1*box+12 --line gowns=40",
       .fill = FillCount,
       .show = ShowCreated},
      {.noun = "count",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetCount",
       .flags = {{"COUNT", "name"}},
       .views = {{"", CountColumns()}, {"lines", CountLineColumns()}},
       .past = Past::kTime,
       .example = "count get people-hospital/pharmacy/7-2f0c",
       .show = ShowRead},
      {.noun = "count",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListCounts",
       .flags = {{"STORE", "parent"}},
       .views = {{"counts",
                  {"name", "count_time", "lines.item", "lines.result.total",
                   "supersedes", "subject"}}},
       .past = Past::kTime,
       .example = "count list people-hospital/pharmacy"},
  };
}

}  // namespace epiledger::cli
