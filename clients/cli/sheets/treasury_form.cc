#include "clients/cli/sheets/treasury_form.h"

#include "clients/cli/values/moment.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"

namespace epiledger::cli {
namespace {

constexpr char kLineDate[] = "treasury_statement.lines.line_date";

absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

// The days of the statement, which stand in no cell, are known before.
std::vector<rpc::FieldViolation> CheckTreasuryRow(
    const google::protobuf::Message& request) {
  const auto& statement =
      static_cast<const funding::v1::CreateTreasuryStatementRequest&>(request)
          .treasury_statement();
  const google::type::Date& date = statement.lines(0).line_date();
  if (!statement.has_first_date() || !statement.has_last_date() ||
      (DayOf(statement.first_date()) <= DayOf(date) &&
       DayOf(date) <= DayOf(statement.last_date()))) {
    return {};
  }
  return {{kLineDate,
           "SHEET_LINE_OUTSIDE",
           {{"found", FormatDate(date)},
            {"first", FormatDate(statement.first_date())},
            {"last", FormatDate(statement.last_date())}}}};
}

}  // namespace

const SheetForm& TreasuryForm() {
  static const SheetForm form = {
      .request = funding::v1::CreateTreasuryStatementRequest::descriptor(),
      .columns = {{kLineDate,
                   {"日期", "支付日期", "记账日期", "交易日期"},
                   {"date"},
                   ReadDayCell,
                   Need::kCell},
                  {"treasury_statement.lines.amount",
                   {"金额", "支付金额", "支出金额"},
                   {"amount"},
                   ReadAmountCell,
                   Need::kCell},
                  {"treasury_statement.lines.payee",
                   {"收款人", "收款单位", "收款人名称", "对方户名"},
                   {"payee"},
                   ReadTextCell},
                  {"treasury_statement.lines.reference",
                   {"凭证号", "支付令号", "参考号", "流水号"},
                   {"reference", "voucher"},
                   ReadNumberCell}},
      .amount = "treasury_statement.lines.amount",
      .label = "treasury_statement_id",
      .parts = "treasury_statement.lines",
      .check = CheckTreasuryRow,
      .is_foreign = true};
  return form;
}

}  // namespace epiledger::cli
