#include "services/rpc/openssl.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include "openssl/crypto.h"
#include "openssl/err.h"
#include "openssl/hmac.h"
#include "openssl/pem.h"
#include "openssl/rand.h"

namespace epiledger::rpc {
namespace {

constexpr size_t kSha256Bytes = 32;

unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

BioPointer ReadFrom(std::string_view text) {
  return BioPointer(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string TakeText(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<size_t>(size));
}

}  // namespace

void KeepOpensslToTheEnd() {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
}

std::string Sha256(std::string_view text) {
  // Fetched once: looking the algorithm up costs more than hashing a token.
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::string digest(kSha256Bytes, '\0');
  EVP_Digest(text.data(), text.size(), Bytes(digest), nullptr, algorithm,
             nullptr);
  return digest;
}

std::string HmacSha256(std::string_view key, std::string_view text) {
  std::string code(kSha256Bytes, '\0');
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), Bytes(text),
       text.size(), Bytes(code), nullptr);
  return code;
}

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(Bytes(bytes), static_cast<int>(count)) != 1) {
    (void)std::fprintf(stderr, "the system gives no random bytes\n");
    std::abort();
  }
  return bytes;
}

std::vector<KeyPointer> ReadPublicKeys(std::string_view pem) {
  std::vector<KeyPointer> keys;
  const BioPointer bio = ReadFrom(pem);
  while (EVP_PKEY* key =
             PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr)) {
    keys.emplace_back(key);
  }
  ERR_clear_error();
  return keys;
}

KeyPointer ReadPrivateKey(std::string_view pem) {
  // A key with a pass phrase would be asked for on the terminal: give it none.
  char no_phrase[] = "";
  KeyPointer key(PEM_read_bio_PrivateKey(ReadFrom(pem).get(), nullptr, nullptr,
                                         no_phrase));
  ERR_clear_error();
  return key;
}

CertificatePointer ReadCertificate(std::string_view pem) {
  CertificatePointer certificate(
      PEM_read_bio_X509(ReadFrom(pem).get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  return certificate;
}

std::vector<CertificatePointer> ReadCertificates(std::string_view pem) {
  std::vector<CertificatePointer> certificates;
  const BioPointer bio = ReadFrom(pem);
  while (X509* certificate =
             PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(certificate);
  }
  ERR_clear_error();
  return certificates;
}

absl::Time EndOf(const X509* certificate) {
  std::tm time{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1) {
    return absl::InfinitePast();
  }
  return absl::FromTM(time, absl::UTCTimeZone());
}

std::string PublicPem(EVP_PKEY* key) {
  const BioPointer bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PUBKEY(bio.get(), key);
  return TakeText(bio.get());
}

std::string PublicDer(EVP_PKEY* key) {
  const BioPointer bio(BIO_new(BIO_s_mem()));
  i2d_PUBKEY_bio(bio.get(), key);
  return TakeText(bio.get());
}

bool IsP256(EVP_PKEY* key) {
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  char group[64] = {};
  size_t size = 0;
  return EVP_PKEY_get_group_name(key, group, sizeof(group), &size) == 1 &&
         std::string_view(group) == "prime256v1";
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!file || !(content << file.rdbuf())) {
    return absl::NotFoundError("cannot read " + path);
  }
  return std::move(content).str();
}

}  // namespace epiledger::rpc
