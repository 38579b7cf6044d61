#include "services/supplies/coming_goods.h"

#include <cstddef>

#include "epiledger/supplies/v1/requisition.pb.h"
#include "epiledger/supplies/v1/shipment.pb.h"
#include "services/rpc/names.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

// Adds what goes to the place to what is known of it.
void AddTo(const Coming& more, Coming& coming) {
  coming.in_transit += more.in_transit;
  coming.held_for += more.held_for;
  coming.asked_for += more.asked_for;
}

std::string LineKey(const std::string& store, const std::string& item) {
  return Join(PathOf(store), rpc::LastSegment(item));
}

}  // namespace

absl::StatusOr<ComingGoods> ComingGoods::Read(std::string_view prefix,
                                              host::ReadContext& context) {
  ComingGoods goods;
  for (const absl::Status& read : {goods.ReadShipments(prefix, context),
                                   goods.ReadRequisitions(prefix, context)}) {
    if (!read.ok()) return read;
  }
  return goods;
}

absl::Status ComingGoods::ReadShipments(std::string_view prefix,
                                        host::ReadContext& context) {
  size_t found = 0;
  return context.snapshot().List(
      kShipments, {}, [&](const ledger::ResourceRow& row) {
        v1::Shipment shipment;
        shipment.ParseFromString(row.body);
        const std::string& to = shipment.to_store();
        if (!PathOf(to).starts_with(prefix)) return absl::OkStatus();
        for (const v1::Shipment::Line& line : shipment.lines()) {
          Coming& coming = coming_[LineKey(to, line.item())];
          coming.held_for += line.reserved();
          coming.in_transit += OnItsWay(line);
        }
        return CheckSortable(++found);
      });
}

absl::Status ComingGoods::ReadRequisitions(std::string_view prefix,
                                           host::ReadContext& context) {
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  size_t found = 0;
  return context.snapshot().List(
      kRequisitions, range, [&](const ledger::ResourceRow& row) {
        v1::Requisition requisition;
        requisition.ParseFromString(row.body);
        if (requisition.state() == v1::Requisition::STATE_SUBMITTED) {
          for (const v1::Requisition::Line& line : requisition.lines()) {
            coming_[LineKey(requisition.store(), line.item())].asked_for +=
                line.total();
          }
        }
        return CheckSortable(++found);
      });
}

Coming ComingGoods::ToStore(const std::string& store,
                            const std::string& item) const {
  const auto found = coming_.find(Join(store, item));
  return found == coming_.end() ? Coming() : found->second;
}

Coming ComingGoods::ToFacility(const std::string& facility,
                               const std::string& item) const {
  Coming sum;
  const std::string prefix = facility + "/";
  for (auto it = coming_.lower_bound(prefix);
       it != coming_.end() && it->first.starts_with(prefix); ++it) {
    if (rpc::LastSegment(it->first) == item) AddTo(it->second, sum);
  }
  return sum;
}

}  // namespace epiledger::supplies
