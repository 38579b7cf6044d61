// What items and facilities are called, for screens that know them by name
// alone.
import type { Item } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { inPacks, type Unit } from "$src/format/quantity.ts";
import { language } from "$src/language/language.svelte.ts";
import type { Clerk } from "./clerk.ts";

const NO_UNIT: Unit = { baseUnit: "", packs: [] };

export class Catalogue {
  readonly items: readonly Item[];
  readonly #byName: ReadonlyMap<string, Item>;
  readonly #facilities: ReadonlyMap<string, string>;

  constructor(items: readonly Item[], facilities: ReadonlyMap<string, string>) {
    this.items = items;
    this.#byName = new Map(items.map((item) => [item.name, item]));
    this.#facilities = facilities;
  }

  static async read(clerk: Clerk): Promise<Catalogue> {
    const items = await clerk.items();
    const facilities = await clerk.facilities();
    return new Catalogue(items.value.items,
      new Map(facilities.value.facilities.map((facility) => [facility.name, facility.displayName])));
  }

  item(name: string): string {
    const item = this.#byName.get(name);
    return language.current === "en" && item?.englishName ? item.englishName : (item?.displayName ?? "");
  }

  /** Where it stands in a store, as far as the service can say. */
  shelf(name: string): string {
    return this.#byName.get(name)?.category ?? "";
  }

  unit(name: string): Unit {
    return this.#byName.get(name) ?? NO_UNIT;
  }

  quantity(name: string, total: bigint): string {
    return inPacks(total, this.unit(name));
  }

  facility(name: string): string {
    return this.#facilities.get(name) ?? "";
  }
}
