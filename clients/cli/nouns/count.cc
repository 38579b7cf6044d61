#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

const PartForm& CountLineForm() {
  static const PartForm form = {{{"reason", "surplus_reason"},
                                 {"confirm", "confirm"},
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

const std::vector<std::string_view>& CountLineColumns() {
  static const std::vector<std::string_view> columns = {
      "item",
      "result.total",
      "result.expected",
      "result.outcome",
      "result.use",
      "result.surplus",
      "result.opening",
      "result.next_count.use_change",
      "result.next_count.surplus_change",
      "result.superseded_by",
      "result.task"};
  return columns;
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
                 {"--supersedes", "count.supersedes"},
                 {"--reason", "count.reason"}},
       .views = {{"count", {"name", "count_time", "supersedes", "reason"}},
                 {"count.lines", CountLineColumns()}},
       .example = "count create people-hospital/pharmacy --time '2020-02-01 "
                  "18:00' --line n95=1*box+12 --line gowns=40",
       .fill = AddLines},
      {.noun = "count",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetCount",
       .flags = {{"COUNT", "name"}},
       .views = {{"",
                  {"name", "count_time", "supersedes", "reason", "subject",
                   "record_time"}},
                 {"lines", CountLineColumns()}},
       .past = Past::kTime,
       .example = "count get people-hospital/pharmacy/7-2f0c"},
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
