#include "services/rpc/token.h"

#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/limits.h"
#include "services/rpc/authenticate.h"
#include "services/rpc/error.h"
#include "services/rpc/jwt.h"
#include "services/rpc/openssl.h"
#include "services/rpc/token_keys.h"

namespace epiledger::rpc {
namespace {

using Claims = std::shared_ptr<const TokenClaims>;

class CachingVerifier final : public TokenVerifier {
 public:
  CachingVerifier(TokenVerifierOptions options, std::unique_ptr<TokenKeys> keys)
      : options_(std::move(options)), keys_(std::move(keys)) {}

  absl::StatusOr<Claims> Verify(std::string_view token) override {
    if (token.size() > limits::kMaxTokenLength) return TooLong(token.size());
    const std::shared_ptr<const KeyMap> keys = keys_->Current();
    const std::string digest = Sha256(token);
    Claims claims = Find(digest, keys);
    if (claims == nullptr) {
      absl::StatusOr<TokenClaims> read =
          ReadJwt(token, *keys, options_.issuer, options_.audience);
      if (!read.ok()) return read.status();
      claims = std::make_shared<const TokenClaims>(*std::move(read));
      Remember(digest, keys, claims);
    }
    return CheckNow(std::move(claims));
  }

  [[nodiscard]] absl::Status CheckStillHolds(
      std::string_view token_id, absl::Time expires) const override {
    if (options_.clock->Now() >= expires) {
      return Unauthenticated("TOKEN_EXPIRED");
    }
    const absl::ReaderMutexLock lock(&mutex_);
    return revoked_.contains(std::string(token_id))
               ? Unauthenticated("TOKEN_REVOKED")
               : absl::OkStatus();
  }

  void SetRevoked(absl::flat_hash_set<std::string> token_ids) override {
    const absl::MutexLock lock(&mutex_);
    revoked_ = std::move(token_ids);
  }

 private:
  static absl::Status TooLong(size_t size) {
    Error error;
    error.code = absl::StatusCode::kUnauthenticated;
    error.reason = "TOKEN_TOO_LONG";
    error.metadata = {{"found", std::to_string(size)},
                      {"limit", std::to_string(limits::kMaxTokenLength)}};
    return ToStatus(error);
  }

  // What an earlier call with the same keys found in the token.
  Claims Find(const std::string& digest,
              const std::shared_ptr<const KeyMap>& keys) {
    const absl::ReaderMutexLock lock(&mutex_);
    if (cache_keys_ != keys) return nullptr;
    const auto found = cache_.find(digest);
    return found == cache_.end() ? nullptr : found->second;
  }

  // Tokens signed by a key that was taken away must not outlive it, so the
  // cache belongs to one set of keys.
  void Remember(const std::string& digest,
                const std::shared_ptr<const KeyMap>& keys,
                const Claims& claims) {
    const absl::MutexLock lock(&mutex_);
    if (cache_keys_ != keys) {
      cache_.clear();
      cache_keys_ = keys;
    }
    if (cache_.size() >= limits::kMaxCachedTokens) cache_.erase(cache_.begin());
    cache_[digest] = claims;
  }

  absl::StatusOr<Claims> CheckNow(Claims claims) {
    const absl::Status holds =
        CheckStillHolds(claims->token_id, claims->expires);
    if (!holds.ok()) return holds;
    if (options_.clock->Now() + limits::kTokenClockSkew < claims->not_before) {
      return Unauthenticated("TOKEN_NOT_YET_VALID");
    }
    return claims;
  }

  const TokenVerifierOptions options_;
  const std::unique_ptr<TokenKeys> keys_;

  mutable absl::Mutex mutex_;
  // By the SHA-256 of the token.
  absl::flat_hash_map<std::string, Claims> cache_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<const KeyMap> cache_keys_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> revoked_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<std::shared_ptr<TokenVerifier>> TokenVerifier::Create(
    TokenVerifierOptions options) {
  absl::StatusOr<std::unique_ptr<TokenKeys>> keys =
      TokenKeys::Load(options.keys);
  if (!keys.ok()) return keys.status();
  return std::make_shared<CachingVerifier>(std::move(options),
                                           *std::move(keys));
}

}  // namespace epiledger::rpc
