#include "clients/cli/sheets/shift_form.h"

#include <string>
#include <vector>

#include "clients/cli/sheets/date_text.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

// A day as spreadsheets write it, and `8:00` behind it.
absl::Status ReadTimeCell(const SheetCell& cell, Message& request) {
  const std::string text = HalfWidth(cell.text);
  const size_t space = text.rfind(' ');
  if (space != std::string::npos) {
    const auto date = ParseDateCell(text.substr(0, space));
    std::string time = text.substr(space + 1);
    if (time.find(':') == 1) time.insert(0, 1, '0');
    if (date.ok() && ParseValueAt(Concat(FormatDate(*date), " ", time),
                                  cell.values, request, cell.field)
                         .ok()) {
      return absl::OkStatus();
    }
  }
  return Usage(cell.reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

SheetForm MakeShiftForm() {
  SheetForm form = {
      .request = readiness::v1::CreateShiftRequest::descriptor(),
      .columns = {},
      .amount = "",
      .label = "shift.subject",
      .unique = {{{"shift.duty_post", "shift.start_time", "shift.subject"},
                  "SHEET_SHIFT_TWICE"}}};
  form.columns = {{"shift.duty_post",
                   {"岗位", "值班岗位"},
                   {"post"},
                   ReadIdCell,
                   Need::kCell,
                   "SHEET_BAD_ID"},
                  {"shift.subject",
                   {"人员", "值班人员", "人员标识"},
                   {"subject", "person"},
                   ReadIdCell,
                   Need::kCell,
                   "SHEET_BAD_ID"},
                  {"shift.start_time",
                   {"开始", "开始时间", "上班时间"},
                   {"start", "from"},
                   ReadTimeCell,
                   Need::kCell,
                   "SHEET_BAD_TIME"},
                  {"shift.end_time",
                   {"结束", "结束时间", "下班时间"},
                   {"end", "until"},
                   ReadTimeCell,
                   Need::kCell,
                   "SHEET_BAD_TIME"},
                  {"shift.note", {"备注"}, {"note", "remarks"}, ReadTextCell},
                  {"",
                   {"序号", "班次", "姓名", "联系电话"},
                   {"no.", "id", "name", "telephone"}}};
  return form;
}

}  // namespace

const SheetForm& ShiftForm() {
  static const SheetForm form = MakeShiftForm();
  return form;
}

}  // namespace epiledger::cli
