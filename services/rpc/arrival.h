// Arrival: what gRPC says of a call, read before anything is believed of it.
#ifndef EPILEDGER_SERVICES_RPC_ARRIVAL_H_
#define EPILEDGER_SERVICES_RPC_ARRIVAL_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

struct Arrival {
  // By the machine's clock, and never later than the longest allowed.
  absl::Time deadline;
  // The URI SAN of the client's certificate; empty when it has none.
  std::string certificate_uri;
  // Every value of the metadata `authorization`; the texts are the context's.
  std::vector<std::string_view> authorization;
  std::string_view accept_language;
};

// Reads `context`, which outlives the Arrival. A client without a deadline
// gets `default_wait`, a later one is cut to `max_wait` from now.
[[nodiscard]] Arrival ReadArrival(const grpc::CallbackServerContext& context,
                                  absl::Duration default_wait,
                                  absl::Duration max_wait);

// The first of Chinese and English in an `accept-language` value; English when
// neither is there.
[[nodiscard]] Language ReadLanguage(std::string_view accept_language);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_ARRIVAL_H_
