#include "services/journal/sha256.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <memory>

namespace epiledger::journal {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// The algorithm is fetched once and the context kept per thread: a lookup per
// digest costs more than hashing the few hundred bytes of an entry.
const EVP_MD* Algorithm() {
  static const EVP_MD* const kAlgorithm =
      EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kAlgorithm;
}

}  // namespace

Hash Sha256(std::string_view bytes) { return Sha256(bytes, {}); }

Hash Sha256(std::string_view first, std::string_view second) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(
      EVP_MD_CTX_new());
  Hash digest;
  const bool done =
      EVP_DigestInit_ex2(context.get(), Algorithm(), nullptr) == 1 &&
      EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
      EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
      EVP_DigestFinal_ex(context.get(),
                         reinterpret_cast<unsigned char*>(digest.data()),
                         nullptr) == 1;
  // Without its hash function the journal must not go on.
  if (!done) std::abort();
  return digest;
}

Hash HmacSha256(std::string_view key, std::string_view bytes) {
  Hash digest;
  unsigned int size = 0;
  if (HMAC(Algorithm(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
           reinterpret_cast<unsigned char*>(digest.data()), &size) == nullptr) {
    std::abort();
  }
  return digest;
}

}  // namespace epiledger::journal
