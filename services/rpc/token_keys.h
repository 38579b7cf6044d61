// TokenKeys: the public keys that persons' tokens are signed with, read from a
// PEM file or a folder of them, and read again when that changes.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_TOKEN_KEYS_H_
#define EPILEDGER_SERVICES_RPC_TOKEN_KEYS_H_

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace epiledger::rpc {

// Key id → `PUBLIC KEY` PEM. Never changed once it is handed out.
using KeyMap = std::map<std::string, std::string, std::less<>>;

// When the newest of the files was made that `path` stands for, see
// TokenVerifierOptions::keys: nothing where there is none.
[[nodiscard]] std::optional<absl::Time> NewestTokenKey(const std::string& path);

class TokenKeys {
 public:
  // Reads `path` the first time; see TokenVerifier::Create.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<TokenKeys>> Load(
      std::string path);

  // The keys as of at most limits::kKeyRefresh ago: another map when they have
  // changed, the same one otherwise.
  [[nodiscard]] std::shared_ptr<const KeyMap> Current();

 private:
  TokenKeys(std::string path, std::string fingerprint,
            std::shared_ptr<const KeyMap> keys);

  const std::string path_;
  absl::Mutex mutex_;
  std::shared_ptr<const KeyMap> keys_ ABSL_GUARDED_BY(mutex_);
  // Names, sizes and times of the files the keys came from.
  std::string fingerprint_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_look_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_TOKEN_KEYS_H_
