#include "services/funding/funding_errors.h"

namespace epiledger::funding {

absl::Span<const rpc::MessageText> FundingMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      {"RESERVED_ID",
       "is `{found}`, which is kept for what is not divided by purpose",
       "为“{found}”，该标识保留给未划分用途的资金"},
      {"SHARES_EXCEED_AMOUNT",
       "adds up to {shares:yuan} yuan, more than the allocation's "
       "{amount:yuan}",
       "各用途合计 {shares:yuan} 元，超过分配金额 {amount:yuan} 元"},
      {"LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
      {"NO_STATEMENT",
       "is `{found}`; only funds and allocations have statements",
       "为“{found}”，只有资金来源和指标分配有明细账"},
      {"FUND_NOT_FOUND", "There is no fund {name}.",
       "找不到资金来源“{name}”。"},
      {"PURPOSE_NOT_FOUND", "There is no purpose {name}.",
       "找不到用途“{name}”。"},
      {"ALLOCATION_NOT_FOUND", "There is no allocation {name}.",
       "找不到指标分配“{name}”。"},
      {"DOCUMENT_NUMBER_TAKEN",
       "{issuer} {number} is already recorded, as document {document}.",
       "{issuer} {number} 已登记，为指标文 {document}。"},
      {"FUND_OVERDRAWN",
       "Fund {fund} has {available:yuan} yuan to allocate; with this document "
       "{needed:yuan} would be allocated on {date}. Record the appropriation "
       "first, or allocate less.",
       "资金来源 {fund} 可分配 {available:yuan} 元，本文件在 {date} "
       "需要 {needed:yuan} 元。请先登记预算指标，或减少分配金额。"},
      {"PURPOSE_NOT_ALLOWED",
       "{allocation} is not earmarked for {purpose}; pay from an allocation "
       "that states this purpose.",
       "{allocation} 未列明用途 {purpose}，专款专用，请使用列有该用途的指标。"},
      {"PAID_BEFORE_ALLOCATED",
       "The payment is dated {payment_date}, before the allocation took effect "
       "on {allocated}.",
       "支付日期 {payment_date} 早于指标生效日期 {allocated}。"},
      {"INVOICE_PAID_TWICE",
       "Invoice {invoice} of {payee} was already paid, by payment {payment}.",
       "{payee} 的发票 {invoice} 已支付，见支付 {payment}。"},
      {"OVERSPENT",
       "{allocation} has {available:yuan} yuan left for {purpose} from {date} "
       "on; the payment asks for {needed:yuan}.",
       "{allocation} 自 {date} 起可用于 {purpose} 的余额为 {available:yuan} "
       "元，本次支付需要 {needed:yuan} 元。"},
  };
  return kTexts;
}

}  // namespace epiledger::funding
