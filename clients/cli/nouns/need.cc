#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/stock_days.h"
#include "clients/cli/terminal/display_width.h"
#include "clients/cli/terminal/sparkline.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

const std::vector<View>& HistoryViews() {
  static const std::vector<View> views = {
      {"history.days",
       {"date", "opening", "flows.received", "flows.brought_back",
        "flows.moved_in", "flows.moved_out", "flows.between_stores",
        "flows.issued", "flows.sent_back", "flows.lost", "flows.counted_change",
        "closing", "usable", "used", "counted", "without_stock",
        "unknown_stores"}},
      {"history",
       {"days_without_stock", "days_with_stock", "days_unknown", "used",
        "days_use_known"}},
      {"", {"item", "base_unit", "last_count_time"}}};
  return views;
}

// Columns of a chart on the terminal.
constexpr size_t kChartColumns = 60;

// What is usable at the end of each day, and what is used, as two lines.
std::string ChartOf(const supplies::v1::StockHistory& history,
                    const Texts& texts) {
  const std::string of_stock = texts("usable");
  const std::string of_use = texts("used");
  const size_t width = std::max(DisplayWidth(of_stock), DisplayWidth(of_use));
  std::string chart;
  for (const auto& [label, figures] :
       {std::pair(of_stock, UsableByDay(history)),
        std::pair(of_use, UsedByDay(history))}) {
    chart += Concat(label, std::string(width - DisplayWidth(label) + 2, ' '),
                    Sparkline(figures, kChartColumns), "\n");
  }
  return chart;
}

// The views, and for a person the chart behind them.
template <typename Response>
absl::Status ShowHistory(Session& session, const Arguments&,
                         const google::protobuf::Message& response) {
  const absl::Status shown = Show(session, HistoryViews(), response);
  if (!shown.ok() || session.settings().format != Format::kTable) return shown;
  session.environment().out
      << "\n"
      << ChartOf(static_cast<const Response&>(response).history(),
                 session.texts());
  return absl::OkStatus();
}

}  // namespace

CommandTable NeedCommands() {
  return {
      {.noun = "need",
       .verb = "list",
       .method = "epiledger.supplies.v1.NeedService.ListOrderSuggestions",
       .flags = {{"FACILITY", "facility"},
                 {"--item", "item"},
                 {"--lacking", "needed_only"}},
       .views = {{"order_suggestions",
                  {"facility", "store", "item", "order", "order_pack",
                   "order_packs", "reason", "free", "in_transit", "held_for",
                   "asked_for", "projected", "min", "max", "target_days",
                   "supply.days_tenths:tenths", "supply.band", "knowledge",
                   "last_count_age_days"}},
                 {"", {"needed", "unknown", "enough"}}},
       .example = "need list people-hospital --lacking"},
      {.noun = "need",
       .verb = "history",
       .method = "epiledger.supplies.v1.NeedService.GetStockHistory",
       .flags = {{"ITEM", "item"},
                 {"--store", "store"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = HistoryViews(),
       .past = Past::kTime,
       .example = "need history n95 --facility people-hospital --from "
                  "2020-01-01 --until 2020-01-31",
       .show = ShowHistory<supplies::v1::GetStockHistoryResponse>},
      {.noun = "need",
       .verb = "item",
       .method = "epiledger.supplies.v1.NeedService.GetItemHistory",
       .flags = {{"ITEM", "name"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = HistoryViews(),
       .past = Past::kTime,
       .example = "need item n95 --from 2020-01-01 --until 2020-01-31",
       .show = ShowHistory<supplies::v1::GetItemHistoryResponse>},
      {.noun = "need",
       .verb = "patients",
       .method = "epiledger.command.v1.PatientUseService.GetPatientUse",
       .flags = {{"ITEM", "item"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = {{"days",
                  {"date", "used", "patients", "absent_reason", "matched"}},
                 {"",
                  {"item", "base_unit", "per_patient_thousandths:thousandths",
                   "used", "patient_days", "matched_days", "days_use_known",
                   "days_patients_known", "days_left_out"}}},
       .past = Past::kKnownTime,
       .example = "need patients n95 --facility people-hospital --from "
                  "2020-01-01 --until 2020-01-31"},
  };
}

}  // namespace epiledger::cli
