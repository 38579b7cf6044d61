// Denial: an authenticated caller asked for what it may not do. Denials become
// entries of the access book; unauthenticated calls are only counted.
#ifndef EPILEDGER_SERVICES_RPC_DENIAL_H_
#define EPILEDGER_SERVICES_RPC_DENIAL_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

struct Denial {
  Caller caller;
  // `epiledger.funding.v1.FundingService.CreateFund`.
  std::string method;
  // A reason of the catalogue, such as `FACILITY_NOT_ALLOWED`.
  std::string reason;
  // The resource names asked for, as far as they were read; at most
  // limits::kMaxDenialNames.
  std::vector<std::string> names;
  absl::Time time;
};

// Takes a denial after the caller was answered. Called on a gRPC thread: it
// must not block, so it queues.
using DenialSink = std::function<void(const Denial&)>;

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_DENIAL_H_
