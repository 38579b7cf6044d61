// TLS from PEM files: the credentials of servers and channels. Files are looked
// at again every limits::kCertificateRefresh, so that a renewed certificate
// needs no restart.
#ifndef EPILEDGER_SERVICES_RPC_TLS_H_
#define EPILEDGER_SERVICES_RPC_TLS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"

namespace epiledger::rpc {

// Paths of PEM files.
struct TlsFiles {
  // The authorities trusted for the other side's certificate.
  std::string ca;
  // Our certificate, followed by its chain.
  std::string certificate;
  // Our private key. Nobody but its owner may read the file (mode 0600 or
  // less).
  std::string key;
};

// OK when the files can be used: NOT_FOUND where one cannot be read;
// FAILED_PRECONDITION where the key is open to others or is not the
// certificate's. `ca` may be empty where nobody is judged; `certificate` and
// `key` may both be empty for a client without a certificate.
[[nodiscard]] absl::Status CheckTlsFiles(const TlsFiles& files);

// OK when nobody but the owner may read or write the file at `path`;
// FAILED_PRECONDITION, naming it, otherwise; NOT_FOUND when it is not there.
[[nodiscard]] absl::Status CheckSecretFile(const std::string& path);

// As CheckTlsFiles. `require_client_certificate` needs `files.ca`.
[[nodiscard]] absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>>
ServerTls(const TlsFiles& files, bool require_client_certificate);

// As CheckTlsFiles; `files.ca` is needed. The server's host name is checked.
[[nodiscard]] absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>>
ClientTls(const TlsFiles& files);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_TLS_H_
