// Trends: asked for once the glance is there, a few at a time, and again only
// where the figures of a row have moved.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { FacilityStock } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import type { County } from "../county.svelte.ts";
import type { Trend } from "./trend.ts";

const AT_A_TIME = 4;
/** What is kept of rows that are gone. */
const MOST_KEPT = 200;

export class Trends {
  /** By row and its figures; `undefined` inside: it could not be asked. */
  readonly #known = new SvelteMap<string, Trend | undefined>();
  readonly #county: County;
  #waiting: FacilityStock[] = [];
  readonly #asked = new SvelteSet<string>();
  #asking = 0;
  #isClosed = false;

  constructor(county: County) {
    this.#county = county;
  }

  of(row: FacilityStock): Trend | undefined {
    return this.#known.get(this.#key(row));
  }

  /** Asks for what is not known yet of these rows. */
  want(rows: readonly FacilityStock[]): void {
    this.#waiting = rows.filter((row) => !this.#asked.has(this.#key(row)));
    void this.#next();
  }

  close(): void {
    this.#isClosed = true;
  }

  #key(row: FacilityStock): string {
    return [row.facility, row.item, row.free, row.lastCountTime?.seconds ?? "", this.#county.moment ?? ""].join(" ");
  }

  async #next(): Promise<void> {
    while (!this.#isClosed && this.#asking < AT_A_TIME) {
      const row = this.#waiting.shift();
      if (!row) return;
      const key = this.#key(row);
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      this.#asking++;
      void this.#ask(row, key).finally(() => {
        this.#asking--;
        void this.#next();
      });
    }
  }

  async #ask(row: FacilityStock, key: string): Promise<void> {
    let trend: Trend | undefined;
    try {
      const { readTrend } = await import("./read_trend.ts");
      trend = await readTrend(this.#county, row);
    } catch {
      // The row's link leads to its history, which says why.
    }
    if (this.#isClosed) return;
    this.#known.set(key, trend);
    // The oldest goes first; should it come back, it is asked for anew.
    for (const old of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(old);
      this.#asked.delete(old);
    }
  }
}
