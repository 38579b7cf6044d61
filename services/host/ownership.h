// The second look at whose a change is, after the rules and apart from the
// access option: at the resource that the decision answers with. It fires only
// where the option of a method or a rule is wrong.
#ifndef EPILEDGER_SERVICES_HOST_OWNERSHIP_H_
#define EPILEDGER_SERVICES_HOST_OWNERSHIP_H_

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "services/rpc/caller.h"

namespace epiledger::host {

// Whether `caller` may leave behind the resource `body`, a `resource` whose
// `name` says whose it is: a person of a county only what is the county's, a
// person whose every role is bound to a facility only what is the facility's.
// PERMISSION_DENIED COUNTY_NOT_ALLOWED or FACILITY_NOT_ALLOWED with a word to
// the operator's log. Pure; OK for peers and for a resource without a name.
[[nodiscard]] absl::Status CheckOwnership(
    const rpc::Caller& caller, const google::protobuf::Descriptor& resource,
    const std::string& body);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_OWNERSHIP_H_
