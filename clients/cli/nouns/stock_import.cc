#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_import.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/movement_form.h"
#include "clients/cli/terminal/exit.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

using supplies::v1::CreateMovementRequest;

constexpr std::string_view kMovementMethod =
    "epiledger.supplies.v1.SuppliesService.CreateMovement";

// What is said beside the sheet.
const Command& MovementFlags() {
  static const Command command = {
      .noun = "stock",
      .verb = "import",
      .method = kMovementMethod,
      .flags = {{"--store", "parent"},
                {"--kind", "movement.kind"},
                {"--time", "movement.movement_time"},
                {"--origin", "movement.origin.kind"},
                {"--donor", "movement.origin.donor"},
                {"--commitment", "movement.origin.commitment"},
                {"--order-line", "movement.origin.line"},
                {"--reason", "movement.loss_reason"},
                {"--counterparty", "movement.counterparty"},
                {"--note", "movement.note"}},
      .example = ""};
  return command;
}

std::vector<View> ImportedViews() {
  return {{"movement",
           {"name", "kind", "movement_time", "origin.kind", "origin.donor",
            "origin.commitment", "origin.line", "loss_reason", "counterparty",
            "note"}},
          {"movement.lines",
           {"item", "total", "batch", "expiry_date", "outcome",
            "next_count.use_change", "next_count.surplus_change", "task",
            "override_reason"}},
          {"movement.lines.skipped_lots",
           {"lot", "quantity", "reason"},
           "skipped lots"}};
}

// The id is made of what the sheet and the flags say, so that the same sheet is
// recorded once however often it is imported; a time that is another one each
// time it is typed would undo that.
absl::Status CheckTime(const Arguments& arguments) {
  const std::string time = arguments.Text("--time");
  if (time != "now") return absl::OkStatus();
  return At("--time", Usage("IMPORT_AT_A_TIME"));
}

absl::Status ImportMovement(Session& session, const Arguments& arguments) {
  absl::Status status = CheckTime(arguments);
  if (!status.ok()) return status;
  CreateMovementRequest start;
  status = FillRequest(MovementFlags(), arguments, session.values(), start);
  if (!status.ok()) return status;
  const std::string path = arguments.Text("FILE");
  const auto sheet = LoadSheet(MovementForm(), path, session.values(), &start);
  if (!sheet.ok()) return sheet.status();
  if (sheet->finding_count > 0) return TellFindings(session, path, *sheet);
  if (arguments.IsOn("--check")) {
    TellFits(session, path, *sheet, /*is_asked=*/false);
    return absl::OkStatus();
  }
  *start.mutable_movement()->mutable_lines() =
      static_cast<const CreateMovementRequest&>(*sheet->records.front().request)
          .movement()
          .lines();
  WriteFlags flags = WriteFlagsOf(arguments);
  if (flags.request_id.empty()) {
    flags.request_id = ImportId(start.SerializeAsString());
  }
  flags.resends = true;
  const auto parts_at = [&start](absl::Time) {
    return std::vector<PendingPart>{
        {google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
             std::string(kMovementMethod)),
         std::make_shared<CreateMovementRequest>(start)}};
  };
  const auto responses = Write(session, flags, parts_at);
  if (!responses.ok()) return responses.status();
  status = Show(session, ImportedViews(), *responses->front());
  if (status.ok()) ShowReceipt(session, *responses->front());
  return status;
}

}  // namespace

CommandTable StockImportCommands() {
  return {{.noun = "stock",
           .verb = "import",
           .flags = {{"FILE", "", true},
                     {"--store", "", true},
                     {"--kind", "", true},
                     {"--time", "", true},
                     {"--origin", ""},
                     {"--donor", ""},
                     {"--commitment", ""},
                     {"--order-line", ""},
                     {"--reason", ""},
                     {"--counterparty", ""},
                     {"--note", ""},
                     {"--check", "", false, {}, FlagKind::kSwitch},
                     {"--request-id", ""}},
           .example = "stock import deliveries.csv --store "
                      "people-hospital/pharmacy --kind receive --time "
                      "'2020-02-01 09:30' --origin donor --donor red-cross",
           .run = ImportMovement}};
}

}  // namespace epiledger::cli
