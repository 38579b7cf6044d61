// Flow: what became of allocated money, from the fund to the use of the goods.
// Every step is the books' own figure; what nobody could tell stands apart, and
// is never taken for spent or left.
import type { TracedLine } from "$calls/headquarters/epiledger/command/v1/trace_pb";
import type { CountySummary, CountySummary_DocumentSummary as DocumentSummary } from "$calls/headquarters/epiledger/funding/v1/funding_service_pb";
import type { Allocation } from "$calls/headquarters/epiledger/funding/v1/funding_pb";
import { PlacedGoods_Place as Place } from "$calls/headquarters/epiledger/supplies/v1/trace_pb";
import { fenOf } from "$src/format/money.ts";
import type { Text } from "$src/language/texts.ts";
import { idOf } from "$src/names/resource.ts";
import { fenOfParts } from "../glance/purse.ts";
import type { Sight } from "../words/sight.ts";
import { flow } from "./texts.ts";

export interface FlowNode {
  key: string;
  name: string;
  /** 0 funds, 1 documents, 2 allocations, 3 spending, 4 goods, 5 where they are. */
  depth: number;
}

export interface FlowStep {
  from: FlowNode;
  to: FlowNode;
  fen: bigint;
}

/** By document; absent: it could not be asked. */
export type Traces = ReadonlyMap<string, readonly TracedLine[]>;

export const placeWords: Record<Place, Text> = {
  [Place.UNSPECIFIED]: flow.noPrice, [Place.USED]: flow.used, [Place.ISSUED]: flow.used, [Place.SCRAPPED]: flow.lost,
  [Place.LOST]: flow.lost, [Place.IN_SERVICE]: flow.inService, [Place.TRANSIT]: flow.onTheWay, [Place.STORE]: flow.inStores,
  [Place.SENT_BACK]: flow.toCome,
};

/** Steps added up: each pair of nodes once, in the order they came. */
class Steps {
  readonly #nodes = new Map<string, FlowNode>();
  readonly #steps = new Map<string, FlowStep>();

  node(depth: number, key: string, name: string): FlowNode {
    const whole = `${depth} ${key}`;
    const known = this.#nodes.get(whole) ?? { key: whole, name, depth };
    this.#nodes.set(whole, known);
    return known;
  }

  add(from: FlowNode, to: FlowNode, fen: bigint): void {
    if (fen <= 0n) return;
    const key = `${from.key}>${to.key}`;
    const known = this.#steps.get(key);
    if (known) known.fen += fen;
    else this.#steps.set(key, { from, to, fen });
  }

  get all(): FlowStep[] {
    return [...this.#steps.values()].sort((a, b) => a.from.depth - b.from.depth);
  }
}

/** What an order's line holds or has spent of its allocation. */
function spentOf(line: TracedLine): bigint {
  const balance = line.money?.balance;
  return [balance?.held, balance?.prepaid, balance?.accrued, balance?.paid]
    .reduce((sum, amount) => sum + (amount ? fenOf(amount) : 0n), 0n);
}

function addGoods(steps: Steps, order: FlowNode, line: TracedLine, sight: Sight): void {
  const { money, goods } = line;
  const named = (word: Text) => steps.node(5, word.zh(), sight.say(word));
  if (!goods || money?.item === "") return steps.add(order, named(flow.service), spentOf(line));
  const item = steps.node(4, money?.item ?? "", money?.item ? sight.names.item(money.item).name : (money?.description ?? ""));
  if (!goods.value) {
    steps.add(order, item, spentOf(line));
    return steps.add(item, named(flow.noPrice), spentOf(line));
  }
  const parts: [FlowNode, bigint][] = goods.places.map((place) =>
    [named(placeWords[place.place]), place.value ? fenOf(place.value) : 0n]);
  if (goods.outstandingValue) parts.push([named(flow.toCome), fenOf(goods.outstandingValue)]);
  for (const [place, fen] of parts) {
    steps.add(order, item, fen);
    steps.add(item, place, fen);
  }
}

function addAllocation(steps: Steps, node: FlowNode, allocation: Allocation, lines: readonly TracedLine[] | undefined, sight: Sight): void {
  const { balance } = allocation;
  const end = (word: Text, fen: bigint) => steps.add(node, steps.node(3, word.zh(), sight.say(word)), fen);
  steps.add(steps.node(1, flow.transferredIn.zh(), sight.say(flow.transferredIn)), node, fenOfParts(balance, "transferredIn", "carriedIn"));
  const own = lines?.filter((line) => line.money?.allocation === allocation.name && line.money.reversedBy === "");
  if (!own) end(flow.ordersUnknown, fenOfParts(balance, "paid", "held", "prepaid", "accrued"));
  for (const line of own ?? []) {
    const { commitment, supplier, number } = line.money!;
    const order = steps.node(3, commitment, sight.say(flow.order, supplier, number));
    steps.add(node, order, spentOf(line));
    addGoods(steps, order, line, sight);
  }
  if (own) {
    const settled = own.reduce((sum, line) => sum + (line.money?.balance?.paid ? fenOf(line.money.balance.paid) : 0n), 0n);
    end(flow.direct, fenOfParts(balance, "paid") - settled);
  }
  end(flow.proposed, fenOfParts(balance, "proposed"));
  end(flow.frozen, fenOfParts(balance, "frozen"));
  end(flow.recalled, fenOfParts(balance, "recalled"));
  end(flow.transferredOut, fenOfParts(balance, "transferredOut", "carriedOut"));
  end(flow.available, fenOfParts(balance, "available"));
}

/** All steps, of all documents or of one. */
export function flowOf(summary: CountySummary, traces: Traces, sight: Sight, document?: string): FlowStep[] {
  const steps = new Steps();
  const funds = new Map(summary.funds.map((fund) => [fund.name, fund.displayName || idOf(fund.name)]));
  const fundNode = (name: string) => steps.node(0, name, funds.get(name) ?? sight.unknown);
  const documents: DocumentSummary[] = summary.documents.filter((one) => document === undefined || one.name === document);
  for (const one of documents) {
    const node = steps.node(1, one.name, one.number);
    for (const allocation of one.allocations.filter((each) => each.reversedBy === "")) {
      const to = steps.node(2, allocation.name, sight.say(flow.allocation, sight.names.of(allocation.recipient), idOf(allocation.name)));
      const allocated = fenOfParts(allocation.balance, "allocated");
      steps.add(fundNode(allocation.fund), node, allocated);
      steps.add(node, to, allocated);
      addAllocation(steps, to, allocation, traces.get(one.name), sight);
    }
  }
  if (document === undefined) {
    for (const fund of summary.funds) {
      steps.add(fundNode(fund.name), steps.node(1, flow.notAllocated.zh(), sight.say(flow.notAllocated)),
        fund.balance?.available ? fenOf(fund.balance.available) : 0n);
    }
  }
  return steps.all;
}
