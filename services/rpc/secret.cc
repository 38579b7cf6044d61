#include "services/rpc/secret.h"

#include <fcntl.h>
#include <unistd.h>

#include "services/rpc/openssl.h"
#include "services/rpc/tls.h"

namespace epiledger::rpc {
namespace {

constexpr size_t kSecretBytes = 32;

bool WriteNew(const std::string& path, const std::string& content) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (file < 0) return false;
  const bool written = write(file, content.data(), content.size()) ==
                           static_cast<ssize_t>(content.size()) &&
                       fsync(file) == 0;
  return close(file) == 0 && written;
}

// Makes the file whole or not at all; one that appears meanwhile stays.
absl::Status Create(const std::string& path) {
  const std::string draft = path + "." + std::to_string(getpid());
  const bool written = WriteNew(draft, RandomBytes(kSecretBytes));
  const bool placed = written && (link(draft.c_str(), path.c_str()) == 0 ||
                                  access(path.c_str(), F_OK) == 0);
  unlink(draft.c_str());
  return placed ? absl::OkStatus()
                : absl::UnavailableError("cannot make " + path);
}

}  // namespace

absl::StatusOr<std::string> LoadOrCreateSecret(const std::string& path) {
  if (access(path.c_str(), F_OK) != 0) {
    const absl::Status created = Create(path);
    if (!created.ok()) return created;
  }
  const absl::Status secret = CheckSecretFile(path);
  if (!secret.ok()) return secret;
  absl::StatusOr<std::string> bytes = ReadFile(path);
  if (!bytes.ok() || bytes->size() == kSecretBytes) return bytes;
  return absl::FailedPreconditionError(path + " does not have " +
                                       std::to_string(kSecretBytes) + " bytes");
}

}  // namespace epiledger::rpc
