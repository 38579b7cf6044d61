#include "services/readiness/token_desk.h"

#include <utility>

#include "services/host/log.h"
#include "services/readiness/bootstrap.h"
#include "services/readiness/revocation_list.h"
#include "services/text.h"

namespace epiledger::readiness {

namespace {

absl::Status NotOpen() {
  return absl::UnavailableError("no key of tokens is open");
}

}  // namespace

absl::Status TokenDesk::Open(const rpc::TokenSignerOptions& key,
                             book::Books& books, rpc::TokenVerifier& tokens,
                             const std::string& revocation_list) {
  absl::StatusOr<rpc::TokenSigner> signer = rpc::TokenSigner::Create(key);
  if (!signer.ok()) return signer.status();
  const auto revocations = [&books, record = BootstrapRecordOf(key.key_file)] {
    return ReadRevocations(books, record);
  };
  auto follower = std::make_unique<host::RevocationFollower>(
      revocations, tokens, books.clock(), revocation_list);
  const absl::MutexLock lock(&mutex_);
  key_ = key;
  signer_ = *std::move(signer);
  tokens_ = &tokens;
  revocations_ = revocations;
  follower_ = std::move(follower);
  return absl::OkStatus();
}

void TokenDesk::Close() {
  std::unique_ptr<host::RevocationFollower> follower;
  const absl::MutexLock lock(&mutex_);
  signer_.reset();
  revocations_ = nullptr;
  follower = std::move(follower_);
}

absl::StatusOr<std::string> TokenDesk::SignAnew(
    const rpc::TokenClaims& claims) {
  absl::StatusOr<rpc::TokenSigner> next = rpc::TokenSigner::Create(key_);
  if (!next.ok()) return next.status();
  if (next->key_id() == signer_->key_id()) return signer_->Sign(claims);
  absl::StatusOr<std::string> token = next->Sign(claims);
  if (!token.ok()) return token;
  const auto trusted = tokens_->Verify(*token);
  if (!trusted.ok()) return trusted.status();
  signer_ = *std::move(next);
  return token;
}

absl::StatusOr<std::string> TokenDesk::Sign(const rpc::TokenClaims& claims) {
  const absl::MutexLock lock(&mutex_);
  if (!signer_.has_value()) return NotOpen();
  absl::StatusOr<std::string> token = SignAnew(claims);
  if (token.ok()) return token;
  host::LogError(
      Concat("the last key of tokens signs on, for that in ", key_.key_file,
             " cannot be used: ", std::string(token.status().message())));
  return signer_->Sign(claims);
}

absl::StatusOr<v1::ListRevocationsResponse> TokenDesk::ListRevocations() const {
  host::RevocationFollower::Fetch revocations;
  {
    const absl::MutexLock lock(&mutex_);
    revocations = revocations_;
  }
  if (!revocations) return NotOpen();
  absl::StatusOr<v1::ListRevocationsResponse> list = revocations();
  const absl::MutexLock lock(&mutex_);
  if (list.ok() && follower_ != nullptr) follower_->AddTo(*list);
  return list;
}

std::optional<int64_t> TokenDesk::LostRevocations() const {
  const absl::MutexLock lock(&mutex_);
  if (follower_ == nullptr) return std::nullopt;
  return follower_->Lost();
}

void TokenDesk::NoteRevocation() {
  const absl::MutexLock lock(&mutex_);
  if (follower_ != nullptr) follower_->AskSoon();
}

}  // namespace epiledger::readiness
