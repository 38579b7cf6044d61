// Names: what a person calls the things that the services name by ids. Pure.
import type { AllocationDocument, Fund, Purpose } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import type { Facility } from "$calls/finance/epiledger/readiness/v1/register_pb.ts";
import type { Item } from "$calls/finance/epiledger/supplies/v1/supplies_pb.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { documentOf, idOf } from "./resource.ts";
import { words } from "./texts.ts";

export interface Catalogue {
  documents: readonly AllocationDocument[];
  purposes: readonly Purpose[];
  funds: readonly Fund[];
  facilities: readonly Facility[];
  items: readonly Item[];
}

const KINDS: Record<string, Text> = {
  commitments: words.anOrder, payments: words.aPayment, proposals: words.aProposal, accruals: words.anAccrual, refunds: words.aRefund,
  allocationChanges: words.aChange, appropriations: words.anAppropriation, appropriationAdjustments: words.anAdjustment,
  carryOvers: words.aCarryOver, reversals: words.aReversal, arrivals: words.anArrival, liabilities: words.aLiability,
  disbursements: words.aDisbursement,
};

export class Names {
  readonly catalogue: Catalogue;
  readonly #labels = new Map<string, string>();
  readonly #units = new Map<string, string>();

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
    const { documents, purposes, funds, facilities, items } = catalogue;
    for (const document of documents) this.#labels.set(document.name, document.number);
    for (const one of [...purposes, ...funds, ...facilities, ...items]) this.#labels.set(one.name, one.displayName);
    for (const item of items) this.#units.set(item.name, item.baseUnit);
  }

  /** A document by its number, all else by the name that is shown. What has no
   * name of its own is told by what it is. */
  of(name: string): string {
    if (name.includes("/allocations/")) return this.allocation(name);
    if (name.endsWith("/purposes/any")) return say(words.undivided);
    const kind = KINDS[name.split("/").at(-2) ?? ""];
    return this.#labels.get(name) ?? (kind ? say(kind) : idOf(name));
  }

  /** An order, once it was read: its supplier and number. */
  addOrder(order: { name: string; supplier: string; number: string }): void {
    this.#labels.set(order.name, `${order.supplier} ${order.number}`.trim());
  }

  /** `示财社〔2026〕1号 第2项`. */
  allocation(name: string): string {
    return say(words.allocationOf, this.of(documentOf(name)), idOf(name));
  }

  unit(item: string): string {
    return this.#units.get(item) ?? "";
  }

  document(name: string): AllocationDocument | undefined {
    return this.catalogue.documents.find((one) => one.name === name);
  }

  /** A service's words with the names that people know in place of those of
   * the services. */
  inWords(text: string): string {
    return text.replace(/counties\/[\w-]+(?:\/[\w-]+)+/g, (name) => this.of(name));
  }
}
