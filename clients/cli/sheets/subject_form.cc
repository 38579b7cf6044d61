#include "clients/cli/sheets/subject_form.h"

#include "epiledger/readiness/v1/register_service.pb.h"

namespace epiledger::cli {
namespace {

SheetForm MakeSubjectForm() {
  SheetForm form = {
      .request = readiness::v1::UpdateSubjectRequest::descriptor(),
      .columns = {},
      .amount = "",
      .label = "name",
      .unique = {{{"name"}, "SHEET_ID_TWICE"}}};
  form.columns = {
      {"name",
       {"标识", "人员", "人员标识"},
       {"id", "subject", "person"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_ID"},
      {"display_name", {"名称", "姓名"}, {"name"}, ReadTextCell},
      {"telephone",
       {"电话", "联系电话"},
       {"telephone", "phone"},
       ReadNumberCell},
      {"",
       {"序号", "角色", "机构", "删除时间", "授权人", "审批人", "授权时间"},
       {"no.", "roles", "facility", "erased", "given by", "approved by",
        "given"}}};
  return form;
}

}  // namespace

const SheetForm& SubjectForm() {
  static const SheetForm form = MakeSubjectForm();
  return form;
}

}  // namespace epiledger::cli
