#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> ConservationTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"noun conservation", "Where every piece that ever came is", "守恒核对"},
      {"conservation get",
       "Add up where every piece is, by item and by shipment",
       "按品种和调拨单核对全部物资的去向"},
      {"on their way", "Shipments on their way, or that do not add up",
       "在途或不平的调拨"},
      {"issued", "Issued", "发出"},
      {"on_hand", "On hand", "在库"},
      {"returned", "Sent back", "退货"},
      {"residue", "Residue", "差额"},
      {"on_hand_residue", "Residue on hand", "在库差额"},
      {"settled", "Taken back or written off", "退回或核销"},
      {"items_with_residue", "Items with a residue", "不平品种数"},
      {"shipment_lines", "Lines of shipments", "调拨行数"},
      {"shipment_lines_with_residue", "Lines with a residue", "不平调拨行数"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
