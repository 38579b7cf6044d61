// TokenDesk: signs tokens and hears of revocations for the running process. It
// is made before the process and opened once there is one to work for.
#ifndef EPILEDGER_SERVICES_READINESS_TOKEN_DESK_H_
#define EPILEDGER_SERVICES_READINESS_TOKEN_DESK_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/book/books.h"
#include "services/host/revocations.h"
#include "services/rpc/token.h"
#include "services/rpc/token_signer.h"

namespace epiledger::readiness {

// Thread-safe.
class TokenDesk {
 public:
  // Signs with the key in `key.key_file`; feeds `tokens` with the revocations
  // in `books` and in the key's record of bootstraps. Both must outlive
  // Close(). Errors as TokenSigner::Create.
  [[nodiscard]] absl::Status Open(const rpc::TokenSignerOptions& key,
                                  book::Books& books,
                                  rpc::TokenVerifier& tokens);
  void Close();

  // UNAVAILABLE while it is not open.
  [[nodiscard]] absl::StatusOr<std::string> Sign(
      const rpc::TokenClaims& claims) const;

  // See revocation_list.h; UNAVAILABLE while it is not open. Blocks.
  [[nodiscard]] absl::StatusOr<v1::ListRevocationsResponse> ListRevocations()
      const;

  // A token may have been revoked: the service's own list follows at once.
  void NoteRevocation();

 private:
  mutable absl::Mutex mutex_;
  std::optional<rpc::TokenSigner> signer_ ABSL_GUARDED_BY(mutex_);
  // Asks for the list; empty while it is not open.
  host::RevocationFollower::Fetch revocations_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<host::RevocationFollower> follower_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_TOKEN_DESK_H_
