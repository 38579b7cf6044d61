// The method table of epiledger.command.v1.BulletinIssuingService.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_SERVICE_H_

#include <functional>
#include <string_view>

#include "services/gateway/bulletin/docx.h"
#include "services/gateway/command_service.h"
#include "services/rpc/person_method.h"
#include "services/rpc/worker_pool.h"

namespace epiledger::gateway {

// What bulletins are made from and with; all of it outlives the server.
struct BulletinBackend {
  CommandBackend command;
  // Renders.
  rpc::WorkerPool* workers = nullptr;
  const Pandoc* pandoc = nullptr;
  // Called when a bulletin of `county`, an id, was recorded; must not block.
  std::function<void(std::string_view county)> on_write;
  // Gets a line when a document could not be made; must not block.
  std::function<void(std::string_view line)> log;
};

[[nodiscard]] rpc::PersonMethodTable BulletinMethods(
    const BulletinBackend& backend);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_SERVICE_H_
