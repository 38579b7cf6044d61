import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { onceMore } from "./again.ts";
import { failureOf, isUnanswered } from "./failure.ts";

/** Fails so often, then answers. */
function line(losses: number, code: Code = Code.Unavailable) {
  const asked = { times: 0 };
  return { asked, ask: async () => {
    if (asked.times++ < losses) throw new ConnectError("no line", code);
    return "answer";
  } };
}

test("what is lost once is asked once more, and no oftener", async () => {
  const once = line(1);
  expect(await onceMore(once.ask)).toBe("answer");
  const twice = line(2);
  await expect(onceMore(twice.ask)).rejects.toThrow("no line");
  expect([once.asked.times, twice.asked.times]).toEqual([2, 2]);
});

test("an answer that took too long, or that says no, is not", async () => {
  for (const code of [Code.DeadlineExceeded, Code.Canceled, Code.PermissionDenied]) {
    const { ask, asked } = line(1, code);
    await expect(onceMore(ask, (thrown) => isUnanswered(failureOf(thrown)))).rejects.toThrow();
    expect(asked.times).toBe(1);
  }
});
