// Checkpoints: a book's head signed with the service's Ed25519 key, beside the
// chain. Whoever kept one can tell a rewritten or truncated journal, even if
// the whole chain was computed anew.
#ifndef EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_H_
#define EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_H_

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/journal/types.h"

namespace epiledger::journal {

// Bytes of an Ed25519 public key, of what it signs with, and of a key's id.
inline constexpr size_t kPublicKeySize = 32;
inline constexpr size_t kSignatureSize = 64;
inline constexpr size_t kKeyIdSize = 8;

// The text that is signed, six lines, each ended by a newline: the words
// `epiledger checkpoint v1`, the book's resource name, incarnation in hex,
// sequence, hash in hex, record time in microseconds since 1970 UTC.
[[nodiscard]] std::string CheckpointText(const BookName& book,
                                         const Head& head);

// The service's signing key. Thread-safe.
class SigningKey {
 public:
  // Reads a PEM private key; FAILED_PRECONDITION when others may read the file
  // (mode must be 0600) or it is no Ed25519 key.
  static absl::StatusOr<std::unique_ptr<SigningKey>> Load(
      const std::string& file);
  // A new key that is kept nowhere: for tests and offline tools.
  static std::unique_ptr<SigningKey> Generate();

  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  // 64 bytes.
  [[nodiscard]] std::string Sign(std::string_view text) const;
  // 32 bytes.
  [[nodiscard]] const std::string& public_key() const { return public_key_; }
  // The first 8 bytes of the SHA-256 of the public key, in hex.
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
  explicit SigningKey(Key key);

  Key key_;
  std::string public_key_;
  std::string id_;
};

// The kKeyIdSize bytes that a public key is called by: the first of its
// SHA-256.
[[nodiscard]] std::string KeyIdOf(std::string_view public_key);

// Whether `signature` is the key's over `text`.
[[nodiscard]] bool VerifySignature(std::string_view public_key,
                                   std::string_view text,
                                   std::string_view signature);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_H_
