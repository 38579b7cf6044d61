// Columns of a sheet of payments: the names that the command line knows them by.
import { compact } from "$src/sheets/headings.ts";

export type Field = "allocation" | "purpose" | "amount" | "day" | "payee" | "method" | "invoice" | "voucher" | "summary" | "ignored";

export interface ColumnForm {
  field: Field;
  names: readonly string[];
  isRequired: boolean;
}

export const COLUMNS: readonly ColumnForm[] = [
  { field: "allocation", names: ["指标", "指标分配", "指标编号", "allocation"], isRequired: true },
  { field: "purpose", names: ["用途", "资金用途", "purpose"], isRequired: true },
  { field: "amount", names: ["金额", "支付金额", "付款金额", "amount"], isRequired: true },
  { field: "day", names: ["支付日期", "付款日期", "日期", "date", "paymentdate"], isRequired: true },
  { field: "payee", names: ["收款人", "收款单位", "收款方", "payee"], isRequired: true },
  { field: "method", names: ["支付方式", "付款方式", "方式", "method", "paymentmethod"], isRequired: true },
  { field: "invoice", names: ["发票号", "发票号码", "发票", "invoice", "invoiceno.", "invoiceno", "invoicenumber"], isRequired: false },
  { field: "voucher", names: ["凭证号", "凭证号码", "凭证", "voucher", "voucherno.", "voucherno", "vouchernumber"], isRequired: false },
  { field: "summary", names: ["摘要", "summary"], isRequired: false },
  { field: "ignored", names: ["标识", "序号", "行号", "id", "no.", "row"], isRequired: false },
];

/** As an export writes them, and an import reads them. */
export const SHEET_HEADINGS: readonly string[] = COLUMNS.filter((column) => column.field !== "ignored").map((column) => column.names[0]!);

export function columnOf(name: string): ColumnForm | undefined {
  return COLUMNS.find((column) => column.names.includes(name));
}

const UNITS: Record<string, bigint> = {
  元: 100n, 人民币: 100n, 人民币元: 100n, yuan: 100n, cny: 100n, rmb: 100n, 千元: 100_000n, "1k": 100_000n, 人民币千元: 100_000n,
  万: 1_000_000n, 万元: 1_000_000n, 人民币万元: 1_000_000n, "10k": 1_000_000n, 亿: 10_000_000_000n, 亿元: 10_000_000_000n,
};

const UNIT_LABEL = /^(金额单位|货币单位|单位|unit):/;

/** Fen in one of a unit's word, with or without `单位：` in front. */
export function unitOf(word: string): bigint | undefined {
  return UNITS[compact(word).replace(UNIT_LABEL, "")];
}

/** Whether a row says nothing but the unit of all amounts. */
export function isUnitLine(cells: readonly string[]): boolean {
  const said = cells.filter((cell) => cell.trim() !== "");
  return said.length === 1 && UNIT_LABEL.test(compact(said[0]!).replace(/^[([]|[)\]]$/g, ""));
}
