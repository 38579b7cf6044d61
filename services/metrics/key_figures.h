// KeyFigures: for how long certificates still hold, and how old the key of
// tokens is.
#ifndef EPILEDGER_SERVICES_METRICS_KEY_FIGURES_H_
#define EPILEDGER_SERVICES_METRICS_KEY_FIGURES_H_

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/metrics/readings.h"
#include "services/rpc/tls.h"

namespace epiledger::metrics {

// What all processes have: the certificate of their port, and the authorities
// they trust.
void AddOwnCertificates(const rpc::TlsFiles& files, absl::Time now,
                        Readings& readings);

// The certificates in the file at `path`, which are shown as `name`.
void AddCertificate(const std::string& path, std::string_view name,
                    absl::Time now, Readings& readings);

// The public keys of tokens, a file or a folder.
void AddTokenKeys(const std::string& path, absl::Time now, Readings& readings);

}  // namespace epiledger::metrics

#endif  // EPILEDGER_SERVICES_METRICS_KEY_FIGURES_H_
