#include "services/gateway/asking.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

void AnswerFromServices(Asking asking, const std::vector<SourceId>& sources,
                        Parts parts);

// The same question about this moment.
void AskAboutNow(Asking asking) {
  *asking.question.as_of.mutable_recorded_time() =
      ToTimestamp(asking.backend.clock->Now());
  AnswerFromServices(std::move(asking), {kSourceIds.begin(), kSourceIds.end()},
                     {});
}

void Finish(Asking asking, Rendered rendered) {
  if (!rendered.ok()) {
    std::move(asking.respond)(rendered.status());
  } else if (rendered->has_value()) {
    std::move(asking.respond)(*std::move(*rendered));
  } else {
    AskAboutNow(std::move(asking));
  }
}

void AnswerFromServices(Asking asking, const std::vector<SourceId>& sources,
                        Parts parts) {
  // Read before `asking` moves into the function that takes the answers.
  const CommandBackend backend = asking.backend;
  const Question question = asking.question;
  const absl::Time deadline = asking.deadline;
  AskServices(
      backend.upstreams, question, sources, std::move(parts), deadline,
      *backend.clock,
      [asking = std::move(asking)](absl::StatusOr<Parts> answered) mutable {
        if (!answered.ok()) {
          std::move(asking.respond)(answered.status());
          return;
        }
        Rendered rendered =
            asking.renderer.from_parts(*answered, asking.question);
        Finish(std::move(asking), std::move(rendered));
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
    Rendered rendered = asking.renderer.from_kept(picture);
    Finish(std::move(asking), std::move(rendered));
  } else {
    AnswerFromServices(std::move(asking), sources, std::move(parts));
  }
}

}  // namespace

std::string CountyIn(std::string_view pattern, std::string_view name) {
  const auto parts = rpc::MatchName(pattern, name);
  return parts.has_value() ? std::string(parts->Get("county")) : "";
}

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

}  // namespace epiledger::gateway
