// A list that is read page by page, each by the token of the one before.
import type { Remembered } from "$src/rpc/remembered.ts";
import { Reading } from "./reading.svelte.ts";

export class Paged<Value> {
  readonly reading: Reading<Value>;
  #token = $state("");

  constructor(ask: (pageToken: string) => Promise<Remembered<Value>>) {
    this.reading = new Reading(() => ask(this.#token));
  }

  get isFirst(): boolean {
    return this.#token === "";
  }

  readonly turn = (token: string): void => {
    this.#token = token;
    void this.reading.load();
  };
}
