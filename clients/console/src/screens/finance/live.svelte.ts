// Live: figures beside what is typed, which must not be old. They are asked
// again while the screen is open, and also as they were at the end of an
// earlier day that is typed: an entry must fit from its day on.
import { untrack } from "svelte";
import { dayOfIso, type Day } from "$src/format/day.ts";
import { Reading } from "$src/parts/reading.svelte.ts";
import type { Remembered } from "$src/rpc/remembered.ts";

const AGAIN_MS = 30_000;

export class Live<Value> {
  readonly now: Reading<Value>;
  readonly #day: () => string;
  #past = $state.raw<{ day: string; value: Value } | undefined>();

  /** Asks while the component that makes it is there. `day` is what is typed,
   * `2026-11-30`. */
  constructor(ask: (day?: Day) => Promise<Remembered<Value>>, day: () => string, today: string) {
    this.now = new Reading(() => ask());
    this.#day = day;
    $effect(() => {
      const again = () => { if (!document.hidden) void this.now.load(); };
      const timer = setInterval(again, AGAIN_MS);
      document.addEventListener("visibilitychange", again);
      return () => {
        clearInterval(timer);
        document.removeEventListener("visibilitychange", again);
      };
    });
    $effect(() => {
      void this.now.time;
      const typed = day();
      const asked = typed < today ? dayOfIso(typed) : undefined;
      if (!asked) return;
      // Where it was not there yet, the service says so when it is recorded.
      untrack(() => ask(asked)).then((told) => (this.#past = { day: typed, value: told.value }), () => undefined);
    });
  }

  /** At the end of the day that is typed, where that is an earlier one. */
  get thatDay(): Value | undefined {
    return this.#past?.day === this.#day() ? this.#past.value : undefined;
  }
}
