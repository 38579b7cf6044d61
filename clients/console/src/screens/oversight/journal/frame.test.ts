import { expect, test } from "vitest";
import { readFrame } from "./frame.ts";

const encoder = new TextEncoder();

function number(value: number): number[] {
  return [0, 0, Math.floor(value / 256), value % 256];
}

function block(text: string): number[] {
  const bytes = encoder.encode(text);
  return [...number(bytes.length), ...bytes];
}

function frame(domain: string): Uint8Array {
  return Uint8Array.from([...block(domain), ...block("funding"), ...block("990101"), ...block("ledger"), ...new Array<number>(16 + 16).fill(7),
    ...block("s-1"), ...block("r-1"), ...block("epiledger.x.v1.X.CreateX"), ...number(2), ...new Array<number>(2 * 36).fill(9),
    ...block("epiledger.journal.v1.Effects"), ...block("事件"), ...number(0), ...block(""), ...number(0)]);
}

test("an entry's bytes tell its book and its event", () => {
  const told = readFrame(frame("epiledger.journal.v1"))!;
  expect(told).toMatchObject({ service: "funding", county: "990101", kind: "ledger", eventType: "epiledger.journal.v1.Effects" });
  expect(new TextDecoder().decode(told.event)).toBe("事件");
});

test("what is cut short, or of another format, is no frame", () => {
  expect(readFrame(frame("epiledger.journal.v9"))).toBeUndefined();
  const whole = frame("epiledger.journal.v1");
  for (const length of [0, 3, 40, whole.length - 20]) expect(readFrame(whole.subarray(0, length))).toBeUndefined();
});
