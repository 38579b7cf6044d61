#include "services/rpc/tls.h"

#include <sys/stat.h>

#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"
#include "services/limits.h"
#include "services/rpc/openssl.h"

namespace epiledger::rpc {
namespace {

using grpc::experimental::FileWatcherCertificateProvider;

unsigned RefreshSeconds() {
  return static_cast<unsigned>(
      absl::ToInt64Seconds(limits::kCertificateRefresh));
}

absl::Status CheckAuthority(const std::string& path) {
  const absl::StatusOr<std::string> pem = ReadFile(path);
  if (!pem.ok()) return pem.status();
  if (ReadCertificate(*pem) != nullptr) return absl::OkStatus();
  return absl::FailedPreconditionError(path + " holds no PEM certificate");
}

absl::Status CheckPair(const TlsFiles& files) {
  const absl::StatusOr<std::string> certificate_pem =
      ReadFile(files.certificate);
  if (!certificate_pem.ok()) return certificate_pem.status();
  const absl::Status secret = CheckSecretFile(files.key);
  if (!secret.ok()) return secret;
  const absl::StatusOr<std::string> key_pem = ReadFile(files.key);
  if (!key_pem.ok()) return key_pem.status();

  const CertificatePointer certificate = ReadCertificate(*certificate_pem);
  if (certificate == nullptr) {
    return absl::FailedPreconditionError(files.certificate +
                                         " holds no PEM certificate");
  }
  const KeyPointer key = ReadPrivateKey(*key_pem);
  if (key != nullptr &&
      X509_check_private_key(certificate.get(), key.get()) == 1) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      files.key + " is not the private key of " + files.certificate);
}

}  // namespace

absl::Status CheckSecretFile(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    return absl::NotFoundError("cannot read " + path);
  }
  if ((info.st_mode & 0177U) == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(
      path + " may be used by others; set its mode to 0600 or less");
}

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (!files.ca.empty()) {
    const absl::Status authority = CheckAuthority(files.ca);
    if (!authority.ok()) return authority;
  }
  if (files.certificate.empty() && files.key.empty()) return absl::OkStatus();
  return CheckPair(files);
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerTls(
    const TlsFiles& files, bool require_client_certificate) {
  const absl::Status usable = CheckTlsFiles(files);
  if (!usable.ok()) return usable;
  if (files.certificate.empty() ||
      (require_client_certificate && files.ca.empty())) {
    return absl::FailedPreconditionError(
        "a server needs a certificate, its key, and the CA of those that must "
        "show theirs");
  }
  grpc::experimental::TlsServerCredentialsOptions options(
      std::make_shared<FileWatcherCertificateProvider>(
          files.key, files.certificate, files.ca, RefreshSeconds()));
  options.watch_identity_key_cert_pairs();
  if (require_client_certificate) {
    options.watch_root_certs();
    options.set_cert_request_type(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> ClientTls(
    const TlsFiles& files) {
  const absl::Status usable = CheckTlsFiles(files);
  if (!usable.ok()) return usable;
  if (files.ca.empty()) {
    return absl::FailedPreconditionError(
        "a client needs the CA that its server's certificate comes from");
  }
  grpc::experimental::TlsChannelCredentialsOptions options;
  if (files.certificate.empty()) {
    options.set_certificate_provider(
        std::make_shared<FileWatcherCertificateProvider>(files.ca,
                                                         RefreshSeconds()));
  } else {
    options.set_certificate_provider(
        std::make_shared<FileWatcherCertificateProvider>(
            files.key, files.certificate, files.ca, RefreshSeconds()));
    options.watch_identity_key_cert_pairs();
  }
  options.watch_root_certs();
  return grpc::experimental::TlsCredentials(options);
}

}  // namespace epiledger::rpc
