// DenialReporter: hands what the gateway itself denied to readiness, which
// records it in the access book of the person's county. The caller's answer
// does not wait for it.
#ifndef EPILEDGER_SERVICES_GATEWAY_DENIAL_REPORTER_H_
#define EPILEDGER_SERVICES_GATEWAY_DENIAL_REPORTER_H_

#include <atomic>
#include <memory>

#include "services/gateway/upstream.h"
#include "services/rpc/denial.h"

namespace epiledger::gateway {

// Thread-safe; nothing blocks. May go away while reports are under way.
class DenialReporter {
 public:
  // `readiness` must outlive the reporter.
  explicit DenialReporter(Upstream& readiness);

  // Reports it. What cannot be recorded is logged whole: readiness cannot be
  // reached, limits::kMaxDenialsReported are under way already, or the token
  // has no county in whose book it could stand.
  void Report(const rpc::Denial& denial);

 private:
  Upstream& readiness_;
  // Outlives the reporter with the last report.
  const std::shared_ptr<std::atomic<int>> under_way_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_DENIAL_REPORTER_H_
