// Names: what this view calls things by, as it has read them. Pure.
import type { AllocationDocument, Fund, Purpose } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import type { Facility } from "$calls/finance/epiledger/readiness/v1/register_pb.ts";
import type { Item } from "$calls/finance/epiledger/supplies/v1/supplies_pb.ts";
import { say } from "$src/language/language.svelte.ts";
import { Labels } from "$src/names/labels.ts";
import { words } from "$src/names/texts.ts";

export interface Catalogue {
  documents: readonly AllocationDocument[];
  purposes: readonly Purpose[];
  funds: readonly Fund[];
  facilities: readonly Facility[];
  items: readonly Item[];
}

export class Names extends Labels {
  readonly catalogue: Catalogue;
  readonly #units = new Map<string, string>();

  constructor(catalogue: Catalogue) {
    super();
    this.catalogue = catalogue;
    const { documents, purposes, funds, facilities, items } = catalogue;
    this.setDocuments(documents);
    this.setShown([...purposes, ...funds, ...facilities, ...items]);
    for (const item of items) this.#units.set(item.name, item.baseUnit);
  }

  /** An order, once it was read: its supplier and number. */
  setOrder(order: { name: string; supplier: string; number: string }): void {
    this.set(order.name, `${order.supplier} ${order.number}`.trim());
  }

  unit(item: string): string {
    return this.#units.get(item) ?? "";
  }

  document(name: string): AllocationDocument | undefined {
    return this.catalogue.documents.find((one) => one.name === name);
  }

  /** Who did something, where this person may know it. */
  who(subject: string): string {
    return this.person(subject) ?? say(words.aPerson);
  }
}
