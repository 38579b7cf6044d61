#include "services/host/ownership.h"

#include <memory>
#include <string>

#include "epiledger/auth/v1/access.pb.h"
#include "google/protobuf/message.h"
#include "services/host/answer.h"
#include "services/host/request.h"
#include "services/new_message.h"
#include "services/rpc/access.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

std::string NameOf(const google::protobuf::Descriptor& resource,
                   const std::string& body) {
  const std::unique_ptr<google::protobuf::Message> message =
      NewMessage(resource);
  return message->ParseFromString(body) ? StringField(*message, "name") : "";
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

// What the caller is answered with.
absl::Status CheckAnswer(const rpc::Caller& caller, bool is_bound,
                         const std::string& name) {
  if (name.empty()) return absl::OkStatus();
  const std::string county = Concat("counties/", caller.county);
  if (!LiesUnder(county, name)) {
    return Broken("COUNTY_NOT_ALLOWED", caller, name);
  }
  // What is of the county, as an item is, the access option alone judges.
  const std::string facilities = Concat(county, "/facilities");
  if (is_bound && LiesUnder(facilities, name) &&
      !LiesUnder(Concat(facilities, "/", caller.facility), name)) {
    return Broken("FACILITY_NOT_ALLOWED", caller, name);
  }
  return absl::OkStatus();
}

bool MayChange(const rpc::Caller& caller, const Owners::Owner& owner) {
  return owner.has_value() && (owner->empty() || *owner == caller.facility);
}

// What is of others, for a caller who is bound to a facility; empty when all is
// the facility's or the county's.
std::string OfOthers(const rpc::Caller& caller, const Owners& owners,
                     const journal::v1::Effects& effects) {
  for (const journal::v1::ResourceVersion& version : effects.resources()) {
    if (!MayChange(caller,
                   owners.of_resource(version.collection(), version.key()))) {
      return Concat(version.collection(), " ", version.key());
    }
  }
  for (const journal::v1::Movement& movement : effects.movements()) {
    for (const std::string* account :
         {&movement.source(), &movement.target()}) {
      if (!MayChange(caller, owners.of_account(*account))) return *account;
    }
  }
  return "";
}

}  // namespace

absl::Status CheckOwnership(const rpc::Caller& caller,
                            const google::protobuf::MethodDescriptor& method,
                            const Owners& owners,
                            const journal::v1::Effects& effects) {
  if (caller.IsPeer() || caller.county.empty()) return absl::OkStatus();
  const bool is_bound = !rpc::IsFreeOfFacility(
      method.options().GetExtension(auth::v1::access), caller);
  if (effects.resources_size() > 0) {
    const journal::v1::ResourceVersion& first = effects.resources(0);
    const google::protobuf::Descriptor& resource =
        *ResourceField(*method.output_type(), first.collection())
             .message_type();
    const absl::Status answer =
        CheckAnswer(caller, is_bound, NameOf(resource, first.body()));
    if (!answer.ok()) return answer;
  }
  const std::string others =
      is_bound ? OfOthers(caller, owners, effects) : std::string();
  if (others.empty()) return absl::OkStatus();
  return Broken("FACILITY_NOT_ALLOWED", caller, others);
}

}  // namespace epiledger::host
