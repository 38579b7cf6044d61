#include "clients/cli/sheets/header_names.h"

#include "clients/cli/sheets/cell_text.h"

namespace epiledger::cli {
namespace {

struct HeaderName {
  std::string_view name;
  std::string_view field;
};
constexpr HeaderName kHeaderNames[] = {
    {"指标", "allocation"},
    {"指标分配", "allocation"},
    {"指标编号", "allocation"},
    {"allocation", "allocation"},
    {"用途", "purpose"},
    {"资金用途", "purpose"},
    {"purpose", "purpose"},
    {"金额", "amount"},
    {"支付金额", "amount"},
    {"付款金额", "amount"},
    {"amount", "amount"},
    {"支付日期", "payment_date"},
    {"付款日期", "payment_date"},
    {"日期", "payment_date"},
    {"date", "payment_date"},
    {"payment date", "payment_date"},
    {"收款人", "payee"},
    {"收款单位", "payee"},
    {"收款方", "payee"},
    {"payee", "payee"},
    {"支付方式", "method"},
    {"付款方式", "method"},
    {"方式", "method"},
    {"method", "method"},
    {"payment method", "method"},
    {"发票号", "invoice"},
    {"发票号码", "invoice"},
    {"发票", "invoice"},
    {"invoice", "invoice"},
    {"invoice no.", "invoice"},
    {"invoice no", "invoice"},
    {"invoice number", "invoice"},
    {"凭证号", "voucher"},
    {"凭证号码", "voucher"},
    {"凭证", "voucher"},
    {"voucher", "voucher"},
    {"voucher no.", "voucher"},
    {"voucher no", "voucher"},
    {"voucher number", "voucher"},
    {"摘要", "summary"},
    {"summary", "summary"},
    {"序号", ""},
    {"行号", ""},
    {"no.", ""},
    {"row", ""},
};

}  // namespace

std::optional<std::string_view> FieldOfHeader(std::string_view name) {
  const std::string compact = Compact(name);
  for (const HeaderName& known : kHeaderNames) {
    if (Compact(known.name) == compact) return known.field;
  }
  return std::nullopt;
}

std::string HeadersOf(std::string_view field) {
  std::string names;
  for (const HeaderName& known : kHeaderNames) {
    if (known.field != field) continue;
    if (!names.empty()) names += ", ";
    names += known.name;
  }
  return names;
}

}  // namespace epiledger::cli
