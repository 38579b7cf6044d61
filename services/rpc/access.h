// Access: may this caller call this method, and as far as this? A pure function
// of the method's access option, the caller, and the resource names the request
// carries.
//
//   peers       services among `peers` may call, for every county.
//   persons     need one of `roles`; then by scope:
//   COUNTY      every name is of the token's county. A token without a county
//               reaches nothing, unless it is an operator's and the method
//               lets operators in: the first operator makes the counties'.
//   FACILITY    as COUNTY; a caller none of whose fitting roles is free of a
//               facility must name its own in every field, every element.
//   FILTERED    as COUNTY; the service leaves out what is not the facility's.
//   DEPLOYMENT  only tokens without a county.
#ifndef EPILEDGER_SERVICES_RPC_ACCESS_H_
#define EPILEDGER_SERVICES_RPC_ACCESS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "epiledger/auth/v1/access.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

// A resource that a request names.
struct NamedResource {
  std::string name;
  // The ids in it; empty where its pattern has none.
  std::string county;
  std::string facility;
};

// What one of the access option's fields names in a request.
struct NamedField {
  // Every name found.
  std::vector<NamedResource> resources;
  // The field is there to be filled and is empty. An empty list, an unset
  // message or another member of the oneof is not.
  bool left_empty = false;
};

// Why a caller may not: a reason of the catalogue, or nothing when it may.
using MaybeReason = std::optional<std::string_view>;

// Whether some role that the option lets the caller in by is not bound to a
// facility.
[[nodiscard]] bool IsFreeOfFacility(const auth::v1::Access& access,
                                    const Caller& caller);

// The part of the decision that needs no request.
[[nodiscard]] MaybeReason DenyByRole(const auth::v1::Access& access,
                                     const Caller& caller);

// The rest, for a caller that DenyByRole let pass.
[[nodiscard]] MaybeReason DenyByScope(const auth::v1::Access& access,
                                      const Caller& caller,
                                      absl::Span<const NamedField> fields);

// A PERMISSION_DENIED error with `reason`, for `caller`.
[[nodiscard]] absl::Status Denied(std::string_view reason,
                                  const Caller& caller);

// The access option of a method with its fields found in the request's
// descriptor. Thread-safe.
class AccessRule {
 public:
  // FAILED_PRECONDITION, naming the method, when it has no access option, the
  // option names nobody, its scope is missing or needs fields that are not
  // named, a field does not exist or has no `name` rule, or the pattern lacks
  // the county, or the facility where a facility-bound role is let in by
  // SCOPE_FACILITY.
  [[nodiscard]] static absl::StatusOr<AccessRule> Create(
      const google::protobuf::MethodDescriptor* method);

  [[nodiscard]] const auth::v1::Access& access() const { return access_; }

  // What the fields name in `request`, one for each of `access().fields`.
  // INVALID_ARGUMENT, naming the field: `BAD_NAME` for a name that does not
  // fit, `REQUIRED` when no field names anything.
  [[nodiscard]] absl::StatusOr<std::vector<NamedField>> Names(
      const google::protobuf::Message& request) const;

 private:
  struct Field {
    std::string path;
    // From the request down to the string.
    std::vector<const google::protobuf::FieldDescriptor*> steps;
    std::string pattern;
  };

  AccessRule() = default;
  static absl::StatusOr<Field> FindField(
      const google::protobuf::Descriptor* request, const std::string& path);
  [[nodiscard]] absl::Status CheckOption() const;

  auth::v1::Access access_;
  std::vector<Field> fields_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_ACCESS_H_
