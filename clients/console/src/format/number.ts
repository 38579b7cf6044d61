// Numbers as people read them.

/** 1234567n is `1,234,567`. */
export function grouped(value: bigint | number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

const FULL_WIDTH_ZERO = 0xff10;

/** What a person typed as a whole number, 0 or more: half or full width, with
 * or without separators. Nothing where it is none. */
export function wholeNumber(typed: string): bigint | undefined {
  const half = typed
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO))
    .replaceAll("，", ",").trim();
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(half)) return undefined;
  const value = BigInt(half.replaceAll(",", ""));
  return value <= 10_000_000_000n ? value : undefined;
}
