// A proposal in words: what its approval would do. Pure.
import type { ApprovalLimits, Proposal } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { Proposal_Kind } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { fenOf, yuan } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { Names } from "./names.ts";
import { methodText, proposalKind } from "./states.ts";
import { words } from "./texts.ts";

const WILL: Partial<Record<Proposal_Kind, Text<[string, string, string]>>> = {
  [Proposal_Kind.PAYMENT]: words.willPay, [Proposal_Kind.COMMITMENT]: words.willOrder,
  [Proposal_Kind.TRANSFER]: words.willTransfer, [Proposal_Kind.RECALL]: words.willRecall,
};

/** One sentence: `从 … 向 … 支付 1,200,000.00 元`. */
export function willDo(proposal: Proposal, names: Names): string {
  const will = WILL[proposal.kind];
  if (!will || !proposal.amount) return say(words.willLimit);
  const payee = proposal.payee.startsWith("counties/") ? names.of(proposal.payee) : proposal.payee;
  return say(will, names.of(proposal.allocation), payee, yuan(fenOf(proposal.amount)));
}

export interface Detail {
  name: string;
  value: string;
}

function money(amount: { units: bigint; nanos: number } | undefined): string {
  return amount ? say(words.yuanOf, yuan(fenOf(amount))) : "";
}

function limitsOf(limits: ApprovalLimits): Detail[] {
  const limit = (kind: Proposal_Kind, amount: ApprovalLimits["payment"]) =>
    ({ name: say(proposalKind(kind)), value: amount ? money(amount) : say(words.noLimit) });
  return [limit(Proposal_Kind.PAYMENT, limits.payment), limit(Proposal_Kind.COMMITMENT, limits.commitment),
    limit(Proposal_Kind.TRANSFER, limits.transfer), limit(Proposal_Kind.RECALL, limits.recall),
    { name: say(words.windowHours), value: say(words.hours, limits.windowHours) },
    { name: say(words.expiryHours), value: say(words.hours, limits.expiryHours) }];
}

/** New limits beside those they replace. */
function changesOf(limits: ApprovalLimits, replaced: ApprovalLimits | undefined): Detail[] {
  const before = replaced ? limitsOf(replaced) : [];
  return limitsOf(limits).map(({ name, value }, at) =>
    ({ name, value: before[at] && before[at].value !== value ? `${before[at].value} → ${value}` : value }));
}

/** All that would be recorded, as a person reads it. */
export function detailsOf(proposal: Proposal, names: Names): Detail[] {
  const { write } = proposal;
  const all: Detail[] = [];
  const add = (name: Text, value: string) => { if (value !== "") all.push({ name: say(name), value }); };
  if (write.case === "payment") {
    add(words.purpose, names.of(write.value.purpose));
    add(words.method, say(methodText(write.value.method)));
    add(words.invoice, write.value.invoice);
    add(words.voucher, write.value.voucher);
    add(words.summary, write.value.summary);
  } else if (write.case === "commitment") {
    add(words.orderNumber, write.value.number);
    add(words.orderTitle, write.value.title);
    write.value.lines.forEach((line, at) => all.push({ name: say(words.orderLine, at + 1),
      value: [names.of(line.purpose), line.item === "" ? line.description : `${names.of(line.item)} ${line.quantity}${names.unit(line.item)}`,
        money(line.amount)].join(" · ") }));
  } else if (write.case === "approvalLimits") {
    all.push(...changesOf(write.value, proposal.replacedLimits));
  }
  return all;
}
