// The flow as rows, and where the goods are.
import type { TracedLine } from "$calls/headquarters/epiledger/command/v1/trace_pb";
import type { PlacedGoods } from "$calls/headquarters/epiledger/supplies/v1/trace_pb";
import { fenOf } from "$src/format/money.ts";
import { link, linkOf } from "$src/format/link.ts";
import { money, type Cell, type Column } from "$src/parts/sheet.ts";
import type { Sight } from "../words/sight.ts";
import { placeWords, type FlowNode, type FlowStep } from "./flow.ts";
import { flow } from "./texts.ts";

/** Where the books of a step are: the finance view's documents, orders and
 * statements, or an item. */
export function nodeLink(key: string): string {
  const name = key.slice(key.lastIndexOf(" ") + 1);
  const [, , kind, id, part, number] = name.split("/");
  const money = (...parts: string[]) => linkOf({ parts, marks: { view: "finance" } });
  if (id === undefined) return "";
  switch (kind) {
    case "funds": return money("statement", "fund", id);
    case "documents": return part === undefined ? money("document", id) : money("statement", id, number!);
    case "commitments": return money("order", id);
    case "items": return link("item", id);
    default: return "";
  }
}

function nodeCell(node: FlowNode): Cell {
  const to = nodeLink(node.key);
  return to === "" ? { text: node.name } : { text: node.name, link: to };
}

export function stepColumns(sight: Sight): Column<FlowStep>[] {
  return [
    { heading: sight.say(flow.stage), of: ({ from }) => ({ text: sight.say(flow.stages[from.depth]!) }) },
    { heading: sight.say(flow.from), of: ({ from }) => nodeCell(from) },
    { heading: sight.say(flow.to), of: ({ to }) => nodeCell(to) },
    { heading: sight.say(flow.amount), isFigure: true, of: ({ fen }) => money(fen) },
  ];
}

/** Goods bought by orders: pieces of one item in one kind of place of one facility. */
export interface GoodsRow {
  key: string;
  place: PlacedGoods;
  quantity: bigint;
  /** Absent: the price of some is not known. */
  fen: bigint | undefined;
}

export function goodsRows(lines: readonly TracedLine[]): GoodsRow[] {
  const rows = new Map<string, GoodsRow>();
  for (const place of lines.flatMap((line) => line.goods?.places ?? [])) {
    const key = `${place.item} ${place.place} ${place.facility}`;
    const fen = place.value && fenOf(place.value);
    const known = rows.get(key);
    rows.set(key, known
      ? { ...known, quantity: known.quantity + place.quantity, fen: known.fen === undefined || fen === undefined ? undefined : known.fen + fen }
      : { key, place, quantity: place.quantity, fen });
  }
  return [...rows.values()].sort((a, b) => (a.place.item < b.place.item ? -1 : a.place.item > b.place.item ? 1 : a.place.place - b.place.place));
}

export function goodsColumns(sight: Sight): Column<GoodsRow>[] {
  return [
    { heading: sight.say(flow.item), of: ({ place }) => sight.item(place.item) },
    { heading: sight.say(flow.place), of: ({ place }) => ({ text: sight.say(placeWords[place.place]) }) },
    { heading: sight.say(flow.store), of: ({ place }) => (place.facility === "" ? { text: sight.unknown } : sight.facility(place.facility)) },
    { heading: sight.say(flow.pieces), isFigure: true, of: (row) => sight.figure(row.quantity, sight.names.item(row.place.item).unit) },
    { heading: sight.say(flow.value), isFigure: true, of: ({ fen }) => (fen === undefined ? sight.figure(undefined) : money(fen)) },
  ];
}
