#include "services/gateway/command_service.h"

#include <memory>
#include <string>
#include <utility>

#include "epiledger/command/v1/command_service.pb.h"
#include "services/gateway/asking.h"
#include "services/gateway/facility.h"
#include "services/gateway/overview.h"
#include "services/gateway/sight.h"

namespace epiledger::gateway {
namespace {

using command::v1::GetFacilityRequest;
using command::v1::GetOverviewRequest;
using google::protobuf::Message;

constexpr std::string_view kService = "epiledger.command.v1.CommandService";
constexpr std::string_view kFacilityName =
    "counties/{county}/facilities/{facility}";

void GetOverview(const CommandBackend& backend, const rpc::CallContext& context,
                 const GetOverviewRequest& request, rpc::Respond respond) {
  AnswerOverview(
      backend, QuestionOf(request, CountyIn(kCountyName, request.name())),
      SightOfCounty(context.caller), context.deadline, std::move(respond));
}

void GetFacility(const CommandBackend& backend, const rpc::CallContext& context,
                 const GetFacilityRequest& request, rpc::Respond respond) {
  const Sight sight = SightOfFacility(context.caller);
  Renderer renderer;
  renderer.from_parts = [sight, name = request.name(), clock = backend.clock](
                            const Parts& parts, const Question&) -> Rendered {
    const auto picture = MakeFacilityPicture(name, parts, sight, clock->Now());
    if (!picture.ok()) return picture.status();
    return picture->SerializeAsString();
  };
  renderer.from_kept = [from_parts =
                            renderer.from_parts](const CountyPicture& picture) {
    return from_parts(picture.parts(), {});
  };
  Answer({backend, QuestionOf(request, CountyIn(kFacilityName, request.name())),
          context.deadline, std::move(renderer), std::move(respond)});
}

}  // namespace

void AnswerOverview(const CommandBackend& backend, Question question,
                    const Sight& sight, absl::Time deadline,
                    rpc::Respond respond) {
  Renderer renderer;
  renderer.from_parts = [sight, county = question.county,
                         clock = backend.clock](const Parts& parts,
                                                const Question&) -> Rendered {
    return OverviewBytes(county, parts, sight, clock->Now());
  };
  renderer.from_kept =
      [sight, clock = backend.clock](CountyPicture& picture) -> Rendered {
    return *picture.Overview(sight, clock->Now());
  };
  Answer({backend, std::move(question), deadline, std::move(renderer),
          std::move(respond)});
}

rpc::MethodTable CommandMethods(const CommandBackend& backend) {
  // Methods are found by name alone, and a linker drops the descriptors that
  // nobody refers to.
  google::protobuf::LinkMessageReflection<GetOverviewRequest>();
  return {
      {rpc::FindMethod(kService, "GetOverview"),
       [backend](const rpc::CallContext& context,
                 const std::shared_ptr<const Message>& request,
                 rpc::Respond respond) {
         GetOverview(backend, context,
                     static_cast<const GetOverviewRequest&>(*request),
                     std::move(respond));
       }},
      {rpc::FindMethod(kService, "GetFacility"),
       [backend](const rpc::CallContext& context,
                 const std::shared_ptr<const Message>& request,
                 rpc::Respond respond) {
         GetFacility(backend, context,
                     static_cast<const GetFacilityRequest&>(*request),
                     std::move(respond));
       }},
  };
}

}  // namespace epiledger::gateway
