// The outbox against a service that decides an id once, over a line that loses
// questions and answers, in browsers that are killed.
import "fake-indexeddb/auto";
import { Code, ConnectError } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { ReceiptSchema } from "$calls/rpc/epiledger/type/v1/receipt_pb";
import { ErrorInfoSchema } from "$calls/rpc/google/rpc/error_details_pb";
import { Database } from "$src/storage/database.ts";
import { isOpen, type Entry } from "./entry.ts";
import { Outbox } from "./outbox.ts";
import { newRequestId } from "./request_id.ts";

/** A line and a service behind it. */
class Service {
  recorded = new Map<string, string>();
  calls = 0;

  readonly #happens: () => "ok" | "lost" | "unanswered";

  constructor(happens: () => "ok" | "lost" | "unanswered") {
    this.#happens = happens;
  }

  async send(request: Uint8Array): Promise<Uint8Array> {
    this.calls++;
    const { id, body } = JSON.parse(new TextDecoder().decode(request)) as { id: string; body: string };
    const fate = this.#happens();
    if (fate === "lost") throw new ConnectError("no line", Code.Unavailable);
    const known = this.recorded.get(id);
    if (known !== undefined && known !== body) throw new Error("one id for two bodies");
    this.recorded.set(id, body);
    if (fate === "unanswered") throw new ConnectError("no answer", Code.Unavailable);
    return request;
  }
}

/** The same numbers at every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const bytes = (id: string, body: string) => new TextEncoder().encode(JSON.stringify({ id, body }));
let database: Database;
let clock = 0;

beforeEach(async () => {
  database = await Database.open(new IDBFactory());
  clock = 0;
});

function browser(service: Service, settled: string[] = []): Outbox {
  const outbox = new Outbox({
    database, owner: "990101/s-201", onChange: () => undefined, onSignedOut: () => undefined,
    exclusively: async (act) => { await act(); return true; }, now: () => clock,
  });
  outbox.register("count", {
    send: (request) => service.send(request),
    settle: async (entry) => { settled.push(entry.id); },
  });
  return outbox;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await done()); i++) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await done()).toBe(true);
}

describe("the outbox", () => {
  test("sends what is kept, and changes drafts in the same step", async () => {
    const service = new Service(() => "ok");
    const outbox = browser(service);
    await database.put("drafts", "990101/s-201", "count/pharmacy", "45 boxes");
    const id = newRequestId();
    await outbox.keep(id, "count", bytes(id, "45"), null,
      (step) => step.remove("drafts", "990101/s-201", "count/pharmacy"));
    await until(async () => (await outbox.list())[0]?.state === "recorded");
    expect(service.recorded.get(id)).toBe("45");
    expect(await database.get("drafts", "990101/s-201", "count/pharmacy")).toBeUndefined();
    outbox.close();
  });

  test("sends once what a button pressed twice keeps twice", async () => {
    const service = new Service(() => "ok");
    const outbox = browser(service);
    const id = newRequestId();
    await Promise.all([outbox.keep(id, "count", bytes(id, "1"), null), outbox.keep(id, "count", bytes(id, "2"), null)]);
    await until(async () => (await outbox.list()).every((entry) => entry.state === "recorded"));
    expect(service.recorded.size).toBe(1);
    outbox.close();
  });

  test("never forgets what came back while an earlier call may still be recorded", async () => {
    // The first arrives late, after the second was asked back.
    const service = new Service(() => "unanswered");
    const outbox = browser(service);
    let asksBack = false;
    outbox.register("report", { settle: async () => undefined, send: (request) => {
      if (!asksBack) return service.send(request);
      throw new ConnectError("is it so?", Code.FailedPrecondition, undefined, [
        { desc: ErrorInfoSchema, value: { reason: "CONFIRMATION_NEEDED", metadata: { outcome: "undecided" } } }]);
    } });
    const id = newRequestId();
    await outbox.keep(id, "report", bytes(id, "1"), null);
    await until(async () => (await outbox.list())[0]?.state === "uncertain");
    asksBack = true;
    await outbox.sendNow();
    await until(async () => (await outbox.list())[0]?.state === "returned");
    await outbox.forget(id);
    expect(await outbox.list()).toHaveLength(1);
    asksBack = false;
    await outbox.askAgain(id);
    await until(async () => (await outbox.list())[0]?.state === "uncertain");
    outbox.register("report", { settle: async () => undefined, send: async (request) => request });
    await outbox.sendNow();
    await until(async () => (await outbox.list())[0]?.state === "recorded");
    await outbox.forget(id);
    expect(await outbox.list()).toEqual([]);
    outbox.close();
  });

  test("puts away what was refused for good, with what was typed for it", async () => {
    const outbox = browser(new Service(() => "ok"));
    outbox.register("payment", { settle: async () => undefined, send: () => {
      throw new ConnectError("it does not fit", Code.FailedPrecondition, undefined, [
        { desc: ErrorInfoSchema, value: { reason: "INSUFFICIENT_FUNDS" } }, { desc: ReceiptSchema, value: { sequence: 7n } }]);
    } });
    const id = newRequestId();
    await database.put("drafts", "990101/s-201", `sent/${id}`, "950,000 yuan");
    await outbox.keep(id, "payment", bytes(id, "1"), null);
    await until(async () => (await outbox.list())[0]?.state === "refused");
    await outbox.forget(id, (step) => step.remove("drafts", "990101/s-201", `sent/${id}`));
    expect([await outbox.list(), await database.list("drafts", "990101/s-201")]).toEqual([[], []]);
    outbox.close();
  });

  test("puts nothing away that may have been recorded, and keeps what was typed for it", async () => {
    const id = newRequestId();
    for (const entry of [{ state: "uncertain" }, { state: "waiting" }, { state: "returned", earlier: bytes(id, "1") }] as const) {
      await database.put("outbox", "990101/s-201", id, { id, kind: "payment", request: bytes(id, "2"), about: null, tries: 1, next: 0, ...entry } satisfies Entry);
      await database.put("drafts", "990101/s-201", `sent/${id}`, "950,000 yuan");
      const outbox = browser(new Service(() => "ok"));
      await outbox.forget(id, (step) => step.remove("drafts", "990101/s-201", `sent/${id}`));
      expect([(await outbox.list()).length, (await database.list("drafts", "990101/s-201")).length]).toEqual([1, 1]);
      outbox.close();
    }
  });

  test("never sends what another person left on the device", async () => {
    await database.put("outbox", "990101/s-999", "x", { id: "x", kind: "count", request: bytes("x", "1"), about: null,
      state: "waiting", tries: 0, next: 0 } satisfies Entry);
    const service = new Service(() => "ok");
    const outbox = browser(service);
    await outbox.send();
    expect(service.calls).toBe(0);
    outbox.close();
  });

  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "records each write exactly once, whatever is lost or killed (%i)", async (seed) => {
      const roll = dice(seed);
      let isGood = false;
      const service = new Service(() => (isGood || roll() < 0.3 ? "ok" : roll() < 0.5 ? "lost" : "unanswered"));
      const settled: string[] = [];
      let outbox = browser(service, settled);
      const ids: string[] = [];
      for (let i = 0; i < 30; i++) {
        const luck = roll();
        if (luck < 0.3) {
          const id = newRequestId();
          ids.push(id);
          void outbox.keep(id, "count", bytes(id, String(i)), null);
        } else if (luck < 0.6) {
          clock += 90_000;
          void outbox.send();
        } else if (luck < 0.8) {
          // Killed: what it was doing is never heard of.
          outbox.close();
          outbox = browser(service, settled);
        }
        await new Promise((resolve) => setTimeout(resolve, roll() < 0.5 ? 0 : 2));
      }
      isGood = true;
      await until(async () => {
        clock += 90_000;
        await outbox.send();
        return (await outbox.list()).every((entry) => !isOpen(entry));
      });
      const kept = await outbox.list();
      expect(kept.every((entry) => entry.state === "recorded")).toBe(true);
      for (const id of ids) expect(service.recorded.has(id)).toBe(kept.some((entry) => entry.id === id));
      expect(service.recorded.size).toBe(kept.length);
      for (const entry of kept) expect(settled).toContain(entry.id);
      outbox.close();
    });
});
