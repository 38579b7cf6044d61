#include "clients/cli/sheets/import_id.h"

#include <cstddef>

#include "absl/strings/escaping.h"
#include "openssl/sha.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// The first bytes of the digest, in hex.
std::string DigestOf(std::string_view content, size_t bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return absl::BytesToHexString(digest.substr(0, bytes));
}

}  // namespace

std::string ImportId(std::string_view content) {
  constexpr size_t kIdBytes = 16;
  return Concat("import-", DigestOf(content, kIdBytes));
}

std::string AttemptId(std::string_view id, int attempt) {
  return attempt == 1 ? std::string(id) : Concat(id, "-", attempt);
}

std::string ResourceId(std::string_view content) {
  constexpr size_t kResourceIdBytes = 6;
  return Concat("i-", DigestOf(content, kResourceIdBytes));
}

}  // namespace epiledger::cli
