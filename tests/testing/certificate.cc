#include "tests/testing/certificate.h"

#include <cstdio>
#include <cstdlib>

#include "openssl/bio.h"
#include "openssl/ec.h"
#include "openssl/pem.h"
#include "openssl/rand.h"
#include "openssl/x509v3.h"

namespace epiledger::testing {
namespace {

constexpr long kHour = 3600;

void Check(bool ok, const char* what) {
  if (ok) return;
  (void)std::fprintf(stderr, "OpenSSL cannot %s\n", what);
  std::abort();
}

void AddExtension(X509* certificate, X509* issuer, int kind,
                  const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension =
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  Check(extension != nullptr, "make an extension");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void SetRandomSerial(X509* certificate) {
  uint64_t serial = 0;
  Check(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) ==
            1,
        "make random bytes");
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U);
}

void SetName(X509* certificate, const std::string& common_name) {
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
      reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
}

using Memory = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

Memory MakeMemory() { return {BIO_new(BIO_s_mem()), &BIO_free_all}; }

std::string TextIn(const Memory& memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<size_t>(size)};
}

}  // namespace

Key MakeKey() {
  Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  Check(key != nullptr, "make a key");
  return key;
}

Certificate MakeCertificate(EVP_PKEY* key, const std::string& common_name,
                            const std::string& names, X509* issuer,
                            EVP_PKEY* issuer_key) {
  Certificate certificate(X509_new(), &X509_free);
  X509* const raw = certificate.get();
  X509_set_version(raw, X509_VERSION_3);
  SetRandomSerial(raw);
  X509_gmtime_adj(X509_getm_notBefore(raw), -kHour);
  X509_gmtime_adj(X509_getm_notAfter(raw), 24 * kHour);
  SetName(raw, common_name);
  X509_set_pubkey(raw, key);
  X509* const signer = issuer == nullptr ? raw : issuer;
  X509_set_issuer_name(raw, X509_get_subject_name(signer));
  AddExtension(raw, signer, NID_basic_constraints,
               issuer == nullptr ? "critical,CA:TRUE" : "CA:FALSE");
  if (!names.empty()) AddExtension(raw, signer, NID_subject_alt_name, names);
  Check(X509_sign(raw, issuer_key, EVP_sha256()) > 0, "sign a certificate");
  return certificate;
}

std::string PrivatePem(EVP_PKEY* key) {
  const Memory memory = MakeMemory();
  PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr,
                           nullptr);
  return TextIn(memory);
}

std::string PublicPem(EVP_PKEY* key) {
  const Memory memory = MakeMemory();
  PEM_write_bio_PUBKEY(memory.get(), key);
  return TextIn(memory);
}

std::string Pem(X509* certificate) {
  const Memory memory = MakeMemory();
  PEM_write_bio_X509(memory.get(), certificate);
  return TextIn(memory);
}

}  // namespace epiledger::testing
