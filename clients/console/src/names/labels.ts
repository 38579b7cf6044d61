// Labels: what people call the resources that the services name by ids. Pure.
import { language, say } from "$src/language/language.svelte.ts";
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
  disbursements: kinds.aDisbursement, counts: kinds.aCount, movements: kinds.aMovement, shipments: kinds.aShipment,
  shipmentReceipts: kinds.aReceipt, tasks: kinds.aTask, lots: kinds.aLot, lotQuarantines: kinds.aQuarantine,
  fairShares: kinds.aShare, findings: kinds.aFinding, inspections: kinds.anInspection, drills: kinds.aDrill, plans: kinds.aPlan,
  equipmentUnits: kinds.aUnit, subjects: words.aPerson,
};

/** What has a name that was not read. */
const UNREAD: Record<string, Text> = {
  counties: kinds.theCounty, facilities: kinds.aFacility, stores: kinds.aStore, items: kinds.anItem, indicators: kinds.anIndicator, forms: kinds.aForm,
  organizations: kinds.anOrganization, documents: kinds.aDocument, funds: kinds.aFund, purposes: kinds.aPurpose,
};

function unreadKind(name: string): Text | undefined {
  return UNREAD[name.split("/").at(-2) ?? ""];
}

/** Figures of a failure that name a person by the subject's id. */
const PERSONS = ["subject", "resolved_by", "by"];
/** An id that a service made. */
const MADE = /^[0-9a-f]{8}-\d{10}$/;

interface Shown {
  name: string;
  displayName: string;
  /** Empty where nobody gave one. */
  englishName?: string;
}

export class Labels {
  readonly #labels: Map<string, { zh: string; en: string }>;

  constructor(labels?: Labels) {
    this.#labels = new Map(labels ? labels.#labels : []);
  }

  /** An empty label is none: a name that was erased, or is not told. */
  set(name: string, label: string, english = ""): void {
    if (label !== "") this.#labels.set(name, { zh: label, en: english || label });
  }

  setShown(all: readonly Shown[]): void {
    for (const one of all) this.set(one.name, one.displayName, one.englishName);
  }

  /** Documents are called by their numbers. */
  setDocuments(documents: readonly { name: string; number: string }[]): void {
    for (const one of documents) this.set(one.name, one.number);
  }

  /** The label that was read; nothing where there was none. */
  told(name: string): string | undefined {
    return this.#labels.get(name)?.[language.current];
  }

  /** What something is called; while a service is away, what it names is not known
   * by any name. */
  of(name: string): string {
    return this.#called(name) ?? (unreadKind(name) ? say(words.notRead) : idOf(name));
  }

  #called(name: string): string | undefined {
    if (name.includes("/allocations/")) return say(words.allocationOf, this.of(documentOf(name)), idOf(name));
    if (name.includes("/requisitions/")) return say(words.requestOf, this.told(facilityOf(name)) ?? say(kinds.aFacility));
    if (name.endsWith("/purposes/any")) return say(words.undivided);
    const collection = name.split("/").at(-2) ?? "";
    if (collection === "reports") return say(kinds.aReport, idOf(name));
    const kind = KINDS[collection];
    return this.told(name) ?? (kind && say(kind));
  }

  /** A person by the subject's id. */
  setPersons(subjects: readonly Shown[]): void {
    for (const one of subjects) this.set(`subjects/${idOf(one.name)}`, one.displayName);
  }

  person(subject: string): string | undefined {
    return this.told(`subjects/${subject}`);
  }

  /** A service's words with the names that people know in place of those of
   * the services; never an id. `figures` are those of the failure, where they
   * are known: persons stand in them as bare ids. */
  inWords(text: string, figures: Readonly<Record<string, string>> = {}): string {
    const county = /counties\/[\w-]+/.exec([...Object.values(figures), text].join(" "))?.[0] ?? this.#county;
    const persons = new Set(PERSONS.map((key) => figures[key]));
    return text.replace(/\w[\w/-]*/g, (word) => {
      if (word.startsWith("counties/")) return this.#called(word) ?? say(unreadKind(word) ?? words.aRecord);
      if (persons.has(word)) return this.person(word) ?? say(words.aPerson);
      if (MADE.test(word)) return say(words.aRecord);
      return this.told(`${county}/items/${word}`) ?? this.told(`${county}/indicators/${word.replaceAll("_", "-")}`) ?? word;
    });
  }

  /** That of the names that were read. */
  get #county(): string {
    return [...this.#labels.keys()].find((name) => name.startsWith("counties/"))?.split("/", 2).join("/") ?? "";
  }
}
