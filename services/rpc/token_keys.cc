#include "services/rpc/token_keys.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "services/limits.h"
#include "services/rpc/openssl.h"
#include "services/rpc/token.h"

namespace epiledger::rpc {
namespace {

constexpr size_t kKeyIdBytes = 8;

std::string KeyIdOf(EVP_PKEY* key) {
  const std::string digest = Sha256(PublicDer(key)).substr(0, kKeyIdBytes);
  return absl::BytesToHexString(digest);
}

// The files of `path`: itself, or the `*.pem` in it, in order.
std::vector<std::string> FilesOf(const std::string& path) {
  std::error_code error;
  std::filesystem::directory_iterator entry(path, error);
  if (error) return {path};
  std::vector<std::string> files;
  while (entry != std::filesystem::directory_iterator()) {
    if (entry->path().extension() == ".pem") files.push_back(entry->path());
    entry.increment(error);
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Changes whenever a file is written, added, replaced or taken away.
std::string FingerprintOf(const std::vector<std::string>& files) {
  std::string fingerprint;
  for (const std::string& file : files) {
    struct stat info {};
    if (stat(file.c_str(), &info) != 0) continue;
    for (const int64_t number :
         {static_cast<int64_t>(info.st_ino), static_cast<int64_t>(info.st_size),
          static_cast<int64_t>(info.st_mtim.tv_sec),
          static_cast<int64_t>(info.st_mtim.tv_nsec)}) {
      fingerprint += std::to_string(number) + " ";
    }
    fingerprint += file + "\n";
  }
  return fingerprint;
}

absl::StatusOr<std::shared_ptr<const KeyMap>> ReadKeys(
    const std::string& path, const std::vector<std::string>& files) {
  auto keys = std::make_shared<KeyMap>();
  for (const std::string& file : files) {
    const absl::StatusOr<std::string> pem = ReadFile(file);
    if (!pem.ok()) return pem.status();
    for (const KeyPointer& key : ReadPublicKeys(*pem)) {
      if (IsP256(key.get())) {
        keys->emplace(KeyIdOf(key.get()), PublicPem(key.get()));
      }
    }
  }
  if (!keys->empty() && keys->size() <= limits::kMaxTokenKeys) return keys;
  return absl::FailedPreconditionError(
      path + " holds " + std::to_string(keys->size()) +
      " P-256 public keys; 1 to " + std::to_string(limits::kMaxTokenKeys) +
      " are needed");
}

}  // namespace

absl::StatusOr<std::string> TokenKeyId(std::string_view pem) {
  KeyPointer key = ReadPrivateKey(pem);
  if (key == nullptr) {
    std::vector<KeyPointer> keys = ReadPublicKeys(pem);
    if (!keys.empty()) key = std::move(keys.front());
  }
  if (IsP256(key.get())) return KeyIdOf(key.get());
  return absl::InvalidArgumentError("not a P-256 key in PEM");
}

std::optional<absl::Time> NewestTokenKey(const std::string& path) {
  std::optional<absl::Time> newest;
  for (const std::string& file : FilesOf(path)) {
    struct stat info {};
    if (stat(file.c_str(), &info) != 0) continue;
    newest = std::max(newest.value_or(absl::InfinitePast()),
                      absl::TimeFromTimespec(info.st_mtim));
  }
  return newest;
}

absl::StatusOr<std::unique_ptr<TokenKeys>> TokenKeys::Load(std::string path) {
  const std::vector<std::string> files = FilesOf(path);
  std::string fingerprint = FingerprintOf(files);
  absl::StatusOr<std::shared_ptr<const KeyMap>> keys = ReadKeys(path, files);
  if (!keys.ok()) return keys.status();
  return std::unique_ptr<TokenKeys>(
      new TokenKeys(std::move(path), std::move(fingerprint), *std::move(keys)));
}

TokenKeys::TokenKeys(std::string path, std::string fingerprint,
                     std::shared_ptr<const KeyMap> keys)
    : path_(std::move(path)),
      keys_(std::move(keys)),
      fingerprint_(std::move(fingerprint)),
      next_look_(absl::Now() + limits::kKeyRefresh) {}

std::shared_ptr<const KeyMap> TokenKeys::Current() {
  const absl::MutexLock lock(&mutex_);
  const absl::Time now = absl::Now();
  if (now < next_look_) return keys_;
  next_look_ = now + limits::kKeyRefresh;
  const std::vector<std::string> files = FilesOf(path_);
  std::string fingerprint = FingerprintOf(files);
  if (fingerprint == fingerprint_) return keys_;
  absl::StatusOr<std::shared_ptr<const KeyMap>> keys = ReadKeys(path_, files);
  if (keys.ok()) {
    keys_ = *std::move(keys);
    fingerprint_ = std::move(fingerprint);
  }
  return keys_;
}

}  // namespace epiledger::rpc
