#include "clients/cli/sheets/count_form.h"

#include <string>

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/sheet_number.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using supplies::v1::CreateCountRequest;

// A sheet has its own language, whichever the person reads.
struct ReasonName {
  std::string_view name;
  supplies::v1::SurplusReason reason;
};
constexpr ReasonName kReasonNames[] = {
    {"上次少盘", supplies::v1::SURPLUS_REASON_EARLIER_MISCOUNT},
    {"earliermiscount", supplies::v1::SURPLUS_REASON_EARLIER_MISCOUNT},
    {"漏登入库", supplies::v1::SURPLUS_REASON_UNRECORDED_RECEIPT},
    {"unrecordedreceipt", supplies::v1::SURPLUS_REASON_UNRECORDED_RECEIPT},
    {"退回", supplies::v1::SURPLUS_REASON_RETURNED},
    {"returned", supplies::v1::SURPLUS_REASON_RETURNED},
    {"其他", supplies::v1::SURPLUS_REASON_OTHER},
    {"other", supplies::v1::SURPLUS_REASON_OTHER}};

absl::Status Unreadable(const SheetCell& cell) {
  return Usage(cell.reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

// The line of the row that is read.
supplies::v1::CountLine& LineOf(Message& message) {
  auto& count = *static_cast<CreateCountRequest&>(message).mutable_count();
  return *count.mutable_lines(count.lines_size() - 1);
}

absl::Status ReadReasonCell(const SheetCell& cell, Message& message) {
  std::string compact = Compact(cell.text);
  for (const ReasonName& known : kReasonNames) {
    if (known.name != compact) continue;
    LineOf(message).set_surplus_reason(known.reason);
    return absl::OkStatus();
  }
  return Unreadable(cell);
}

absl::Status ReadMineCell(const SheetCell& cell, Message& message) {
  const absl::Status known = ReadYesCell(
      {"count.lines.confirm", cell.text, cell.unit, cell.values, cell.reason},
      message);
  if (!known.ok()) return known;
  supplies::v1::CountLine& line = LineOf(message);
  if (line.confirm()) line.set_if_moved(supplies::v1::IF_MOVED_USE_MY_COUNT);
  return absl::OkStatus();
}

absl::Status ReadSheetNumberCell(const SheetCell& cell, Message& message) {
  const auto drawn_at =
      ParseSheetNumber(Compact(cell.text), cell.values.place.county);
  if (!drawn_at.ok()) return Unreadable(cell);
  auto& request = static_cast<CreateCountRequest&>(message);
  *request.mutable_count()->mutable_drawn_at() = *drawn_at;
  return absl::OkStatus();
}

SheetForm MakeCountForm() {
  SheetForm form = {.request = CreateCountRequest::descriptor(),
                    .columns = {},
                    .amount = "",
                    .label = "parent",
                    .parts = "count.lines"};
  form.columns = {
      {"count.lines.item",
       {"品种", "品种标识", "标识", "编码"},
       {"item", "id"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_ID"},
      {"count.lines.quantity",
       {"实盘数", "盘点数", "实盘", "清点数量"},
       {"counted", "found"},
       ReadIdCell,
       Need::kColumn,
       "BAD_QUANTITY"},
      {"count.lines.surplus_reason",
       {"盘盈原因"},
       {"surplus reason"},
       ReadReasonCell,
       Need::kOptional,
       "SHEET_BAD_SURPLUS_REASON"},
      {"count.lines.confirm", {"确认无误", "确认"}, {"confirm"}, ReadMineCell},
      {"count.drawn_at",
       {"盘点表号"},
       {"sheet"},
       ReadSheetNumberCell,
       Need::kOptional,
       "BAD_SHEET_NUMBER"},
      {"",
       {"序号", "名称", "品名", "单位", "包装", "分类", "账面数", "上次盘点",
        "上次盘点时间", "建议数", "备注"},
       {"no.", "name", "unit", "packs", "category", "expected", "last count",
        "last counted", "proposed", "remarks"}}};
  return form;
}

}  // namespace

const SheetForm& CountForm() {
  static const SheetForm form = MakeCountForm();
  return form;
}

}  // namespace epiledger::cli
