// Columns of a trace as a file: a row for each place where goods are, and one
// for what is of an order's line and in no place. Pure.
import type { TracedLine } from "$calls/finance/epiledger/command/v1/trace_pb.ts";
import type { PlacedGoods } from "$calls/finance/epiledger/supplies/v1/trace_pb.ts";
import { grouped } from "$src/format/number.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Column } from "$src/parts/sheet.ts";
import { moneyCell } from "./amounts.ts";
import { moneyColumn, textColumn } from "./money_columns.ts";
import type { Names } from "./names.ts";
import { placeText } from "./states.ts";
import { words } from "./texts.ts";

interface Placed {
  line: TracedLine;
  where: { text: string; facility: string; item: string; quantity: bigint; value: PlacedGoods["value"] } | undefined;
}

/** The rows of one line. */
export function placedIn(line: TracedLine): Placed[] {
  const { goods, money } = line;
  const item = money?.item ?? "";
  const beside = goods ? [
    { text: say(words.outstanding), facility: "", item, quantity: goods.outstanding, value: goods.outstandingValue },
    { text: say(words.unmatched), facility: "", item, quantity: goods.unmatched, value: goods.unmatchedValue },
    { text: say(words.overDelivered), facility: "", item, quantity: goods.overDelivered, value: undefined },
  ].filter((one) => one.quantity > 0n) : [];
  const places = (goods?.places ?? []).map((one) =>
    ({ text: say(placeText(one.place)), facility: one.facility, item: one.item, quantity: one.quantity, value: one.value }));
  const all = [...places, ...beside];
  return all.length === 0 ? [{ line, where: undefined }] : all.map((where) => ({ line, where }));
}

export function traceColumns(names: Names): Column<Placed>[] {
  return [
    textColumn(words.orderedGoods, ({ line, where }) => {
      const item = line.money?.item || where?.item || "";
      return item === "" ? (line.money?.description ?? "") : names.of(item);
    }),
    textColumn(words.supplier, ({ line }) => `${line.money?.supplier ?? ""} ${line.money?.number ?? ""}`.trim()),
    textColumn(words.document, ({ line }) => (line.money ? names.of(line.money.allocation) : "")),
    textColumn(words.purpose, ({ line }) => (line.money ? names.of(line.money.purpose) : "")),
    moneyColumn(words.amount, ({ line }) => (line.money ? moneyCell(line.money.amount) : { text: "" })),
    textColumn(words.where, ({ where }) => [where && where.facility !== "" ? names.of(where.facility) : "", where?.text ?? ""].filter((part) => part !== "").join(" · ")),
    { heading: say(words.quantity), isFigure: true, of: ({ where }) =>
      (where ? { text: `${grouped(where.quantity)}${names.unit(where.item)}`, number: where.quantity.toString() } : { text: "" }) },
    moneyColumn(words.worth, ({ where }) => (where ? moneyCell(where.value) : { text: "" })),
  ];
}
