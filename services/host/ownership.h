// The second look at whose a change is, after the rules and apart from the
// scope of the access option: at everything that the decision changes. It fires
// only where the option of a method or a rule is wrong.
#ifndef EPILEDGER_SERVICES_HOST_OWNERSHIP_H_
#define EPILEDGER_SERVICES_HOST_OWNERSHIP_H_

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "google/protobuf/descriptor.h"
#include "services/rpc/caller.h"

namespace epiledger::host {

// Whose the things are that a service keeps: the id of a facility, empty for
// what is the county's, nothing for what the service does not know. A service
// that says nothing has nothing for people of a facility to change.
struct Owners {
  using Owner = std::optional<std::string_view>;

  Owner (*of_resource)(std::string_view collection, std::string_view key) =
      [](std::string_view, std::string_view) { return Owner(); };
  Owner (*of_account)(std::string_view account) = [](std::string_view) {
    return Owner();
  };
};

// Whether `caller` may leave `effects` behind with a write of `method`: a
// person of a county only an answer whose name is the county's; a person whom
// only roles bound to a facility let in changes resources and accounts that are
// the facility's or the county's, and no others.
// PERMISSION_DENIED COUNTY_NOT_ALLOWED or FACILITY_NOT_ALLOWED with a word to
// the operator's log. Pure; OK for peers.
[[nodiscard]] absl::Status CheckOwnership(
    const rpc::Caller& caller, const google::protobuf::MethodDescriptor& method,
    const Owners& owners, const journal::v1::Effects& effects);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_OWNERSHIP_H_
