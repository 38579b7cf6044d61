#include "services/follow/entry_source.h"

#include "epiledger/journal/v1/journal_service.grpc.pb.h"
#include "services/limits.h"
#include "services/rpc/channel.h"
#include "services/rpc/status.h"

namespace epiledger::follow {

using journal::v1::JournalService;
using journal::v1::ListEntriesRequest;
using journal::v1::ListEntriesResponse;

FetchEntries AskForEntries(const std::shared_ptr<grpc::Channel>& channel) {
  const std::shared_ptr<JournalService::Stub> stub =
      JournalService::NewStub(channel);
  return [stub](const ListEntriesRequest& request)
             -> absl::StatusOr<ListEntriesResponse> {
    grpc::ClientContext context;
    rpc::CallSettings settings;
    settings.timeout = limits::kFollowTimeout;
    rpc::Prepare(settings, context);
    ListEntriesResponse response;
    const grpc::Status status = stub->ListEntries(&context, request, &response);
    if (!status.ok()) return rpc::WithoutDetails(status);
    return response;
  };
}

}  // namespace epiledger::follow
