// Columns of a sheet of counts: the names that the command line knows them by.
import { SurplusReason } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { compact } from "$src/sheets/headings.ts";

export type Field = "item" | "name" | "counted" | "reason" | "confirm" | "number";

const NAMES: Record<Field, readonly string[]> = {
  item: ["品种标识", "品种", "标识", "编码", "item", "id"],
  name: ["名称", "品名", "name"],
  counted: ["实盘数", "盘点数", "实盘", "清点数量", "counted", "found"],
  reason: ["盘盈原因", "surplusreason"],
  confirm: ["确认无误", "确认", "confirm"],
  number: ["盘点表号", "sheet"],
};

/** Of a sheet to fill in. */
export const HEADINGS = {
  name: "名称", unit: "单位", packs: "包装", expected: "账面数", last: "上次盘点", counted: "实盘数", reason: "盘盈原因",
  confirm: "确认无误", item: "品种标识", number: "盘点表号",
};

/** What a column holds; nothing of what a count does not take. */
export function fieldOf(name: string): Field | undefined {
  return (Object.keys(NAMES) as Field[]).find((field) => NAMES[field].includes(name));
}

const REASONS: Record<string, SurplusReason> = {
  上次少盘: SurplusReason.EARLIER_MISCOUNT, earliermiscount: SurplusReason.EARLIER_MISCOUNT,
  漏登入库: SurplusReason.UNRECORDED_RECEIPT, unrecordedreceipt: SurplusReason.UNRECORDED_RECEIPT,
  退回: SurplusReason.RETURNED, returned: SurplusReason.RETURNED,
};

export function reasonOf(cell: string): SurplusReason | undefined {
  return REASONS[compact(cell)];
}

const YES = ["是", "√", "✓", "yes", "y", "true"];
const NO = ["否", "no", "n", "false"];

export function yesOf(cell: string): boolean | undefined {
  const said = compact(cell);
  return YES.includes(said) ? true : NO.includes(said) ? false : undefined;
}

export interface SheetNumber {
  sequence: bigint;
  incarnation: Uint8Array<ArrayBuffer>;
}

/** `57-` and 32 hex digits: when a sheet was drawn. */
export function sheetNumberOf(cell: string): SheetNumber | undefined {
  const parts = /^(\d{1,18})-([0-9a-f]{32})$/.exec(compact(cell));
  return parts ? { sequence: BigInt(parts[1]!),
    incarnation: Uint8Array.from(parts[2]!.match(/../g)!, (byte) => Number.parseInt(byte, 16)) } : undefined;
}

export function sheetNumberText({ sequence, incarnation }: { sequence: bigint; incarnation: Uint8Array }): string {
  return `${sequence}-${Array.from(incarnation, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
