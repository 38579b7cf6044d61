// Asking: a question about a county, from the call to its answer: out of the
// kept picture as far as that answers it, from the services where it does not.
#ifndef EPILEDGER_SERVICES_GATEWAY_ASKING_H_
#define EPILEDGER_SERVICES_GATEWAY_ASKING_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/command_service.h"
#include "services/gateway/county_picture.h"
#include "services/gateway/question.h"
#include "services/rpc/method.h"
#include "services/rpc/names.h"

namespace epiledger::gateway {

// What names of counties fit.
inline constexpr std::string_view kCountyName = "counties/{county}";

// A serialised answer; nothing where it takes several pages: then the services
// are asked about this moment, so that all pages show the same.
using Rendered = absl::StatusOr<std::optional<std::string>>;

// How one method makes its answer, from what was asked of the services or from
// the picture that is kept. A question about a past point is always answered.
struct Renderer {
  std::function<Rendered(const Parts& parts, const Question& question)>
      from_parts;
  std::function<Rendered(CountyPicture& picture)> from_kept;
};

// A question under way.
struct Asking {
  CommandBackend backend;
  Question question;
  absl::Time deadline;
  Renderer renderer;
  rpc::Respond respond;
};

// The id of the county in `name`, which fits `pattern`: dispatch has checked
// it.
[[nodiscard]] std::string CountyIn(std::string_view pattern,
                                   std::string_view name);

// What a request with as_of and after asks about the county.
template <typename Request>
[[nodiscard]] Question QuestionOf(const Request& request, std::string county) {
  Question question;
  question.county = std::move(county);
  question.as_of = request.as_of();
  question.after.assign(request.after().begin(), request.after().end());
  return question;
}

// Answers it, once. INVALID_ARGUMENT as CheckQuestion, NOT_FOUND
// `BOOK_NOT_FOUND`, and what AskServices and the renderer say.
void Answer(Asking asking);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_ASKING_H_
