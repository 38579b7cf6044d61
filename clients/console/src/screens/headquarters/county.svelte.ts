// County: the picture that the screens show: as it moves, or as it was known at
// a past moment.
import { untrack } from "svelte";
import { CommandService } from "$calls/headquarters/epiledger/command/v1/command_service_pb";
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Language } from "$src/language/texts.ts";
import { Paged } from "$src/parts/paged.svelte.ts";
import { Reading } from "$src/parts/reading.svelte.ts";
import { clientOf } from "$src/rpc/client.ts";
import { fresh } from "$src/rpc/remembered.ts";
import { asOfMoment, type AskedAsOf } from "./moment.ts";
import { Watch } from "./watch.svelte.ts";
import { Names } from "./words/names.ts";
import { Sight } from "./words/sight.ts";

export class County {
  readonly desk: Desk;
  readonly watch: Watch;
  /** The recorded time that is asked about; absent: now. */
  moment = $state<number | undefined>();
  /** The picture of that moment. */
  past = $state.raw<Reading<Overview> | undefined>();
  readonly #names = $derived(new Names(this.picture));

  constructor(desk: Desk) {
    this.desk = desk;
    this.watch = new Watch(desk);
  }

  get picture(): Overview | undefined {
    return this.moment === undefined ? this.watch.picture : this.past?.value;
  }

  sight(language: Language): Sight {
    return new Sight(this.#names, this.moment ?? this.watch.now, language, this.moment !== undefined);
  }

  /** Shows the county as it was known then; nothing: now. */
  show(moment: number | undefined): void {
    this.moment = moment;
    this.past = moment === undefined ? undefined : this.ask((asOf) =>
      clientOf(CommandService, this.desk.transport).getOverview({ name: this.desk.county, ...asOf }));
  }

  /** A question at the moment that is shown. Its answer is not kept on the
   * device: there may be names in it. */
  ask<Value>(question: (asOf: AskedAsOf) => Promise<Value>): Reading<Value> {
    const asOf = asOfMoment(this.moment);
    return new Reading(() => fresh(question(asOf)));
  }

  /** The same of a list, page by page. */
  pages<Value>(question: (asOf: AskedAsOf, pageToken: string) => Promise<Value>): Paged<Value> {
    const asOf = asOfMoment(this.moment);
    // Which page is shown is its own business, and no reason to begin anew.
    return untrack(() => new Paged((token) => fresh(question(asOf, token))));
  }

  close(): void {
    this.watch.close();
  }
}
