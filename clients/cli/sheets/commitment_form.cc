#include "clients/cli/sheets/commitment_form.h"

#include "epiledger/funding/v1/commitment_service.pb.h"

namespace epiledger::cli {
namespace {

// What the rows of an order have in common.
std::vector<ColumnForm> OrderColumns() {
  return {{"commitment_id",
           {"标识", "订单标识"},
           {"id", "commitment"},
           ReadIdCell,
           Need::kOptional,
           "SHEET_BAD_ID"},
          {"commitment.allocation",
           {"指标", "指标分配", "指标编号"},
           {"allocation"},
           ReadIdCell,
           Need::kCell,
           "SHEET_BAD_ALLOCATION"},
          {"commitment.supplier",
           {"供应商", "供货单位", "供货商"},
           {"supplier"},
           ReadTextCell,
           Need::kCell},
          // The books do without; a sheet has nothing else to tell which rows
          // belong together.
          {"commitment.number",
           {"合同编号", "合同号", "订单号", "订单编号", "编号"},
           {"number", "order number", "order no.", "order no"},
           ReadNumberCell,
           Need::kCell},
          {"commitment.title", {"标题", "合同名称"}, {"title"}, ReadTextCell},
          {"commitment.commitment_date",
           {"日期", "签订日期", "订单日期"},
           {"date", "order date"},
           ReadPastDayCell,
           Need::kCell}};
}

std::vector<ColumnForm> OrderLineColumns() {
  return {
      {"commitment.lines.purpose",
       {"用途", "资金用途"},
       {"purpose"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_PURPOSE"},
      {"commitment.lines.amount",
       {"金额", "行金额", "小计金额"},
       {"amount"},
       ReadAmountCell,
       Need::kCell},
      {"commitment.lines.item",
       {"品种", "物资", "物资品种"},
       {"item"},
       ReadIdCell,
       Need::kOptional,
       "SHEET_BAD_ITEM"},
      {"commitment.lines.quantity", {"数量"}, {"quantity"}, ReadQuantityCell},
      {"commitment.lines.description",
       {"说明", "内容", "货物名称"},
       {"description"},
       ReadTextCell},
      {"", {"序号", "行号"}, {"no.", "row"}}};
}

SheetForm MakeCommitmentForm() {
  SheetForm form = {
      .request = funding::v1::CreateCommitmentRequest::descriptor(),
      .columns = OrderColumns(),
      .amount = "commitment.lines.amount",
      .label = "commitment.number",
      .parts = "commitment.lines",
      .key = {"commitment.supplier", "commitment.number"},
      .id = "commitment_id",
      .unique = {{{"commitment_id"}, "SHEET_ID_TWICE"}}};
  for (ColumnForm& column : OrderLineColumns()) {
    form.columns.push_back(std::move(column));
  }
  return form;
}

}  // namespace

const SheetForm& CommitmentForm() {
  static const SheetForm form = MakeCommitmentForm();
  return form;
}

}  // namespace epiledger::cli
