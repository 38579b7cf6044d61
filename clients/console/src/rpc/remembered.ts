// Reads that a screen can open without a line: the last answer is kept on the
// device, and comes back with its age where the gateway is away.
import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { Database } from "$src/storage/database.ts";
import { onceMore } from "./again.ts";
import { failureOf, isAway, isUnanswered, type Failure } from "./failure.ts";

export interface Remembered<Value> {
  value: Value;
  /** When the answer came, in milliseconds of the device's clock. */
  time: number;
  /** Why it is not fresh; absent: it has just come. */
  away?: Failure;
}

/** What is asked each time, so that no old figure is taken for today's. */
export async function fresh<Value>(asking: Promise<Value>): Promise<Remembered<Value>> {
  return { value: await asking, time: Date.now() };
}

/** Asks, and keeps the answer under `key`; without a line, what was kept.
 * Throws a Failure where there is neither, or the service says no. */
export async function remembered<Schema extends DescMessage>(
    database: Database, owner: string, key: string, schema: Schema,
    ask: () => Promise<MessageShape<Schema>>): Promise<Remembered<MessageShape<Schema>>> {
  try {
    const value = await onceMore(ask, (thrown) => isUnanswered(failureOf(thrown)));
    await database.put("answers", owner, key, toBinary(schema, value));
    return { value, time: Date.now() };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (!isAway(failure)) throw failure;
    const kept = await database.get<Uint8Array>("answers", owner, key);
    if (!kept) throw failure;
    return { value: fromBinary(schema, kept.value), time: kept.time, away: failure };
  }
}
