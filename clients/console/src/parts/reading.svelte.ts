// A read that a screen shows: its value, how old it is, or why there is none.
import { failureOf, type Failure } from "$src/rpc/failure.ts";
import type { Remembered } from "$src/rpc/remembered.ts";

export class Reading<Value> {
  value = $state.raw<Value | undefined>();
  failure = $state.raw<Failure | undefined>();
  time = $state(0);
  /** Why it is not fresh, and the device's own; absent: it is fresh. */
  away = $state.raw<Failure | undefined>();
  isLoading = $state(false);
  readonly #ask: () => Promise<Remembered<Value>>;

  /** Asks at once. */
  constructor(ask: () => Promise<Remembered<Value>>) {
    this.#ask = ask;
    void this.load();
  }

  /** Asks again; what was there stays until the answer comes. */
  async load(): Promise<void> {
    this.isLoading = true;
    try {
      const read = await this.#ask();
      this.value = read.value;
      this.time = read.time;
      this.away = read.away;
      this.failure = undefined;
    } catch (thrown) {
      this.failure = isFailure(thrown) ? thrown : failureOf(thrown);
    }
    this.isLoading = false;
  }
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === "object" && thrown !== null && "violations" in thrown;
}
