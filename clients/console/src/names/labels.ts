// Labels: what people call the resources that the services name by ids. Pure.
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { documentOf } from "./allocation.ts";
import { facilityOf, idOf } from "./resource.ts";
import { words } from "./texts.ts";

const { kinds } = words;

/** What has no name of its own is told by what it is. */
const KINDS: Record<string, Text> = {
  commitments: kinds.anOrder, payments: kinds.aPayment, proposals: kinds.aProposal, accruals: kinds.anAccrual, refunds: kinds.aRefund,
  allocationChanges: kinds.aChange, appropriations: kinds.anAppropriation, appropriationAdjustments: kinds.anAdjustment,
  carryOvers: kinds.aCarryOver, reversals: kinds.aReversal, arrivals: kinds.anArrival, liabilities: kinds.aLiability,
  disbursements: kinds.aDisbursement, shipments: kinds.aShipment, fairShares: kinds.aShare,
};

interface Shown {
  name: string;
  displayName: string;
}

export class Labels {
  readonly #labels = new Map<string, string>();

  /** An empty label is none: a name that was erased, or is not told. */
  set(name: string, label: string): void {
    if (label !== "") this.#labels.set(name, label);
  }

  setShown(all: readonly Shown[]): void {
    for (const one of all) this.set(one.name, one.displayName);
  }

  /** Documents are called by their numbers. */
  setDocuments(documents: readonly { name: string; number: string }[]): void {
    for (const one of documents) this.set(one.name, one.number);
  }

  /** The label that was read; nothing where there was none. */
  told(name: string): string | undefined {
    return this.#labels.get(name);
  }

  /** What something is called. */
  of(name: string): string {
    if (name.includes("/allocations/")) return say(words.allocationOf, this.of(documentOf(name)), idOf(name));
    if (name.includes("/requisitions/")) return say(words.requestOf, this.of(facilityOf(name)));
    if (name.endsWith("/purposes/any")) return say(words.undivided);
    const kind = KINDS[name.split("/").at(-2) ?? ""];
    return this.told(name) ?? (kind ? say(kind) : idOf(name));
  }

  /** A person by the subject's id. */
  setPersons(subjects: readonly Shown[]): void {
    for (const one of subjects) this.set(`subjects/${idOf(one.name)}`, one.displayName);
  }

  person(subject: string): string | undefined {
    return this.told(`subjects/${subject}`);
  }

  /** A service's words with the names that people know in place of those of
   * the services. */
  inWords(text: string): string {
    return text.replace(/counties\/[\w-]+(?:\/[\w-]+)+/g, (name) => this.of(name));
  }
}
