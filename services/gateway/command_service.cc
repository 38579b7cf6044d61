#include "services/gateway/command_service.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/command/v1/command_service.pb.h"
#include "services/gateway/facility.h"
#include "services/gateway/overview.h"
#include "services/gateway/question.h"
#include "services/gateway/sight.h"
#include "services/rpc/names.h"

namespace epiledger::gateway {
namespace {

using command::v1::GetFacilityRequest;
using command::v1::GetOverviewRequest;
using google::protobuf::Message;

constexpr std::string_view kService = "epiledger.command.v1.CommandService";
constexpr std::string_view kCountyName = "counties/{county}";
constexpr std::string_view kFacilityName =
    "counties/{county}/facilities/{facility}";

// How one method makes its answer, from what was asked of the services or from
// the picture that is kept.
struct Renderer {
  std::function<absl::StatusOr<std::string>(const Parts& parts)> from_parts;
  std::function<absl::StatusOr<std::string>(CountyPicture& picture)> from_kept;
};

template <typename Request>
Question QuestionOf(const Request& request, std::string_view pattern) {
  // The name fits: dispatch has checked it.
  Question question;
  const auto parts = rpc::MatchName(pattern, request.name());
  if (parts.has_value()) question.county = std::string(parts->Get("county"));
  question.as_of = request.as_of();
  question.after.assign(request.after().begin(), request.after().end());
  return question;
}

// A question under way.
struct Asking {
  CommandBackend backend;
  Question question;
  absl::Time deadline;
  Renderer renderer;
  rpc::Respond respond;
};

void AnswerFromServices(Asking asking, const std::vector<SourceId>& sources,
                        Parts parts) {
  AskServices(asking.backend.upstreams, asking.question, sources,
              std::move(parts), asking.deadline, *asking.backend.clock,
              [renderer = std::move(asking.renderer),
               respond = std::move(asking.respond)](
                  absl::StatusOr<Parts> answered) mutable {
                if (answered.ok()) {
                  std::move(respond)(renderer.from_parts(*answered));
                } else {
                  std::move(respond)(answered.status());
                }
              });
}

void AnswerFromPicture(Asking asking, CountyPicture& picture) {
  if (picture.IsUnknown()) {
    std::move(asking.respond)(CountyNotFound(asking.question.county));
    return;
  }
  Parts parts = picture.parts();
  const std::vector<SourceId> sources = SourcesToAsk(asking.question, parts);
  if (sources.empty()) {
    std::move(asking.respond)(asking.renderer.from_kept(picture));
  } else {
    AnswerFromServices(std::move(asking), sources, std::move(parts));
  }
}

// From the kept picture as far as it answers the question, from the services
// where it does not.
void Answer(Asking asking) {
  const absl::Status valid = CheckQuestion(asking.question);
  if (!valid.ok()) {
    std::move(asking.respond)(valid);
    return;
  }
  const std::shared_ptr<CountyPicture> picture =
      asking.backend.feeds->Watch(asking.question.county);
  if (picture == nullptr) {
    AnswerFromServices(std::move(asking),
                       {kSourceIds.begin(), kSourceIds.end()}, {});
    return;
  }
  picture->WhenTried([picture, asking = std::move(asking)]() mutable {
    AnswerFromPicture(std::move(asking), *picture);
  });
}

void GetOverview(const CommandBackend& backend, const rpc::CallContext& context,
                 const GetOverviewRequest& request, rpc::Respond respond) {
  AnswerOverview(backend, QuestionOf(request, kCountyName),
                 SightOfCounty(context.caller), context.deadline,
                 std::move(respond));
}

void GetFacility(const CommandBackend& backend, const rpc::CallContext& context,
                 const GetFacilityRequest& request, rpc::Respond respond) {
  const Sight sight = SightOfFacility(context.caller);
  Renderer renderer;
  renderer.from_parts = [sight, name = request.name(), clock = backend.clock](
                            const Parts& parts) -> absl::StatusOr<std::string> {
    const auto picture = MakeFacilityPicture(name, parts, sight, clock->Now());
    if (!picture.ok()) return picture.status();
    return picture->SerializeAsString();
  };
  renderer.from_kept = [from_parts =
                            renderer.from_parts](const CountyPicture& picture) {
    return from_parts(picture.parts());
  };
  Answer({backend, QuestionOf(request, kFacilityName), context.deadline,
          std::move(renderer), std::move(respond)});
}

}  // namespace

void AnswerOverview(const CommandBackend& backend, Question question,
                    const Sight& sight, absl::Time deadline,
                    rpc::Respond respond) {
  Renderer renderer;
  renderer.from_parts = [sight, county = question.county,
                         clock = backend.clock](const Parts& parts) {
    return OverviewBytes(county, parts, sight, clock->Now());
  };
  renderer.from_kept = [sight, clock = backend.clock](CountyPicture& picture) {
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
