// The question what changed in a county between two recorded times, from the
// call to its answer: both pictures are asked of the services.
#ifndef EPILEDGER_SERVICES_GATEWAY_CHANGES_QUESTION_H_
#define EPILEDGER_SERVICES_GATEWAY_CHANGES_QUESTION_H_

#include <memory>

#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/gateway/command_service.h"
#include "services/rpc/caller.h"
#include "services/rpc/method.h"
#include "services/rpc/page_token.h"

namespace epiledger::gateway {

// Answers ListChanges, once. What `backend` holds must outlive the question.
void AskChanges(const CommandBackend& backend,
                const std::shared_ptr<const rpc::PageTokens>& pages,
                const rpc::CallContext& context,
                const command::v1::ListChangesRequest& request,
                rpc::Respond respond);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_CHANGES_QUESTION_H_
