#include "services/rpc/roles.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"

namespace epiledger::rpc {
namespace {

constexpr std::string_view kRolePrefix = "ROLE_";

constexpr std::array<auth::v1::Role, 3> kFacilityBound = {
    auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_WAREHOUSE, auth::v1::ROLE_TOWN};

}  // namespace

std::string RoleName(auth::v1::Role role) {
  return absl::AsciiStrToLower(
      auth::v1::Role_Name(role).substr(kRolePrefix.size()));
}

std::optional<auth::v1::Role> FindRole(std::string_view name) {
  const auto& type = *auth::v1::Role_descriptor();
  for (int i = 0; i < type.value_count(); ++i) {
    const auto role = static_cast<auth::v1::Role>(type.value(i)->number());
    if (role != auth::v1::ROLE_UNSPECIFIED && RoleName(role) == name) {
      return role;
    }
  }
  return std::nullopt;
}

bool IsFacilityBound(auth::v1::Role role) {
  return std::find(kFacilityBound.begin(), kFacilityBound.end(), role) !=
         kFacilityBound.end();
}

}  // namespace epiledger::rpc
