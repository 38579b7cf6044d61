#include "tests/golden/every_write.h"

#include <algorithm>
#include <array>
#include <set>

#include "services/funding/funding_service.h"
#include "services/readiness/readiness_service.h"
#include "services/supplies/supplies_service.h"

namespace epiledger::golden {
namespace {

using google::protobuf::MethodDescriptor;

struct WithoutEntry {
  std::string_view method;
  std::string_view reason;
};

constexpr std::array<WithoutEntry, 1> kWithoutEntry = {{
    {"epiledger.readiness.v1.RegisterService.RecordDenial",
     "its entry is in an access book and bears the method that was denied, as "
     "the one of the sample county does"},
}};

bool NeverHasEntry(const MethodDescriptor& method) {
  return std::any_of(kWithoutEntry.begin(), kWithoutEntry.end(),
                     [&method](const WithoutEntry& row) {
                       return row.method == method.full_name();
                     });
}

std::vector<const MethodDescriptor*> ServiceMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const rpc::MethodTable& table :
       {funding::FundingMethods({}), supplies::SuppliesMethods({}),
        readiness::ReadinessMethods({}, nullptr)}) {
    for (const rpc::Method& method : table) {
      methods.push_back(method.descriptor);
    }
  }
  return methods;
}

bool IsWrite(const MethodDescriptor& method) {
  return method.input_type()->FindFieldByName("request_id") != nullptr;
}

}  // namespace

const MethodDescriptor* FindServiceMethod(std::string_view name) {
  for (const MethodDescriptor* method : ServiceMethods()) {
    if (method->name() == name) return method;
  }
  return nullptr;
}

std::vector<std::string> WritesWithoutEntry(const StoredCounty& county) {
  const std::set<std::string> accepted = county.AcceptedMethods();
  std::set<std::string> missing;
  for (const MethodDescriptor* method : ServiceMethods()) {
    if (IsWrite(*method) && !NeverHasEntry(*method) &&
        !accepted.contains(method->full_name())) {
      missing.insert(method->full_name());
    }
  }
  return {missing.begin(), missing.end()};
}

}  // namespace epiledger::golden
