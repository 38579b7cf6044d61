// When the last meeting was, as this device remembers it.

export class Meeting {
  time = $state<number | undefined>();
  readonly #key: string;

  constructor(owner: string) {
    this.#key = `epiledger-meeting/${owner}`;
    const kept = Number(localStorage.getItem(this.#key) ?? "");
    if (Number.isFinite(kept) && kept > 0) this.time = kept;
  }

  remember(time: number): void {
    this.time = time;
    localStorage.setItem(this.#key, String(time));
  }
}
