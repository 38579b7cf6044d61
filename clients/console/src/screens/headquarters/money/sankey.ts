// The flow as a chart. Many orders are drawn as one: the table tells each.
import { yuan } from "$src/format/money.ts";
import type { ChartOption } from "../chart/echarts.ts";
import type { Sight } from "../words/sight.ts";
import type { FlowNode, FlowStep } from "./flow.ts";
import { flow } from "./texts.ts";

const MOST_ORDERS = 12;
const ORDER_DEPTH = 3;
const COLOURS = ["#0b5563", "#1476c9", "#4a6fa5", "#8a4b00", "#5b7f2b", "#1c6b3a"];

/** The largest orders stay; the others become one. */
export function withFewOrders(steps: readonly FlowStep[], sight: Sight): FlowStep[] {
  const orders = new Map<string, bigint>();
  for (const { to, fen } of steps) {
    if (to.depth === ORDER_DEPTH && to.key.includes("/commitments/")) orders.set(to.key, (orders.get(to.key) ?? 0n) + fen);
  }
  const kept = new Set([...orders].sort((a, b) => (b[1] > a[1] ? 1 : -1)).slice(0, MOST_ORDERS).map(([key]) => key));
  const others: FlowNode = { key: "3 others", name: sight.say(flow.otherOrders), depth: ORDER_DEPTH };
  const shown = (node: FlowNode) => (orders.has(node.key) && !kept.has(node.key) ? others : node);
  const together = new Map<string, FlowStep>();
  for (const { from, to, fen } of steps) {
    const step = { from: shown(from), to: shown(to), fen };
    const key = `${step.from.key}>${step.to.key}`;
    const known = together.get(key);
    together.set(key, known ? { ...known, fen: known.fen + fen } : step);
  }
  return [...together.values()];
}

/** ECharts puts what has no way on at the right; here each stands at its step. */
export function sankeyOption(steps: readonly FlowStep[], sight: Sight): ChartOption {
  const shown = withFewOrders(steps, sight);
  const nodes = new Map(shown.flatMap(({ from, to }) => [[from.key, from], [to.key, to]] as const));
  const through = (key: string) => {
    const sum = (side: "from" | "to") => shown.reduce((total, step) => (step[side].key === key ? total + step.fen : total), 0n);
    const [out, into] = [sum("from"), sum("to")];
    return out > into ? out : into;
  };
  const labelOf = (key: string) => `${nodes.get(key)?.name ?? ""}\n${yuan(through(key))}`;
  return {
    series: [{
      type: "sankey", nodeAlign: "left", left: 4, right: 130, top: 16, bottom: 16, nodeWidth: 12, nodeGap: 20, draggable: false,
      lineStyle: { color: "gradient", opacity: 0.35 },
      emphasis: { focus: "adjacency" }, label: { fontSize: 12, lineHeight: 15, width: 130, overflow: "break", formatter: ({ name }) => labelOf(name) },
      data: [...nodes.values()].map((node) => ({ name: node.key, depth: node.depth, itemStyle: { color: COLOURS[node.depth]! } })),
      links: shown.map(({ from, to, fen }) => ({ source: from.key, target: to.key, value: Number(fen) })),
    }],
  };
}
