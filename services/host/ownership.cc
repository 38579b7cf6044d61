#include "services/host/ownership.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include "google/protobuf/message.h"
#include "services/host/request.h"
#include "services/rpc/access.h"
#include "services/rpc/error.h"
#include "services/rpc/roles.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

std::string NameOf(const google::protobuf::Descriptor& resource,
                   const std::string& body) {
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(&resource)
          ->New());
  return message->ParseFromString(body) ? StringField(*message, "name") : "";
}

bool IsBoundToFacility(const rpc::Caller& caller) {
  return std::all_of(caller.roles.begin(), caller.roles.end(),
                     rpc::IsFacilityBound);
}

bool LiesUnder(std::string_view parent, std::string_view name) {
  return name == parent ||
         (name.starts_with(parent) && name[parent.size()] == '/');
}

absl::Status Broken(std::string_view reason, const rpc::Caller& caller,
                    const std::string& name) {
  rpc::Error error = rpc::FromStatus(rpc::Denied(reason, caller));
  error.log_detail = Concat("a bug: ", caller.subject, " of ", caller.county,
                            "/", caller.facility, " came as far as ", name);
  return rpc::ToStatus(error);
}

}  // namespace

absl::Status CheckOwnership(const rpc::Caller& caller,
                            const google::protobuf::Descriptor& resource,
                            const std::string& body) {
  if (caller.IsPeer() || caller.county.empty()) return absl::OkStatus();
  const std::string name = NameOf(resource, body);
  if (name.empty()) return absl::OkStatus();
  const std::string county = Concat("counties/", caller.county);
  if (!LiesUnder(county, name)) {
    return Broken("COUNTY_NOT_ALLOWED", caller, name);
  }
  // What is of the county, as an item is, the access option alone judges.
  const std::string facilities = Concat(county, "/facilities");
  if (IsBoundToFacility(caller) && LiesUnder(facilities, name) &&
      !LiesUnder(Concat(facilities, "/", caller.facility), name)) {
    return Broken("FACILITY_NOT_ALLOWED", caller, name);
  }
  return absl::OkStatus();
}

}  // namespace epiledger::host
