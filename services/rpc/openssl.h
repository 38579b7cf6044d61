// The little of OpenSSL that this folder uses, with owners for its objects.
#ifndef EPILEDGER_SERVICES_RPC_OPENSSL_H_
#define EPILEDGER_SERVICES_RPC_OPENSSL_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "openssl/bio.h"
#include "openssl/evp.h"
#include "openssl/x509.h"

namespace epiledger::rpc {

template <auto Free>
struct OpensslDelete {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

using KeyPointer = std::unique_ptr<EVP_PKEY, OpensslDelete<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, OpensslDelete<X509_free>>;
using BioPointer = std::unique_ptr<BIO, OpensslDelete<BIO_free_all>>;

// Leaves OpenSSL's memory to the end of the process. By default OpenSSL frees
// it at exit(), while threads of gRPC still close their connections and free
// theirs: now and then the same memory twice. First thing in main(): once
// OpenSSL has been used, it can no longer be told.
void KeepOpensslToTheEnd();

// The 32 bytes of the SHA-256 of `text`.
[[nodiscard]] std::string Sha256(std::string_view text);

// The 32 bytes of the HMAC-SHA-256 of `text`.
[[nodiscard]] std::string HmacSha256(std::string_view key,
                                     std::string_view text);

// `count` random bytes. Stops the program when the system has none.
[[nodiscard]] std::string RandomBytes(size_t count);

// Every `PUBLIC KEY` block of `pem`, in order; other blocks are passed over.
[[nodiscard]] std::vector<KeyPointer> ReadPublicKeys(std::string_view pem);

// The private key of `pem`, or null.
[[nodiscard]] KeyPointer ReadPrivateKey(std::string_view pem);

// The first certificate of `pem`, or null.
[[nodiscard]] CertificatePointer ReadCertificate(std::string_view pem);

// Every certificate of `pem`, in order; other blocks are passed over.
[[nodiscard]] std::vector<CertificatePointer> ReadCertificates(
    std::string_view pem);

// Up to when it holds.
[[nodiscard]] absl::Time EndOf(const X509* certificate);

// The public half as a `PUBLIC KEY` block, and as SubjectPublicKeyInfo bytes.
[[nodiscard]] std::string PublicPem(EVP_PKEY* key);
[[nodiscard]] std::string PublicDer(EVP_PKEY* key);

[[nodiscard]] bool IsP256(EVP_PKEY* key);

// The content of a file. NOT_FOUND, naming it, when it cannot be read.
[[nodiscard]] absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_OPENSSL_H_
