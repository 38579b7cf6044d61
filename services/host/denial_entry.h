// What a denial looks like in an access book.
#ifndef EPILEDGER_SERVICES_HOST_DENIAL_ENTRY_H_
#define EPILEDGER_SERVICES_HOST_DENIAL_ENTRY_H_

#include <string>

#include "epiledger/auth/v1/denial.pb.h"
#include "services/rpc/denial.h"

namespace epiledger::host {

[[nodiscard]] auth::v1::Denial ToProto(const rpc::Denial& denial);

// A denial is asked for by nobody, so its entry needs an id of its own: 128
// random bits in hex.
[[nodiscard]] std::string NewDenialId();

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_DENIAL_ENTRY_H_
