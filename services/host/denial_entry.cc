#include "services/host/denial_entry.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>

#include "absl/strings/escaping.h"
#include "services/timestamps.h"

namespace epiledger::host {

auth::v1::Denial ToProto(const rpc::Denial& denial) {
  auth::v1::Denial proto;
  proto.set_subject(denial.caller.subject);
  proto.set_token_id(denial.caller.token_id);
  proto.set_facility(denial.caller.facility);
  for (const auth::v1::Role role : denial.caller.roles) proto.add_roles(role);
  proto.set_peer(denial.caller.peer);
  proto.set_method(denial.method);
  proto.set_reason(denial.reason);
  for (const std::string& name : denial.names) proto.add_names(name);
  *proto.mutable_time() = ToTimestamp(denial.time);
  return proto;
}

std::string NewDenialId() {
  std::array<unsigned char, 16> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace epiledger::host
