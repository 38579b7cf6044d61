// CertificateEnd: for how long the certificates of a file still hold.
#ifndef EPILEDGER_SERVICES_RPC_CERTIFICATE_END_H_
#define EPILEDGER_SERVICES_RPC_CERTIFICATE_END_H_

#include <string>

#include "absl/time/time.h"

namespace epiledger::rpc {

// For how long from `now` on all certificates of the PEM file at `path` hold:
// until the first of them ends. Zero when one has ended, or the file cannot be
// read or holds none.
[[nodiscard]] absl::Duration CertificatesLeft(const std::string& path,
                                              absl::Time now);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_CERTIFICATE_END_H_
