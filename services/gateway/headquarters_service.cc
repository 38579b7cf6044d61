#include "services/gateway/headquarters_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/gateway/asking.h"
#include "services/gateway/changes_question.h"
#include "services/gateway/moment_page.h"
#include "services/gateway/ranking.h"
#include "services/gateway/sight.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::ListChangesRequest;
using command::v1::RankedFacility;
using command::v1::RankFacilitiesRequest;
using command::v1::RankFacilitiesResponse;
using command::v1::WatchOverviewRequest;
using google::protobuf::Message;

constexpr std::string_view kHeadquartersService =
    "epiledger.command.v1.HeadquartersService";

// Leaves one facility of a ranking, with its place among all.
void KeepFacility(const std::string& name, RankFacilitiesResponse& response) {
  auto& facilities = *response.mutable_facilities();
  facilities.erase(std::remove_if(facilities.begin(), facilities.end(),
                                  [&name](const RankedFacility& facility) {
                                    return facility.facility() != name;
                                  }),
                   facilities.end());
  response.set_total_size(facilities.size());
}

// A ranking under way.
struct RankQuestion {
  std::shared_ptr<const rpc::PageTokens> pages;
  RankFacilitiesRequest request;
  MomentPage page;
  bool shows_names = false;
};

// `moment`: when all pages show it, where that is known.
Rendered RenderRanking(const RankQuestion& asked, const Parts& parts,
                       std::optional<absl::Time> moment, absl::Time now) {
  RankFacilitiesResponse response = RankFacilities(parts, now);
  if (!asked.request.facility().empty()) {
    KeepFacility(asked.request.facility(), response);
  }
  const auto all = static_cast<size_t>(response.facilities_size());
  const size_t end = KeepPage(asked.page, *response.mutable_facilities());
  if (end < all) {
    if (!moment.has_value()) return std::nullopt;
    response.set_next_page_token(
        MomentToken(*asked.pages, asked.request, *moment, end));
  }
  if (!asked.shows_names) ErasePersonal(response);
  return response.SerializeAsString();
}

void Rank(const HeadquartersBackend& backend, const rpc::CallContext& context,
          const RankFacilitiesRequest& request, rpc::Respond respond) {
  auto page = ReadMomentPage(*backend.pages, request, request.page_token(),
                             request.page_size());
  if (!page.ok()) {
    std::move(respond)(page.status());
    return;
  }
  Question question =
      QuestionOf(request, CountyIn(kCountyName, request.parent()));
  if (page->moment.has_value()) {
    *question.as_of.mutable_recorded_time() = ToTimestamp(*page->moment);
  }
  const RankQuestion asked{backend.pages, request, *page,
                           SightOfCounty(context.caller).names};
  Renderer renderer;
  renderer.from_parts = [asked, clock = backend.command.clock](
                            const Parts& parts, const Question& of) {
    std::optional<absl::Time> moment;
    if (of.as_of.has_recorded_time()) {
      moment = ToTime(of.as_of.recorded_time());
    }
    return RenderRanking(asked, parts, moment, clock->Now());
  };
  renderer.from_kept = [asked, clock = backend.command.clock](
                           const CountyPicture& picture) {
    return RenderRanking(asked, picture.parts(), std::nullopt, clock->Now());
  };
  Answer({backend.command, std::move(question), context.deadline,
          std::move(renderer), std::move(respond)});
}

}  // namespace

rpc::MethodTable HeadquartersMethods(const HeadquartersBackend& backend) {
  // As in CommandMethods.
  google::protobuf::LinkMessageReflection<RankFacilitiesRequest>();
  return {
      {rpc::FindMethod(kHeadquartersService, "RankFacilities"),
       [backend](const rpc::CallContext& context,
                 const std::shared_ptr<const Message>& request,
                 rpc::Respond respond) {
         Rank(backend, context,
              static_cast<const RankFacilitiesRequest&>(*request),
              std::move(respond));
       }},
      {rpc::FindMethod(kHeadquartersService, "ListChanges"),
       [backend](const rpc::CallContext& context,
                 const std::shared_ptr<const Message>& request,
                 rpc::Respond respond) {
         AskChanges(backend.command, backend.pages, context,
                    static_cast<const ListChangesRequest&>(*request),
                    std::move(respond));
       }},
  };
}

rpc::StreamTable HeadquartersStreams(const HeadquartersBackend& backend) {
  google::protobuf::LinkMessageReflection<WatchOverviewRequest>();
  return {
      {rpc::FindMethod(kHeadquartersService, "WatchOverview"),
       [watch = backend.watch](const rpc::CallContext& context,
                               const std::shared_ptr<const Message>& request,
                               std::shared_ptr<rpc::ResponseStream> stream) {
         const auto& asked = static_cast<const WatchOverviewRequest&>(*request);
         watch->Add(CountyIn(kCountyName, asked.name()), context.caller,
                    std::move(stream));
       }}};
}

}  // namespace epiledger::gateway
