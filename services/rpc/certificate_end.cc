#include "services/rpc/certificate_end.h"

#include <algorithm>
#include <vector>

#include "services/rpc/openssl.h"

namespace epiledger::rpc {

absl::Duration CertificatesLeft(const std::string& path, absl::Time now) {
  const absl::StatusOr<std::string> pem = ReadFile(path);
  if (!pem.ok()) return absl::ZeroDuration();
  const std::vector<CertificatePointer> certificates = ReadCertificates(*pem);
  if (certificates.empty()) return absl::ZeroDuration();
  absl::Time end = absl::InfiniteFuture();
  for (const CertificatePointer& certificate : certificates) {
    end = std::min(end, EndOf(certificate.get()));
  }
  return std::max(absl::ZeroDuration(), end - now);
}

}  // namespace epiledger::rpc
