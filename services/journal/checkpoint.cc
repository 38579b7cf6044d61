#include "services/journal/checkpoint.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/journal/sha256.h"
#include "services/text.h"

namespace epiledger::journal {
namespace {

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    (void)Free(pointer);
  }
};

using Pkey = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using File = std::unique_ptr<std::FILE, Deleter<std::fclose>>;

const unsigned char* Unsigned(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string CheckpointText(const BookName& book, const Head& head) {
  return absl::StrCat("epiledger checkpoint v1\n", book.ResourceName(), "\n",
                      absl::BytesToHexString(absl::string_view(
                          head.incarnation.data(), head.incarnation.size())),
                      "\n", head.sequence, "\n",
                      absl::BytesToHexString(absl::string_view(
                          head.hash.data(), head.hash.size())),
                      "\n", absl::ToUnixMicros(head.record_time), "\n");
}

std::string KeyIdOf(std::string_view public_key) {
  return std::string(View(Sha256(public_key)).substr(0, kKeyIdSize));
}

SigningKey::SigningKey(Key key)
    : key_(std::move(key)), public_key_(kPublicKeySize, '\0') {
  size_t size = public_key_.size();
  EVP_PKEY_get_raw_public_key(
      key_.get(), reinterpret_cast<unsigned char*>(public_key_.data()), &size);
  id_ = absl::BytesToHexString(KeyIdOf(public_key_));
}

absl::StatusOr<std::unique_ptr<SigningKey>> SigningKey::Load(
    const std::string& file) {
  struct stat status;
  if (stat(file.c_str(), &status) != 0) {
    return absl::NotFoundError(
        absl::StrCat("no journal signing key at ", file));
  }
  if ((status.st_mode & 077) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        file, ": others may read this key; its mode must be 0600"));
  }
  const File stream(std::fopen(file.c_str(), "re"));
  Key key(stream == nullptr
              ? nullptr
              : PEM_read_PrivateKey(stream.get(), nullptr, nullptr, nullptr),
          EVP_PKEY_free);
  if (key == nullptr || EVP_PKEY_is_a(key.get(), "ED25519") != 1) {
    return absl::FailedPreconditionError(
        absl::StrCat(file, ": not an Ed25519 private key in PEM form"));
  }
  return std::unique_ptr<SigningKey>(new SigningKey(std::move(key)));
}

std::unique_ptr<SigningKey> SigningKey::Generate() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  if (key == nullptr) std::abort();
  return std::unique_ptr<SigningKey>(new SigningKey(std::move(key)));
}

std::string SigningKey::Sign(std::string_view text) const {
  const Context context(EVP_MD_CTX_new());
  std::string signature(kSignatureSize, '\0');
  size_t size = signature.size();
  const bool done =
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr,
                         key_.get()) == 1 &&
      EVP_DigestSign(context.get(),
                     reinterpret_cast<unsigned char*>(signature.data()), &size,
                     Unsigned(text), text.size()) == 1;
  if (!done) std::abort();
  return signature;
}

bool VerifySignature(std::string_view public_key, std::string_view text,
                     std::string_view signature) {
  const Pkey pkey(EVP_PKEY_new_raw_public_key(
      EVP_PKEY_ED25519, nullptr, Unsigned(public_key), public_key.size()));
  if (pkey == nullptr) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                              pkey.get()) == 1 &&
         EVP_DigestVerify(context.get(), Unsigned(signature), signature.size(),
                          Unsigned(text), text.size()) == 1;
}

}  // namespace epiledger::journal
