// The method tables of epiledger.command.v1.HeadquartersService.
#ifndef EPILEDGER_SERVICES_GATEWAY_HEADQUARTERS_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_HEADQUARTERS_SERVICE_H_

#include <memory>

#include "services/gateway/command_service.h"
#include "services/gateway/overview_watch.h"
#include "services/rpc/method.h"
#include "services/rpc/page_token.h"
#include "services/rpc/stream.h"

namespace epiledger::gateway {

// What the methods answer from; all of it outlives the server.
struct HeadquartersBackend {
  CommandBackend command;
  OverviewWatch* watch = nullptr;
  std::shared_ptr<const rpc::PageTokens> pages;
};

[[nodiscard]] rpc::MethodTable HeadquartersMethods(
    const HeadquartersBackend& backend);
[[nodiscard]] rpc::StreamTable HeadquartersStreams(
    const HeadquartersBackend& backend);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_HEADQUARTERS_SERVICE_H_
