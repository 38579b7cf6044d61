#include "services/gateway/sight.h"

#include <set>
#include <vector>

#include "absl/types/span.h"
#include "epiledger/type/v1/field.pb.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct RoleSight {
  auth::v1::Role role;
  Sight sight;
};

constexpr Sight kCommand = {.money = true,
                            .supplies_by_facility = true,
                            .readiness = true,
                            .names = true};
constexpr Sight kOwn = {.supplies_by_facility = true, .readiness = true};

constexpr RoleSight kOverCounty[] = {
    {auth::v1::ROLE_HEADQUARTERS, kCommand},
    {auth::v1::ROLE_SUPERVISION, kCommand},
    {auth::v1::ROLE_AUDITOR,
     {.money = true, .supplies_by_facility = true, .readiness = true}},
    {auth::v1::ROLE_FINANCE, {.money = true}},
};

constexpr RoleSight kOverOwn[] = {
    {auth::v1::ROLE_HOSPITAL, kOwn},
    {auth::v1::ROLE_WAREHOUSE, kOwn},
    {auth::v1::ROLE_TOWN, kOwn},
};

void Widen(const rpc::Caller& caller, absl::Span<const RoleSight> rows,
           Sight& sight) {
  for (const RoleSight& row : rows) {
    if (!caller.HasRole(row.role)) continue;
    sight.money |= row.sight.money;
    sight.supplies_by_facility |= row.sight.supplies_by_facility;
    sight.readiness |= row.sight.readiness;
    sight.names |= row.sight.names;
  }
}

bool HasPersonalBelow(const Descriptor& type,
                      std::set<const Descriptor*>& seen) {
  if (!seen.insert(&type).second) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.options().GetExtension(type::v1::rule).personal()) return true;
    if (field.message_type() != nullptr &&
        HasPersonalBelow(*field.message_type(), seen)) {
      return true;
    }
  }
  return false;
}

void EraseWithin(Message& message, const FieldDescriptor* field) {
  const Reflection& reflection = *message.GetReflection();
  if (!field->is_repeated()) {
    ErasePersonal(*reflection.MutableMessage(&message, field));
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    ErasePersonal(*reflection.MutableRepeatedMessage(&message, field, i));
  }
}

}  // namespace

Sight SightOfCounty(const rpc::Caller& caller) {
  Sight sight;
  Widen(caller, kOverCounty, sight);
  return sight;
}

Sight SightOfFacility(const rpc::Caller& caller) {
  Sight sight = SightOfCounty(caller);
  Widen(caller, kOverOwn, sight);
  return sight;
}

bool HasPersonal(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  return HasPersonalBelow(type, seen);
}

void ErasePersonal(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* const field : fields) {
    if (field->options().GetExtension(type::v1::rule).personal()) {
      reflection.ClearField(&message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      EraseWithin(message, field);
    }
  }
}

}  // namespace epiledger::gateway
