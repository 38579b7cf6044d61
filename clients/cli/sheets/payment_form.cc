#include "clients/cli/sheets/payment_form.h"

#include "clients/cli/values/amount.h"
#include "clients/cli/values/moment.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// No text of a payment holds it: control characters are refused.
constexpr std::string_view kBetween = "\x1F";

// Written down before other sheets were read, and kept: another text would be
// another id, and pay again what was paid. Numbers as such, for what an enum's
// value is called may change.
std::string PaymentContent(const google::protobuf::Message& request) {
  const auto& payment =
      static_cast<const funding::v1::CreatePaymentRequest&>(request).payment();
  return Concat(payment.allocation(), kBetween, payment.purpose(), kBetween,
                ToFen(payment.amount()), kBetween,
                FormatDate(payment.payment_date()), kBetween, payment.payee(),
                kBetween, static_cast<int>(payment.method()), kBetween,
                payment.invoice(), kBetween, payment.voucher(), kBetween,
                payment.summary());
}

}  // namespace

const SheetForm& PaymentForm() {
  static const SheetForm form = {
      .request = funding::v1::CreatePaymentRequest::descriptor(),
      .columns = {{"payment.allocation",
                   {"指标", "指标分配", "指标编号"},
                   {"allocation"},
                   ReadIdCell,
                   Need::kCell,
                   "SHEET_BAD_ALLOCATION"},
                  {"payment.purpose",
                   {"用途", "资金用途"},
                   {"purpose"},
                   ReadIdCell,
                   Need::kCell,
                   "SHEET_BAD_PURPOSE"},
                  {"payment.amount",
                   {"金额", "支付金额", "付款金额"},
                   {"amount"},
                   ReadAmountCell,
                   Need::kCell},
                  {"payment.payment_date",
                   {"支付日期", "付款日期", "日期"},
                   {"date", "payment date"},
                   ReadPastDayCell,
                   Need::kCell},
                  {"payment.payee",
                   {"收款人", "收款单位", "收款方"},
                   {"payee"},
                   ReadTextCell,
                   Need::kCell},
                  {"payment.method",
                   {"支付方式", "付款方式", "方式"},
                   {"method", "payment method"},
                   ReadMethodCell,
                   Need::kCell},
                  {"payment.invoice",
                   {"发票号", "发票号码", "发票"},
                   {"invoice", "invoice no.", "invoice no", "invoice number"},
                   ReadNumberCell},
                  {"payment.voucher",
                   {"凭证号", "凭证号码", "凭证"},
                   {"voucher", "voucher no.", "voucher no", "voucher number"},
                   ReadNumberCell},
                  {"payment.summary", {"摘要"}, {"summary"}, ReadTextCell},
                  // The service makes another.
                  {"", {"标识", "序号", "行号"}, {"id", "no.", "row"}},
                  {"",
                   {"冲销"},
                   {"reversed by"},
                   RefuseCell,
                   Need::kOptional,
                   "SHEET_REVERSED"}},
      .amount = "payment.amount",
      .label = "payment.payee",
      .unique = {{{"payment.payee", "payment.invoice"}, "SHEET_INVOICE_TWICE"}},
      .twice = "SHEET_LINE_TWICE",
      .content = PaymentContent};
  return form;
}

}  // namespace epiledger::cli
