// What will come to places without another order: on its way, held back for
// them, asked for and not answered.
//
// Goods that were rejected and are on their way back are not counted: they may
// be written off. Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COMING_GOODS_H_
#define EPILEDGER_SERVICES_SUPPLIES_COMING_GOODS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/host/read_context.h"
#include "services/supplies/order_suggestion.h"

namespace epiledger::supplies {

class ComingGoods {
 public:
  // Of all stores whose facility's keys begin with `prefix`. RESOURCE_EXHAUSTED
  // TOO_MANY_LISTED over limits::kMaxResourcesSorted shipments or requisitions.
  [[nodiscard]] static absl::StatusOr<ComingGoods> Read(
      std::string_view prefix, host::ReadContext& context);

  // To a store, `{facility}/{store}`.
  [[nodiscard]] Coming ToStore(const std::string& store,
                               const std::string& item) const;
  // To all stores of a facility, also from one of them to another: what left
  // one is in none, and what is held back is not free.
  [[nodiscard]] Coming ToFacility(const std::string& facility,
                                  const std::string& item) const;

 private:
  [[nodiscard]] absl::Status ReadShipments(std::string_view prefix,
                                           host::ReadContext& context);
  [[nodiscard]] absl::Status ReadRequisitions(std::string_view prefix,
                                              host::ReadContext& context);

  // By `{facility}/{store}/{item}`.
  std::map<std::string, Coming> coming_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COMING_GOODS_H_
