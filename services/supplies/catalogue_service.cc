#include "services/supplies/catalogue_service.h"

#include "services/supplies/catalogue_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable CatalogueMethods(const host::Backend& backend) {
  // Asked of a request, so that the file that declares the service is linked:
  // its messages alone need nothing of it.
  host::MethodSet set(
      backend,
      v1::UpdateItemRequest::descriptor()->file()->service(0)->full_name(),
      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Write<v1::UpdateItemRequest>{"UpdateItem", &ValidateUpdateItem,
                                             &NeedsOfUpdateItem,
                                             &DecideUpdateItem});
  set.AddBatch("BatchUpdateItems", "UpdateItem");
  return set.Take();
}

}  // namespace epiledger::supplies
