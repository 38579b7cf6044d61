// Retry: when a call that found the service away is made again.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_RETRY_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_RETRY_H_

#include "absl/time/time.h"
#include "grpcpp/support/status.h"

namespace epiledger::cli {

class Retry {
 public:
  // Tries go on for `patience` from now.
  explicit Retry(absl::Duration patience);

  // After a call that ended with `status`: waits and returns true when it is to
  // be made again. Pauses grow, and are as long as the service asks for.
  [[nodiscard]] bool Again(const grpc::Status& status);

 private:
  const absl::Time end_;
  absl::Duration pause_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_RETRY_H_
