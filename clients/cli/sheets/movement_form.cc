#include "clients/cli/sheets/movement_form.h"

#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

SheetForm MakeMovementForm() {
  SheetForm form = {
      .request = supplies::v1::CreateMovementRequest::descriptor(),
      .columns = {},
      .amount = "",
      .label = "parent",
      .parts = "movement.lines"};
  form.columns = {
      {"movement.lines.item",
       {"品种", "品种标识", "标识", "编码"},
       {"item", "id"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_ID"},
      {"movement.lines.quantity",
       {"数量", "入库数量", "出库数量"},
       {"quantity", "total"},
       ReadIdCell,
       Need::kCell,
       "BAD_QUANTITY"},
      {"movement.lines.batch", {"批号", "生产批号"}, {"batch"}, ReadTextCell},
      {"movement.lines.expiry_date",
       {"有效期至", "有效期", "失效日期"},
       {"expiry", "expires"},
       ReadDayCell},
      {"movement.lines.lot",
       {"批次"},
       {"lot"},
       ReadIdCell,
       Need::kOptional,
       "SHEET_BAD_ID"},
      {"movement.lines.override_reason",
       {"过期出库理由"},
       {"override"},
       ReadTextCell},
      {"",
       {"序号", "名称", "品名", "单位", "包装", "分类", "备注"},
       {"no.", "name", "unit", "packs", "category", "remarks"}}};
  return form;
}

}  // namespace

const SheetForm& MovementForm() {
  static const SheetForm form = MakeMovementForm();
  return form;
}

}  // namespace epiledger::cli
