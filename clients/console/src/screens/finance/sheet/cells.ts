// Cells of sheets: each gives its value, or says what is wrong.
// Pure; the rules are the command line's.
import { Payment_Method } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { timeTyped } from "$src/format/day.ts";
import { halfWidth } from "$src/format/half_width.ts";
import { typedFen } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { compact } from "$src/sheets/headings.ts";
import { rules } from "./texts.ts";

/** A value, or the words for what is wrong, said when they are shown. */
export type Cell<Value> = { value: Value } | { problem: () => string };

function wrong(rule: (typeof rules)["badAmount"], found: string): { problem: () => string } {
  return { problem: () => say(rule, found.trim().slice(0, 60)) };
}

const IS_NEGATIVE = /^(¥|人民币)?(-|−|\(.*\)$)/;

export function amountCell(cell: string, fenInOne: bigint): Cell<bigint> {
  const plain = halfWidth(cell).replaceAll(" ", "");
  if (IS_NEGATIVE.test(plain)) return wrong(rules.negative, cell);
  const fen = typedFen(plain, fenInOne);
  return fen === undefined || fen === 0n ? wrong(rules.badAmount, cell) : { value: fen };
}

const DAY_FORMS = [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/, /^(\d{4})(\d{2})(\d{2})$/];

/** `2020-02-01`, `2020/2/1`, `2020年2月1日`, `20200201`; not after today. */
export function dayCell(cell: string, today: string): Cell<string> {
  const plain = halfWidth(cell).replace(/ 0?0:00(:00)?$/, "").replaceAll(" ", "");
  const parts = DAY_FORMS.map((form) => form.exec(plain)).find((found) => found !== null);
  if (!parts) return wrong(rules.badDate, cell);
  const iso = [parts[1]!, parts[2]!.padStart(2, "0"), parts[3]!.padStart(2, "0")].join("-");
  if (timeTyped(`${iso}T00:00`) === undefined) return wrong(rules.badDate, cell);
  return iso > today ? wrong(rules.dateAhead, iso) : { value: iso };
}

const METHODS: Record<string, Payment_Method> = {
  直接支付: Payment_Method.DIRECT, 直接: Payment_Method.DIRECT, 财政直接支付: Payment_Method.DIRECT, direct: Payment_Method.DIRECT,
  授权支付: Payment_Method.AUTHORIZED, 授权: Payment_Method.AUTHORIZED, 财政授权支付: Payment_Method.AUTHORIZED,
  authorized: Payment_Method.AUTHORIZED, authorised: Payment_Method.AUTHORIZED,
  自有账户: Payment_Method.OWN_ACCOUNT, 自有: Payment_Method.OWN_ACCOUNT, "own-account": Payment_Method.OWN_ACCOUNT,
  ownaccount: Payment_Method.OWN_ACCOUNT,
};

export function methodCell(cell: string): Cell<Payment_Method> {
  const method = METHODS[compact(cell)];
  return method === undefined ? wrong(rules.badMethod, cell) : { value: method };
}

const FORMULA_ERRORS = new Set(["#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#num!", "#null!"]);

export function textCell(cell: string, longest: number): Cell<string> {
  const tidy = halfWidthSpaces(cell);
  if (FORMULA_ERRORS.has(compact(cell)) || /^#+$/.test(compact(cell))) return wrong(rules.formulaError, cell);
  return [...tidy].length > longest ? { problem: () => say(rules.tooLong, longest) } : { value: tidy };
}

/** A number that a spreadsheet took for a figure has lost its last digits. */
export function numberCell(cell: string, longest: number): Cell<string> {
  const plain = halfWidth(cell);
  return /^[\d.]+[eE]\+\d+$/.test(plain) ? wrong(rules.shortened, cell) : textCell(plain, longest);
}

/** Without spaces at the ends, and never more than one between. */
function halfWidthSpaces(cell: string): string {
  return cell.replaceAll("\u3000", " ").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
}
