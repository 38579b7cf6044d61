import { expect, test, vi } from "vitest";
import { Task_KindSchema, type Task_Kind } from "$calls/misfits/epiledger/supplies/v1/supplies_pb.ts";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });

test("every kind of task has words of its own, and so has one that is not known", async () => {
  const [{ meaningOf }, { words }] = await Promise.all([import("./kinds.ts"), import("./texts.ts")]);
  const kinds = Task_KindSchema.values.map((value) => value.number).filter((number) => number !== 0);
  expect(new Set(kinds.map((kind) => meaningOf(kind).what)).size).toBe(kinds.length);
  expect(kinds.map((kind) => meaningOf(kind).what)).not.toContain(words.kinds.other);
  expect(meaningOf(999 as Task_Kind).what).toBe(words.kinds.other);
});
