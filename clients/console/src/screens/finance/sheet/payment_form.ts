// A sheet of payments: each row is one. The columns are the command line's. Pure.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { Payment_Method } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { CreatePaymentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { compact } from "$src/sheets/headings.ts";
import { roomFor } from "../room.ts";
import { amountCell, dayCell, methodCell, numberCell, textCell } from "./cells.ts";
import { allocationOf, type FieldProblem, type Form } from "./form.ts";
import { allocationCell, shownCell } from "./found.ts";
import { rules } from "./texts.ts";

export interface PaymentRow {
  allocation: string;
  purpose: string;
  fen: bigint;
  day: string;
  payee: string;
  method: Payment_Method;
  invoice: string;
  voucher: string;
  summary: string;
}

export const PAYMENT_FORM: Form<PaymentRow> = {
  key: [], amount: "fen",
  none: { allocation: "", purpose: "", fen: 0n, day: "", payee: "", method: 0, invoice: "", voucher: "", summary: "" },
  unique: [{ field: "invoice", rule: rules.invoiceTwice,
    of: ({ payee, invoice }) => (invoice === "" ? "" : `${compact(payee)}\n${compact(invoice)}`) }],
  check: ({ allocation, purpose }, given): FieldProblem<PaymentRow>[] =>
    (allocationOf(allocation, given)?.purposes.some((share) => share.purpose === purpose) ? []
      : [{ field: "purpose", problem: () => say(rules.purposeNotAllowed, given.names.of(purpose)) }]),
  drawsOn: ({ allocation, purpose }, given) => {
    const known = allocationOf(allocation, given);
    return { from: `${allocation} ${purpose}`, left: known && roomFor(known, purpose)?.available };
  },
  columns: [
    { field: "allocation", names: ["指标", "指标分配", "指标编号", "allocation"], need: "cell", isOfWhole: false,
      read: (cell, { allocations, names }) => allocationCell(cell, allocations, names) },
    { field: "purpose", names: ["用途", "资金用途", "purpose"], need: "cell", isOfWhole: false,
      read: (cell, { names }) => shownCell(cell, names.catalogue.purposes, rules.badPurpose) },
    { field: "fen", names: ["金额", "支付金额", "付款金额", "amount"], need: "cell", isOfWhole: false, read: (cell, { fenInOne }) => amountCell(cell, fenInOne) },
    { field: "day", names: ["支付日期", "付款日期", "日期", "date", "paymentdate"], need: "cell", isOfWhole: false, read: (cell, { today }) => dayCell(cell, today) },
    { field: "payee", names: ["收款人", "收款单位", "收款方", "payee"], need: "cell", isOfWhole: false, read: (cell) => textCell(cell, 120) },
    { field: "method", names: ["支付方式", "付款方式", "方式", "method", "paymentmethod"], need: "cell", isOfWhole: false, read: (cell) => methodCell(cell) },
    { field: "invoice", names: ["发票号", "发票号码", "发票", "invoice", "invoiceno.", "invoiceno", "invoicenumber"], need: "none", isOfWhole: false,
      read: (cell) => numberCell(cell, 60) },
    { field: "voucher", names: ["凭证号", "凭证号码", "凭证", "voucher", "voucherno.", "voucherno", "vouchernumber"], need: "none", isOfWhole: false,
      read: (cell) => numberCell(cell, 60) },
    { field: "summary", names: ["摘要", "summary"], need: "none", isOfWhole: false, read: (cell) => textCell(cell, 300) },
  ],
};

/** As an export writes them, and an import reads them. */
export const PAYMENT_HEADINGS: readonly string[] = PAYMENT_FORM.columns.map((column) => column.names[0]!);

/** All that a payment says, as the command line writes it down: the same
 * payment of the same sheet has the same request id in both. */
export function paymentContent(payment: PaymentRow): string {
  return [payment.allocation, payment.purpose, payment.fen.toString(), payment.day, payment.payee, String(payment.method),
    payment.invoice, payment.voucher, payment.summary].join("\u001f");
}

export function paymentOfRow(payment: PaymentRow, requestId: string, county: string): MessageInitShape<typeof CreatePaymentRequestSchema> {
  return create(CreatePaymentRequestSchema, { requestId, parent: county, payment: {
    allocation: payment.allocation, purpose: payment.purpose, amount: moneyOf(payment.fen), paymentDate: dayOfIso(payment.day)!,
    payee: payment.payee, method: payment.method, invoice: payment.invoice, voucher: payment.voucher, summary: payment.summary } });
}
