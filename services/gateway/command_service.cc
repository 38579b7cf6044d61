#include "services/gateway/command_service.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>

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

void AnswerFromServices(const CommandBackend& backend, const Question& question,
                        absl::Time deadline, Renderer renderer,
                        rpc::Respond respond) {
  AskServices(backend.upstreams, question, deadline, *backend.clock,
              [renderer = std::move(renderer), respond = std::move(respond)](
                  absl::StatusOr<Parts> parts) mutable {
                if (parts.ok()) {
                  std::move(respond)(renderer.from_parts(*parts));
                } else {
                  std::move(respond)(parts.status());
                }
              });
}

// From the kept picture where it answers the question, from the services where
// it does not.
void Answer(const CommandBackend& backend, const rpc::CallContext& context,
            Question question, Renderer renderer, rpc::Respond respond) {
  if (const absl::Status valid = CheckQuestion(question); !valid.ok()) {
    std::move(respond)(valid);
    return;
  }
  const std::shared_ptr<CountyPicture> picture =
      backend.feeds->Watch(question.county);
  const absl::Time deadline = context.deadline;
  if (picture == nullptr) {
    AnswerFromServices(backend, question, deadline, std::move(renderer),
                       std::move(respond));
    return;
  }
  picture->WhenTried(
      [backend, deadline, picture, question = std::move(question),
       renderer = std::move(renderer), respond = std::move(respond)]() mutable {
        if (picture->IsUnknown()) {
          std::move(respond)(CountyNotFound(question.county));
        } else if (IsAnsweredBy(picture->parts(), question)) {
          std::move(respond)(renderer.from_kept(*picture));
        } else {
          AnswerFromServices(backend, question, deadline, std::move(renderer),
                             std::move(respond));
        }
      });
}

void GetOverview(const CommandBackend& backend, const rpc::CallContext& context,
                 const GetOverviewRequest& request, rpc::Respond respond) {
  Question question = QuestionOf(request, kCountyName);
  const Sight sight = SightOfCounty(context.caller);
  Renderer renderer;
  renderer.from_parts = [sight, county = question.county,
                         clock = backend.clock](const Parts& parts) {
    return OverviewBytes(county, parts, sight, clock->Now());
  };
  renderer.from_kept = [sight, clock = backend.clock](CountyPicture& picture) {
    return *picture.Overview(sight, clock->Now());
  };
  Answer(backend, context, std::move(question), std::move(renderer),
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
  Answer(backend, context, QuestionOf(request, kFacilityName),
         std::move(renderer), std::move(respond));
}

}  // namespace

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
