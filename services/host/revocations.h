// RevocationFollower: keeps a service's list of revoked tokens: all that
// readiness has, and all that it ever had of tokens that have not ended, for
// its books may have been restored from before a revocation. While readiness
// cannot be asked the last list holds, also over a restart where a file for it
// is given.
//
// A revocation holds here at the latest limits::kRevocationPoll +
// limits::kRevocationTimeout after readiness recorded it.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_HOST_REVOCATIONS_H_
#define EPILEDGER_SERVICES_HOST_REVOCATIONS_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "grpcpp/channel.h"
#include "services/clock.h"
#include "services/host/known_revocations.h"
#include "services/latencies.h"
#include "services/metrics/readings.h"
#include "services/rpc/token.h"
#include "services/steady.h"

namespace epiledger::host {

class RevocationFollower {
 public:
  // Gives the list as it is now. May block.
  using Fetch =
      std::function<absl::StatusOr<readiness::v1::ListRevocationsResponse>()>;

  // Takes the list in `file`, if there is one, then asks once before it
  // returns, then again and again from a thread of its own. `file` may be
  // empty; `tokens` and `clock` must outlive the follower.
  RevocationFollower(Fetch fetch, rpc::TokenVerifier& tokens,
                     const Clock& clock, std::string file = "");
  ~RevocationFollower();
  RevocationFollower(const RevocationFollower&) = delete;
  RevocationFollower& operator=(const RevocationFollower&) = delete;

  // Asks at once, from the follower's thread; does not block.
  void AskSoon();

  // Since the list was asked for that holds now; since the start where none
  // came yet.
  [[nodiscard]] absl::Duration Age() const ABSL_LOCKS_EXCLUDED(mutex_);

  // How many tokens are held for revoked that readiness does not list.
  [[nodiscard]] int64_t Lost() const ABSL_LOCKS_EXCLUDED(mutex_);

  // Adds what is known here and not in `list`.
  void AddTo(readiness::v1::ListRevocationsResponse& list) const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Age() and Lost(), of a service that asks another.
  void AddFigures(metrics::Readings& readings) const
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  void Ask() ABSL_LOCKS_EXCLUDED(mutex_);
  // Logs whether it could be asked for, where that changed.
  void NoteAnswer(const absl::Status& status);
  void Take(const readiness::v1::ListRevocationsResponse& list)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void LoadFile();
  void Keep() ABSL_LOCKS_EXCLUDED(mutex_);

  const Fetch fetch_;
  rpc::TokenVerifier& tokens_;
  const Clock& clock_;
  const std::string file_;
  // What the file holds; touched by one thread at a time.
  std::string kept_;
  bool was_reachable_ = true;

  mutable absl::Mutex mutex_;
  KnownRevocations known_ ABSL_GUARDED_BY(mutex_);
  Stopwatch since_ ABSL_GUARDED_BY(mutex_);
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  SteadyWait wait_;
  std::thread thread_;
};

// Asks readiness over `channel`, as the service whose certificate it shows.
[[nodiscard]] RevocationFollower::Fetch AskReadiness(
    const std::shared_ptr<grpc::Channel>& channel);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REVOCATIONS_H_
