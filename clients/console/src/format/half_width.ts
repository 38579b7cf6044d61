// Half width: digits and signs as an input method may type them, made plain.

const FULL_WIDTH_FIRST = 0xff01;
const HALF_WIDTH_FIRST = 0x21;

/** `１２，０００．５` is `12,000.5`; spaces at the ends are gone. */
export function halfWidth(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (sign) =>
      String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_FIRST + HALF_WIDTH_FIRST))
    .replaceAll("\u3000", " ").replaceAll("\u00a0", " ").replaceAll("￥", "¥").trim();
}
