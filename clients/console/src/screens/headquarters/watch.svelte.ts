// Watch: the county's picture as it moves. One tab of a browser watches for all
// of them, and gives on what it sees: each picture is whole, and takes the
// place of the one before.
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { OverviewSchema, type Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { HeadquartersService } from "$calls/headquarters/epiledger/command/v1/headquarters_service_pb";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { clientOf } from "$src/rpc/client.ts";
import { failureOf, isAway, type Failure } from "$src/rpc/failure.ts";
import { longestSilence, pauseAfter } from "./silence.ts";

const TICK_MS = 5_000;
const HELLO = "hello";

export class Watch {
  picture = $state.raw<Overview | undefined>();
  /** When it came, in milliseconds of the device's clock; 0: never. */
  heard = $state(0);
  /** Now, every few seconds: ages are counted from it. */
  now = $state(Date.now());
  /** Why nothing comes; absent while something does. */
  failure = $state.raw<Failure | undefined>();

  readonly #desk: Desk;
  readonly #ending = new AbortController();
  readonly #tabs: BroadcastChannel;
  readonly #ticking: ReturnType<typeof setInterval>;
  #isTold = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    // Another person's tab may be shown other things.
    const channel = `epiledger-watch/${desk.owner}`;
    this.#tabs = new BroadcastChannel(channel);
    this.#tabs.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#tabs.postMessage(HELLO);
    this.#ticking = setInterval(() => (this.now = Date.now()), TICK_MS);
    // Whoever holds the lock watches; the others get it when that tab closes.
    void navigator.locks.request(channel, { signal: this.#ending.signal }, () => this.#watch()).catch(() => undefined);
  }

  /** Nothing came for so long that what is shown must be taken for old. */
  get isSilent(): boolean {
    return this.heard !== 0 && this.now - this.heard > longestSilence;
  }

  close(): void {
    this.#ending.abort();
    clearInterval(this.#ticking);
    this.#tabs.close();
  }

  async #watch(): Promise<void> {
    const client = clientOf(HeadquartersService, this.#desk.transport);
    for (let failures = 0; !this.#ending.signal.aborted; failures++) {
      try {
        const pictures = client.watchOverview({ name: this.#desk.county }, { signal: this.#ending.signal });
        for await (const picture of pictures) {
          failures = 0;
          this.#take(picture);
          if (this.#isTold) this.#tabs.postMessage(toBinary(OverviewSchema, picture));
        }
      } catch (thrown) {
        if (this.#ending.signal.aborted) return;
        this.failure = failureOf(thrown);
        // What the services will say again and again is not asked again.
        if (!isAway(this.failure)) failures = Math.max(failures, 4);
      }
      await this.#pause(pauseAfter(failures));
    }
  }

  #hear(data: unknown): void {
    if (data instanceof Uint8Array) this.#take(fromBinary(OverviewSchema, data));
    if (data !== HELLO) return;
    this.#isTold = true;
    if (this.picture) this.#tabs.postMessage(toBinary(OverviewSchema, this.picture));
  }

  #take(picture: Overview): void {
    this.picture = picture;
    this.failure = undefined;
    this.now = this.heard = Date.now();
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#ending;
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        // A bad line would leave one behind for each time it was waited for.
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
    });
  }
}
