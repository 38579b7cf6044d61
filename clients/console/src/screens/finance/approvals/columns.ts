// Columns of a file of proposals: all that their cards say. Pure.
import type { Proposal } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { clockText, dayAt, isoDay, millisOf } from "$src/format/day.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Column } from "$src/parts/sheet.ts";
import { moneyCell } from "../amounts.ts";
import type { Names } from "../names.ts";
import { words as finance } from "../texts.ts";
import { detailsOf, willDo } from "./proposal_words.ts";
import { proposalKind, proposalState } from "./states.ts";
import { words } from "./texts.ts";

function time(stamp: { seconds: bigint; nanos: number } | undefined): string {
  return stamp ? `${isoDay(dayAt(millisOf(stamp)))} ${clockText(millisOf(stamp))}` : "";
}

export function columnsOf(names: Names): Column<Proposal>[] {
  return [
    { heading: say(words.state), of: ({ state }) => ({ text: say(proposalState(state).text) }) },
    { heading: say(words.kind), of: ({ kind }) => ({ text: say(proposalKind(kind)) }) },
    { heading: say(finance.inYuan, say(finance.amount)), isFigure: true, of: ({ amount }) => (amount ? moneyCell(amount) : { text: "" }) },
    { heading: say(words.inDetail), of: (one) => ({ text: willDo(one, names),
      note: detailsOf(one, names).map(({ name, value }) => `${name}：${value}`).join("\n") }) },
    { heading: say(words.proposer), of: ({ proposer }) => ({ text: names.person(proposer) ?? "" }) },
    { heading: say(words.proposed), of: ({ proposeTime }) => ({ text: time(proposeTime) }) },
    { heading: say(words.decided), of: ({ decideTime }) => ({ text: time(decideTime) }) },
    { heading: say(words.reason), of: ({ reason }) => ({ text: reason }) },
  ];
}
