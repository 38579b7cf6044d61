#include "services/readiness/token_desk.h"

#include <utility>

#include "services/readiness/revocation_list.h"

namespace epiledger::readiness {

void TokenDesk::Open(rpc::TokenSigner signer, book::Books& books,
                     rpc::TokenVerifier& tokens) {
  auto follower = std::make_unique<host::RevocationFollower>(
      [&books] { return ReadRevocations(books); }, tokens);
  const absl::MutexLock lock(&mutex_);
  signer_ = std::move(signer);
  follower_ = std::move(follower);
}

void TokenDesk::Close() {
  std::unique_ptr<host::RevocationFollower> follower;
  {
    const absl::MutexLock lock(&mutex_);
    signer_.reset();
    follower = std::move(follower_);
  }
}

absl::StatusOr<std::string> TokenDesk::Sign(
    const rpc::TokenClaims& claims) const {
  const absl::MutexLock lock(&mutex_);
  if (!signer_.has_value()) {
    return absl::UnavailableError("no key of tokens is open");
  }
  return signer_->Sign(claims);
}

void TokenDesk::NoteRevocation() {
  const absl::MutexLock lock(&mutex_);
  if (follower_ != nullptr) follower_->AskSoon();
}

}  // namespace epiledger::readiness
