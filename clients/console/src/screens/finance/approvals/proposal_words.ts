// A proposal in words: what its approval would do, all of it. Pure.
import { AllocationChange_Kind } from "$calls/finance/epiledger/funding/v1/allocation_change_pb.ts";
import { Payment_Kind, type Payment } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { Proposal_Kind, type ApprovalLimits, type Proposal } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { dateText, type Day } from "$src/format/day.ts";
import { fenOf, yuan } from "$src/format/money.ts";
import { grouped } from "$src/format/number.ts";
import { language, say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { accountText } from "$src/names/accounts.ts";
import type { Names } from "../names.ts";
import { methodText } from "../states.ts";
import { words as finance } from "../texts.ts";
import { words } from "./texts.ts";

type Sentence = Text<[string, string, string]>;
type Write = Extract<Proposal["write"], { value: object }>;
type Case = Write["case"];
type Of<Name extends Case> = Extract<Write, { case: Name }>["value"];
type Kind = Exclude<Proposal_Kind, Proposal_Kind.UNSPECIFIED>;

const PAYS: Record<Payment_Kind, Sentence> = {
  [Payment_Kind.UNSPECIFIED]: words.willPay, [Payment_Kind.DIRECT]: words.willPay, [Payment_Kind.PREPAYMENT]: words.willPrepay,
  [Payment_Kind.SETTLEMENT]: words.willSettle, [Payment_Kind.LIABILITY]: words.willRepay,
};

const WILL: Record<Kind, (proposal: Proposal) => Sentence | undefined> = {
  [Proposal_Kind.PAYMENT]: ({ write }) => PAYS[write.case === "payment" ? write.value.kind : Payment_Kind.DIRECT],
  [Proposal_Kind.COMMITMENT]: () => words.willOrder,
  [Proposal_Kind.TRANSFER]: () => words.willTransfer,
  [Proposal_Kind.RECALL]: ({ write }) => (write.case === "carryOver" ? words.willCarry : words.willRecall),
  [Proposal_Kind.LIMITS]: () => undefined,
};

/** One sentence: `从 … 向 … 支付 1,200,000.00 元`. */
export function willDo(proposal: Proposal, names: Names): string {
  const will = proposal.kind === Proposal_Kind.UNSPECIFIED ? undefined : WILL[proposal.kind](proposal);
  if (!will) return say(words.willLimit);
  const payee = proposal.payee.startsWith("counties/") ? names.of(proposal.payee) : proposal.payee;
  return say(will, names.of(proposal.allocation), payee, proposal.amount ? yuan(fenOf(proposal.amount)) : say(finance.unknown));
}

export interface Detail {
  name: string;
  value: string;
}

type Money = { units: bigint; nanos: number } | undefined;

function money(amount: Money): string {
  return amount ? say(finance.yuanOf, yuan(fenOf(amount))) : "";
}

/** The same where nothing says nothing. */
function moneyAbove0(amount: Money): string {
  return amount && fenOf(amount) > 0n ? money(amount) : "";
}

function date(day: Day | undefined): string {
  return day ? dateText(day, language.current) : "";
}

function named(names: Names, name: string): string {
  return name === "" ? "" : names.of(name);
}

export type Row = readonly [name: Text, value: string];

function ofOrder({ commitment, line }: Payment, names: Names): string {
  return commitment === "" ? "" : say(words.orderLineOf, names.of(commitment), line.toString());
}

function paymentRows(payment: Payment, names: Names): Row[] {
  return [[words.allocation, named(names, payment.allocation)], [finance.purpose, named(names, payment.purpose)], [finance.amount, money(payment.amount)], [finance.payDay, date(payment.paymentDate)],
    [finance.payee, payment.payee], [finance.method, say(methodText(payment.method))], [finance.invoice, payment.invoice],
    [finance.wholeInvoice, moneyAbove0(payment.invoiceAmount)], [finance.voucher, payment.voucher], [finance.summary, payment.summary],
    [words.payOrderLine, ofOrder(payment, names)], [words.liability, named(names, payment.liability)]];
}

function orderRows(order: Of<"commitment">, names: Names): Row[] {
  const lines = order.lines.map((line, at): Row => [
    { zh: () => finance.orderLine.zh(at + 1), en: () => finance.orderLine.en(at + 1) },
    [named(names, line.purpose), named(names, line.item), line.quantity > 0n ? `${grouped(line.quantity)}${names.unit(line.item)}` : "",
      line.description, money(line.amount)].filter((part) => part !== "").join(" · ")]);
  return [[words.allocation, named(names, order.allocation)], [finance.supplier, order.supplier], [finance.orderNumber, order.number],
    [finance.orderTitle, order.title], [words.orderDay, date(order.commitmentDate)], ...lines];
}

function changeRows(change: Of<"allocationChange">, names: Names): Row[] {
  const isTransfer = change.kind === AllocationChange_Kind.TRANSFER;
  return [[words.allocation, named(names, change.allocation)], [isTransfer ? words.fromShare : finance.purpose, named(names, change.purpose)],
    [finance.amount, money(change.amount)], [words.changeDay, date(change.changeDate)],
    [words.toAllocation, named(names, change.targetAllocation)], [words.toShare, named(names, change.targetPurpose)],
    [words.approver, change.approver === "" ? "" : names.who(change.approver)], [finance.paper, change.documentNumber], [words.reason, change.reason]];
}

function carryRows(carried: Of<"carryOver">, names: Names): Row[] {
  const { carried: left } = carried;
  return [[words.allocation, named(names, carried.allocation)], [words.goesOn, named(names, carried.targetAllocation)],
    [words.carryDay, date(carried.carryDate)], [words.carriedTotal, money(left?.total)], [words.carriedAvailable, moneyAbove0(left?.available)],
    [words.carriedHeld, moneyAbove0(left?.held)], [words.carriedPrepaid, moneyAbove0(left?.prepaid)], [words.carriedAccrued, moneyAbove0(left?.accrued)],
    [words.carriedDisbursed, moneyAbove0(left?.disbursed)], [words.carriedAdvanced, moneyAbove0(left?.advanced)],
    [words.ordersAlong, carried.commitments.map((one) => names.of(one)).join(say(finance.comma))],
    [words.approver, carried.approver === "" ? "" : names.who(carried.approver)], [finance.paper, carried.documentNumber], [words.reason, carried.reason]];
}

function limitRows(limits: ApprovalLimits): Row[] {
  const limit = (amount: Money) => (amount ? money(amount) : say(words.noLimit));
  return [[words.limitPayment, limit(limits.payment)], [words.limitOrder, limit(limits.commitment)], [words.limitTransfer, limit(limits.transfer)],
    [words.limitRecall, limit(limits.recall)], [words.windowHours, say(words.hours, limits.windowHours)],
    [words.expiryHours, say(words.hours, limits.expiryHours)], [words.nearPercent, say(words.percent, limits.nearPercent)]];
}

/** New limits beside those they replace. */
function changedLimits(limits: ApprovalLimits, replaced: ApprovalLimits | undefined): Row[] {
  const before = replaced ? limitRows(replaced) : [];
  return limitRows(limits).map(([name, value], at): Row =>
    [name, before[at] && before[at][1] !== value ? say(words.becomes, before[at][1], value) : value]);
}

const ROWS: { [Name in Case]: (write: Of<Name>, names: Names, proposal: Proposal) => Row[] } = {
  payment: paymentRows, commitment: orderRows, allocationChange: changeRows, carryOver: carryRows,
  approvalLimits: (limits, _, { replacedLimits }) => changedLimits(limits, replacedLimits),
};

function rowsOf<Name extends Case>(name: Name, write: Of<Name>, names: Names, proposal: Proposal): Row[] {
  return ROWS[name](write, names, proposal);
}

function holdRows({ name, holds }: Proposal, names: Names): Row[] {
  const county = name.split("/proposals/")[0]!;
  return holds.map((hold) => [words.holds, say(words.holdOf, accountText(hold.account, county, names), money(hold.amount), date(hold.date))]);
}

/** Rows that say something. */
export function detailed(rows: readonly Row[]): Detail[] {
  return rows.filter(([, value]) => value !== "").map(([name, value]) => ({ name: say(name), value }));
}

/** All that a payment says, as a person reads it. */
export function paymentDetails(payment: Payment, names: Names): Detail[] {
  return detailed(paymentRows(payment, names));
}

/** The same of an order, line by line. */
export function orderDetails(order: Of<"commitment">, names: Names): Detail[] {
  return detailed(orderRows(order, names));
}

/** All that would be recorded, and what it holds until then, as a person reads it. */
export function detailsOf(proposal: Proposal, names: Names): Detail[] {
  const { write } = proposal;
  const rows = write.case === undefined ? [] : rowsOf(write.case, write.value, names, proposal);
  return detailed([...rows, ...holdRows(proposal, names)]);
}
