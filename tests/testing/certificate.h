// Keys and certificates for tests, made with OpenSSL.
#ifndef EPILEDGER_TESTS_TESTING_CERTIFICATE_H_
#define EPILEDGER_TESTS_TESTING_CERTIFICATE_H_

#include <memory>
#include <string>

#include "openssl/evp.h"
#include "openssl/x509.h"

namespace epiledger::testing {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

// A new P-256 key.
[[nodiscard]] Key MakeKey();

// A certificate for `key`, valid from an hour ago for a day. Signed by
// `issuer_key` in the name of `issuer`; by itself, as an authority, when
// `issuer` is null. `names` is OpenSSL's text for subject alternative names,
// such as `DNS:localhost,URI:spiffe://epiledger/funding`; empty for none.
[[nodiscard]] Certificate MakeCertificate(EVP_PKEY* key,
                                          const std::string& common_name,
                                          const std::string& names,
                                          X509* issuer, EVP_PKEY* issuer_key);

[[nodiscard]] std::string PrivatePem(EVP_PKEY* key);
[[nodiscard]] std::string PublicPem(EVP_PKEY* key);
[[nodiscard]] std::string Pem(X509* certificate);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_CERTIFICATE_H_
