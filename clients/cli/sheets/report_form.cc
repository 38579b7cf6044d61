#include "clients/cli/sheets/report_form.h"

#include <string>

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

// A sheet has its own language, whichever the person reads.
struct ReadingWord {
  std::string_view word;
  std::string_view reason;
};
constexpr ReadingWord kReadingWords[] = {{"不详", "unknown"},
                                         {"未知", "unknown"},
                                         {"不适用", "not-applicable"},
                                         {"未询问", "not-asked"},
                                         {"不支持", "not-supported"}};

// A whole number, or why there is none.
absl::Status ReadReadingCell(const SheetCell& cell, Message& request) {
  std::string text = Compact(HalfWidth(cell.text));
  for (const ReadingWord& known : kReadingWords) {
    if (known.word == text) text = std::string(known.reason);
  }
  const absl::Status status =
      ParseValueAt(text, cell.values, request, cell.field);
  if (status.ok()) return status;
  return Usage(cell.reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

SheetForm MakeReportForm() {
  return {.request = readiness::v1::SubmitReportRequest::descriptor(),
          .columns =
              {{"report.report_date",
                {"日期", "报送日期"},
                {"date"},
                ReadPastDayCell,
                Need::kCell},
               {"report.readings.indicator",
                {"指标", "指标标识"},
                {"indicator"},
                ReadIdCell,
                Need::kCell,
                "SHEET_BAD_ID"},
               {"report.readings.reading",
                {"数值", "读数"},
                {"value", "reading"},
                ReadReadingCell,
                Need::kCell,
                "SHEET_BAD_READING"},
               {"report.readings.confirm", {"确认"}, {"confirm"}, ReadYesCell},
               {"",
                {"序号", "名称", "指标名称", "单位", "备注"},
                {"no.", "name", "unit", "remarks"}}},
          .amount = "",
          .label = "report.readings.indicator"};
}

}  // namespace

const SheetForm& ReportForm() {
  static const SheetForm form = MakeReportForm();
  return form;
}

}  // namespace epiledger::cli
