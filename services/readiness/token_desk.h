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
  // Signs with the key in `key.key_file`, which is read anew for each token:
  // one that takes its place signs as soon as `tokens` trusts its public half.
  // Until then, or when it cannot be used, the last one signs. Feeds `tokens`
  // with the revocations in `books`, in the key's record of bootstraps, and in
  // `revocation_list`, where what was known is kept for books that are restored
  // from before; it may be empty. Books and tokens must outlive Close(). Errors
  // as TokenSigner::Create.
  [[nodiscard]] absl::Status Open(const rpc::TokenSignerOptions& key,
                                  book::Books& books,
                                  rpc::TokenVerifier& tokens,
                                  const std::string& revocation_list = "");
  void Close();

  // UNAVAILABLE while it is not open.
  [[nodiscard]] absl::StatusOr<std::string> Sign(const rpc::TokenClaims& claims)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // See revocation_list.h, and what was known before the books were restored;
  // UNAVAILABLE while it is not open. Blocks.
  [[nodiscard]] absl::StatusOr<v1::ListRevocationsResponse> ListRevocations()
      const ABSL_LOCKS_EXCLUDED(mutex_);

  // How many of them the books lack; nothing while it is not open.
  [[nodiscard]] std::optional<int64_t> LostRevocations() const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // A token may have been revoked: the service's own list follows at once.
  void NoteRevocation();

 private:
  // The token that the file's key signs, where that is another key by now.
  [[nodiscard]] absl::StatusOr<std::string> SignAnew(
      const rpc::TokenClaims& claims) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  rpc::TokenSignerOptions key_ ABSL_GUARDED_BY(mutex_);
  std::optional<rpc::TokenSigner> signer_ ABSL_GUARDED_BY(mutex_);
  rpc::TokenVerifier* tokens_ ABSL_GUARDED_BY(mutex_) = nullptr;
  // Asks for the list; empty while it is not open.
  host::RevocationFollower::Fetch revocations_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<host::RevocationFollower> follower_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_TOKEN_DESK_H_
