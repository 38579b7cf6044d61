// A sheet of orders: each row is a line, and the rows of one supplier and number
// are one order. The columns are the command line's. Pure.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { CreateCommitmentRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { roomFor } from "../room.ts";
import { rules } from "./texts.ts";
import { amountCell, dayCell, numberCell, textCell } from "./cells.ts";
import { allocationOf, type FieldProblem, type Form, type Given, type SheetRecord } from "./form.ts";
import { allocationCell, quantityCell, shownCell } from "./found.ts";

export interface OrderRow {
  allocation: string;
  supplier: string;
  number: string;
  title: string;
  day: string;
  purpose: string;
  fen: bigint;
  item: string;
  quantity: bigint;
  description: string;
}

function check(row: OrderRow, given: Given): FieldProblem<OrderRow>[] {
  const { item, quantity, description, purpose } = row;
  if (!allocationOf(row.allocation, given)?.purposes.some((share) => share.purpose === purpose)) {
    return [{ field: "purpose", problem: () => say(rules.purposeNotAllowed, given.names.of(purpose)) }];
  }
  if (item === "" && description === "") return [{ field: "item", problem: () => say(rules.neitherItem) }];
  return item !== "" && quantity === 0n ? [{ field: "quantity", problem: () => say(rules.required) }] : [];
}

export const ORDER_FORM: Form<OrderRow> = {
  key: ["supplier", "number"], amount: "fen", check,
  drawsOn: (row, given) => {
    const allocation = allocationOf(row.allocation, given);
    return { from: `${row.allocation} ${row.purpose}`, left: allocation && roomFor(allocation, row.purpose)?.available };
  },
  none: { allocation: "", supplier: "", number: "", title: "", day: "", purpose: "", fen: 0n, item: "", quantity: 0n, description: "" },
  columns: [
    { field: "allocation", names: ["指标", "指标分配", "指标编号", "allocation"], need: "cell", isOfWhole: true,
      read: (cell, { allocations, names }) => allocationCell(cell, allocations, names) },
    { field: "supplier", names: ["供应商", "供货单位", "供货商", "supplier"], need: "cell", isOfWhole: true, read: (cell) => textCell(cell, 120) },
    { field: "number", names: ["合同编号", "合同号", "订单号", "订单编号", "编号", "number", "ordernumber", "orderno.", "orderno"], need: "cell", isOfWhole: true,
      read: (cell) => numberCell(cell, 60) },
    { field: "title", names: ["标题", "合同名称", "title"], need: "none", isOfWhole: true, read: (cell) => textCell(cell, 300) },
    { field: "day", names: ["日期", "签订日期", "订单日期", "date", "orderdate"], need: "cell", isOfWhole: true, read: (cell, { today }) => dayCell(cell, today) },
    { field: "purpose", names: ["用途", "资金用途", "purpose"], need: "cell", isOfWhole: false,
      read: (cell, { names }) => shownCell(cell, names.catalogue.purposes, rules.badPurpose) },
    { field: "fen", names: ["金额", "行金额", "小计金额", "amount"], need: "cell", isOfWhole: false, read: (cell, { fenInOne }) => amountCell(cell, fenInOne) },
    { field: "item", names: ["品种", "物资", "物资品种", "item"], need: "none", isOfWhole: false,
      read: (cell, { names }) => shownCell(cell, names.catalogue.items, rules.badItem) },
    { field: "quantity", names: ["数量", "quantity"], need: "none", isOfWhole: false, read: (cell) => quantityCell(cell) },
    { field: "description", names: ["说明", "内容", "货物名称", "description"], need: "none", isOfWhole: false, read: (cell) => textCell(cell, 300) },
  ],
};

export function orderOfRows({ parts }: SheetRecord<OrderRow>, ids: { requestId: string; resourceId: string }, county: string):
    MessageInitShape<typeof CreateCommitmentRequestSchema> {
  const { allocation, supplier, number, title, day } = parts[0]!;
  return create(CreateCommitmentRequestSchema, {
    requestId: ids.requestId, parent: county, commitmentId: ids.resourceId,
    commitment: { allocation, supplier, number, title, commitmentDate: dayOfIso(day)!,
      lines: parts.map((part) => ({ purpose: part.purpose, description: part.description, item: part.item, quantity: part.quantity, amount: moneyOf(part.fen) })) },
  });
}
