#include "clients/cli/sheets/appropriation_form.h"

#include "epiledger/funding/v1/funding_service.pb.h"

namespace epiledger::cli {

const SheetForm& AppropriationForm() {
  static const SheetForm form = {
      .request = funding::v1::CreateAppropriationRequest::descriptor(),
      .columns = {{"appropriation_id",
                   {"标识", "指标标识"},
                   {"id"},
                   ReadIdCell,
                   Need::kOptional,
                   "SHEET_BAD_ID"},
                  {"appropriation.fund",
                   {"资金来源", "资金"},
                   {"fund"},
                   ReadIdCell,
                   Need::kCell,
                   "SHEET_BAD_FUND"},
                  {"appropriation.amount",
                   {"金额", "指标金额", "下达金额"},
                   {"amount"},
                   ReadAmountCell,
                   Need::kCell},
                  {"appropriation.appropriation_date",
                   {"日期", "下达日期", "指标日期"},
                   {"date", "appropriation date"},
                   ReadDayCell,
                   Need::kCell},
                  {"appropriation.classification.function_code",
                   {"功能分类", "功能科目", "功能分类科目"},
                   {"function code"},
                   ReadNumberCell},
                  {"appropriation.classification.economic_code",
                   {"经济分类", "经济科目", "经济分类科目"},
                   {"economic code"},
                   ReadNumberCell},
                  {"appropriation.classification.direct_fund_mark",
                   {"直达资金", "直达资金标识"},
                   {"direct funds", "direct mark"},
                   ReadNumberCell},
                  {"appropriation.document_number",
                   {"依据文号", "文号"},
                   {"document no.", "document no", "document number"},
                   ReadNumberCell},
                  // How it was raised and lowered since, and when it counts,
                  // are entries of their own.
                  {"",
                   {"序号", "行号", "调整后金额", "入账日期"},
                   {"no.", "row", "adjusted", "posted"}},
                  {"",
                   {"冲销"},
                   {"reversed by"},
                   RefuseCell,
                   Need::kOptional,
                   "SHEET_REVERSED"}},
      .amount = "appropriation.amount",
      .label = "appropriation.fund",
      .id = "appropriation_id",
      .unique = {{{"appropriation_id"}, "SHEET_ID_TWICE"}}};
  return form;
}

}  // namespace epiledger::cli
