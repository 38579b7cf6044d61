#include "services/supplies/count_sheet_service.h"

#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "google/protobuf/message.h"
#include "services/supplies/count_sheet_queries.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable CountSheetMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  // Nothing here makes a request, and a file of which nothing is used is left
  // out by the linker, with the methods it declares.
  google::protobuf::LinkMessageReflection<v1::GetCountSheetRequest>();
  host::MethodSet set(backend, "epiledger.supplies.v1.CountSheetService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Read<v1::GetCountSheetRequest, v1::CountSheet>{
      "GetCountSheet", &GetCountSheet, kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
