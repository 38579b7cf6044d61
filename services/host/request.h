// What the host reads out of any request by its descriptor.
#ifndef EPILEDGER_SERVICES_HOST_REQUEST_H_
#define EPILEDGER_SERVICES_HOST_REQUEST_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::host {

// The string field `name` of `request`; empty when it has none.
[[nodiscard]] std::string StringField(const google::protobuf::Message& request,
                                      const std::string& name);

// `990101` of `counties/990101/funds/central`; empty when it is no such name.
[[nodiscard]] std::string_view CountyOf(std::string_view name);

// The first of the method's access fields, which tells the county; empty when
// it has none.
[[nodiscard]] std::string CountyField(
    const google::protobuf::MethodDescriptor& method);

// INVALID_ARGUMENT `OTHER_COUNTY` when a resource name anywhere in `request`
// is of another county: books of two counties never meet in one entry.
[[nodiscard]] absl::Status CheckOneCounty(
    const google::protobuf::Message& request, std::string_view county);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REQUEST_H_
