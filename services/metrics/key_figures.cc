#include "services/metrics/key_figures.h"

#include <optional>

#include "services/rpc/certificate_end.h"
#include "services/rpc/token_keys.h"

namespace epiledger::metrics {

void AddOwnCertificates(const rpc::TlsFiles& files, absl::Time now,
                        Readings& readings) {
  AddCertificate(files.certificate, "own", now, readings);
  AddCertificate(files.ca, "authority", now, readings);
}

void AddCertificate(const std::string& path, std::string_view name,
                    absl::Time now, Readings& readings) {
  readings.Add(Figure::kCertificateLeft,
               absl::ToDoubleSeconds(rpc::CertificatesLeft(path, now)), name);
}

void AddTokenKeys(const std::string& path, absl::Time now, Readings& readings) {
  const std::optional<absl::Time> made = rpc::NewestTokenKey(path);
  if (!made.has_value()) return;
  readings.Add(Figure::kTokenKeyAge, absl::ToDoubleSeconds(now - *made));
}

}  // namespace epiledger::metrics
