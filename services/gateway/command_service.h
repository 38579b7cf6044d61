// The method table of epiledger.command.v1.CommandService.
#ifndef EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_

#include "absl/time/time.h"
#include "services/clock.h"
#include "services/gateway/feeds.h"
#include "services/gateway/forward.h"
#include "services/gateway/question.h"
#include "services/gateway/sight.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

// What the methods answer from; all of it outlives the server.
struct CommandBackend {
  Upstreams upstreams;
  Feeds* feeds = nullptr;
  const Clock* clock = nullptr;
};

// Answers a question about a county with a serialised Overview as `sight` shows
// it, or with an error: what GetOverview does, for others that need the same.
void AnswerOverview(const CommandBackend& backend, Question question,
                    const Sight& sight, absl::Time deadline,
                    rpc::Respond respond);

[[nodiscard]] rpc::MethodTable CommandMethods(const CommandBackend& backend);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_
