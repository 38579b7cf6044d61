// Money: whole fen, shown as yuan.
import { halfWidth } from "./half_width.ts";
import { grouped } from "./number.ts";

/** 123456789n is `1,234,567.89`. */
export function yuan(fen: bigint): string {
  const magnitude = fen < 0n ? -fen : fen;
  const cents = (magnitude % 100n).toString().padStart(2, "0");
  return `${fen < 0n ? "-" : ""}${grouped(magnitude / 100n)}.${cents}`;
}

/** google.type.Money of CNY in fen. */
export function fenOf(money: { units: bigint; nanos: number }): bigint {
  return money.units * 100n + BigInt(Math.trunc(money.nanos / 10_000_000));
}

/** Fen as google.type.Money. */
export function moneyOf(fen: bigint): { currencyCode: string; units: bigint; nanos: number } {
  return { currencyCode: "CNY", units: fen / 100n, nanos: Number(fen % 100n) * 10_000_000 };
}

/** What words behind an amount make of it, in fen for one. */
const UNITS: readonly [RegExp, bigint][] = [
  [/亿元?$/, 10_000_000_000n], [/万元?$/, 1_000_000n], [/千元?$/, 100_000n], [/元?$/, 100n],
];
const LARGEST_FEN = 1_000_000_000_000_000n;

/** What a person typed as an amount, in fen: `128,000.50`, `12.8万`, `¥４００元`.
 * Nothing where it is none, or not of whole fen. */
export function typedFen(typed: string, inOne = 100n): bigint | undefined {
  const plain = halfWidth(typed).replaceAll(" ", "").replace(/^(¥|人民币|CNY|RMB)/i, "");
  const [word, fenInUnit] = UNITS.find(([pattern]) => pattern.test(plain))!;
  const hasUnit = plain.replace(word, "") !== plain;
  const parts = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,10}))?$/.exec(plain.replace(word, ""));
  if (!parts) return undefined;
  const decimals = parts[2] ?? "";
  const scale = 10n ** BigInt(decimals.length);
  const figure = BigInt(parts[1]!.replaceAll(",", "") + decimals) * (hasUnit ? fenInUnit : inOne);
  if (figure % scale !== 0n) return undefined;
  const fen = figure / scale;
  return fen <= LARGEST_FEN ? fen : undefined;
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

function groupInCapitals(group: number): string {
  let words = "";
  let isGap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      isGap = words !== "";
      continue;
    }
    words += `${isGap ? "零" : ""}${DIGITS[digit]}${PLACES[place]}`;
    isGap = false;
  }
  return words;
}

function wholeInCapitals(whole: bigint): string {
  let words = "";
  let isGap = false;
  for (let at = GROUPS.length - 1; at >= 0; at--) {
    const group = Number((whole / 10_000n ** BigInt(at)) % 10_000n);
    if (group === 0) {
      isGap = words !== "";
      continue;
    }
    words += `${words !== "" && (isGap || group < 1000) ? "零" : ""}${groupInCapitals(group)}${GROUPS[at]}`;
    isGap = false;
  }
  return words;
}

/** As vouchers have it: 12800050n is `壹拾贰万捌仟元伍角整`. */
export function inCapitals(fen: bigint): string {
  const whole = fen / 100n;
  const [tenths, cents] = [Number((fen / 10n) % 10n), Number(fen % 10n)];
  const front = whole > 0n || fen === 0n ? `${wholeInCapitals(whole) || "零"}元` : "";
  if (tenths === 0 && cents === 0) return `${front}整`;
  const tenth = tenths > 0 ? `${DIGITS[tenths]}角` : front === "" ? "" : "零";
  return `${front}${tenth}${cents > 0 ? `${DIGITS[cents]}分` : "整"}`;
}
