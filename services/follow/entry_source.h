// AskForEntries: reads a service's journal over its port, as the service whose
// certificate the channel shows.
#ifndef EPILEDGER_SERVICES_FOLLOW_ENTRY_SOURCE_H_
#define EPILEDGER_SERVICES_FOLLOW_ENTRY_SOURCE_H_

#include <memory>

#include "grpcpp/channel.h"
#include "services/follow/county_follower.h"

namespace epiledger::follow {

[[nodiscard]] FetchEntries AskForEntries(
    const std::shared_ptr<grpc::Channel>& channel);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_ENTRY_SOURCE_H_
