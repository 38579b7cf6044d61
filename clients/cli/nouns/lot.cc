#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "epiledger/supplies/v1/lot_service.pb.h"

namespace epiledger::cli {
namespace {

using supplies::v1::ListStoredLotsRequest;

const std::vector<std::string_view>& QuarantineColumns() {
  static const std::vector<std::string_view> columns = {"name",
                                                        "lot",
                                                        "quarantine_time",
                                                        "reason",
                                                        "subject",
                                                        "release.release_time",
                                                        "release.reason",
                                                        "release.subject"};
  return columns;
}

// `30d` or `30`: within how many days a lot expires.
absl::Status AddDays(const Arguments& arguments,
                     ListStoredLotsRequest& request) {
  const std::string text = arguments.Text("--expiring-within");
  if (text.empty()) return absl::OkStatus();
  int64_t days = 0;
  if (!absl::SimpleAtoi(absl::StripSuffix(text, "d"), &days)) {
    return At("--expiring-within", WrongText("BAD_DAYS", text));
  }
  request.set_choice(ListStoredLotsRequest::CHOICE_EXPIRING);
  request.set_within_days(days);
  return absl::OkStatus();
}

// One question at a time.
absl::Status AddChoice(const Arguments& arguments, const ValueContext&,
                       google::protobuf::Message& message) {
  auto& request = static_cast<ListStoredLotsRequest&>(message);
  if (absl::Status days = AddDays(arguments, request); !days.ok()) return days;
  for (const auto& [flag, choice] :
       {std::pair{"--expired", ListStoredLotsRequest::CHOICE_EXPIRED},
        std::pair{"--quarantined",
                  ListStoredLotsRequest::CHOICE_QUARANTINED}}) {
    if (!arguments.IsOn(flag)) continue;
    if (request.choice() != ListStoredLotsRequest::CHOICE_UNSPECIFIED) {
      return At(flag, Usage("ONE_CHOICE"));
    }
    request.set_choice(choice);
  }
  return absl::OkStatus();
}

}  // namespace

CommandTable LotCommands() {
  return {
      {.noun = "lot",
       .verb = "list",
       .method = "epiledger.supplies.v1.LotService.ListStoredLots",
       .flags = {{"FACILITY", "facility"},
                 {"--store", "store"},
                 {"--item", "item"},
                 {"--expiring-within", ""},
                 {"--expired", "", false, {}, FlagKind::kSwitch},
                 {"--quarantined", "", false, {}, FlagKind::kSwitch}},
       .views = {{"stored_lots",
                  {"store", "lot.name", "lot.batch", "quantity",
                   "lot.expiry_date", "days_to_expiry", "lot.origin.kind",
                   "lot.origin.donor", "lot.origin.commitment",
                   "lot.origin.line", "lot_quarantine"}},
                 {"totals", {"item", "quantity", "lots"}},
                 {"", {"total_size"}}},
       .past = Past::kTime,
       .example = "lot list people-hospital --expiring-within 30d",
       .fill = AddChoice},
      {.noun = "lot",
       .verb = "quarantine",
       .method = "epiledger.supplies.v1.LotService.CreateLotQuarantine",
       .flags = {{"STORE", "parent"},
                 {"--lot", "lot_quarantine.lot"},
                 {"--time", "lot_quarantine.quarantine_time"},
                 {"--reason", "lot_quarantine.reason"}},
       .views = {{"lot_quarantine", QuarantineColumns()}},
       .example = "lot quarantine people-hospital/pharmacy --lot n95/8-1 "
                  "--time now --reason 厂家召回"},
      {.noun = "lot",
       .verb = "release",
       .method = "epiledger.supplies.v1.LotService.ReleaseLotQuarantine",
       .flags = {{"QUARANTINE", "name"},
                 {"--time", "release_time"},
                 {"--reason", "reason"}},
       .views = {{"lot_quarantine", QuarantineColumns()}},
       .example = "lot release people-hospital/pharmacy/9-1 --time now "
                  "--reason 复检合格"},
      {.noun = "lot",
       .verb = "quarantines",
       .method = "epiledger.supplies.v1.LotService.ListLotQuarantines",
       .flags = {{"FACILITY", "facility"}, {"--released", "show_released"}},
       .views = {{"lot_quarantines", QuarantineColumns()}},
       .past = Past::kTime,
       .example = "lot quarantines people-hospital"},
  };
}

}  // namespace epiledger::cli
