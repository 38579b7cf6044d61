// Money: whole fen, shown as yuan.
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
