// One facility, with what fails there and the course of what it is short of.
#include <algorithm>
#include <string>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/hq_views.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/overview_views.h"
#include "clients/cli/nouns/stock_days.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/terminal/display_width.h"
#include "clients/cli/terminal/sparkline.h"
#include "clients/cli/values/parse_value.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using command::v1::RankFacilitiesRequest;
using command::v1::RankFacilitiesResponse;
using supplies::v1::GetStockHistoryRequest;
using supplies::v1::GetStockHistoryResponse;

// `counties/990101` of `counties/990101/facilities/a`.
std::string CountyOf(const std::string& facility) {
  return facility.substr(0, facility.rfind("/facilities/"));
}

// The most urgent of its items, each asked for on its own.
constexpr int kCharts = 10;
constexpr size_t kColumns = 30;

const google::protobuf::MethodDescriptor& HistoryMethod() {
  return *GetStockHistoryRequest::descriptor()
              ->file()
              ->service(0)
              ->FindMethodByName("GetStockHistory");
}

const google::protobuf::MethodDescriptor& RankMethod() {
  return *RankFacilitiesRequest::descriptor()
              ->file()
              ->service(0)
              ->FindMethodByName("RankFacilities");
}

// The picture's moment holds for what stands beside it, too.
template <typename Request>
absl::Status SetMoment(const Session& session, const Arguments& arguments,
                       Request& request) {
  const std::string recorded = arguments.Text("--as-of-recorded");
  if (recorded.empty()) return absl::OkStatus();
  return ParseValueAt(recorded, session.values(), request,
                      "as_of.recorded_time");
}

// What fails there, by the county's ranking, which is not for a facility's own
// people.
absl::Status ShowProblems(Session& session, const Arguments& arguments,
                          const command::v1::FacilityPicture& picture) {
  if (!session.values().place.facility.empty()) return absl::OkStatus();
  RankFacilitiesRequest request;
  request.set_parent(CountyOf(picture.name()));
  request.set_facility(picture.name());
  absl::Status status = SetMoment(session, arguments, request);
  RankFacilitiesResponse response;
  if (status.ok()) status = Read(session, RankMethod(), request, response);
  if (!status.ok()) return status;
  session.environment().out << "\n";
  return Show(session, {ProblemView()}, response);
}

// A line for each item: its stock over the last days.
absl::Status ShowCharts(Session& session, const Arguments& arguments,
                        const command::v1::FacilityPicture& picture) {
  const auto& stocks = picture.supplies().stocks();
  const int count = std::min(stocks.size(), kCharts);
  size_t width = 0;
  for (int i = 0; i < count; ++i) {
    width = std::max(width, DisplayWidth(ShortName(stocks[i].item())));
  }
  std::string charts;
  for (int i = 0; i < count; ++i) {
    GetStockHistoryRequest request;
    request.set_name(picture.name());
    request.set_item(stocks[i].item());
    absl::Status status = SetMoment(session, arguments, request);
    GetStockHistoryResponse response;
    if (status.ok()) status = Read(session, HistoryMethod(), request, response);
    if (!status.ok()) return status;
    const std::string name = ShortName(stocks[i].item());
    charts +=
        Concat(name, std::string(width - DisplayWidth(name) + 2, ' '),
               Sparkline(UsableByDay(response.history()), kColumns), "\n");
  }
  if (!charts.empty()) {
    session.environment().out << "\n"
                              << session.texts()("HQ_CHARTS") << "\n"
                              << charts;
  }
  return absl::OkStatus();
}

absl::Status ShowFacility(Session& session, const Arguments& arguments,
                          const google::protobuf::Message& response) {
  const absl::Status shown = Show(session, FacilityViews(), response);
  if (!shown.ok() || session.settings().format != Format::kTable) return shown;
  const auto& picture =
      static_cast<const command::v1::FacilityPicture&>(response);
  const absl::Status problems = ShowProblems(session, arguments, picture);
  return problems.ok() ? ShowCharts(session, arguments, picture) : problems;
}

}  // namespace

CommandTable HqFacilityCommands() {
  return {{.noun = "hq",
           .verb = "facility",
           .method = "epiledger.command.v1.CommandService.GetFacility",
           .flags = {{"FACILITY", "name"}},
           .views = FacilityViews(),
           .past = Past::kKnownTime,
           .example = "hq facility people-hospital",
           .show = ShowFacility}};
}

}  // namespace epiledger::cli
