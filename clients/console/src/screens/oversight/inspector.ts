// Inspector: the calls of this view.
import { FundingService } from "$calls/oversight/epiledger/funding/v1/funding_service_pb.ts";
import { JournalService } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { FindingService } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { InspectionService } from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { ReadinessService } from "$calls/oversight/epiledger/readiness/v1/readiness_service_pb.ts";
import { RegisterService } from "$calls/oversight/epiledger/readiness/v1/register_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { asOfField, type AskedMoment, type Moment } from "$src/format/as_of.ts";
import { dayOfIso } from "$src/format/day.ts";
import { say } from "$src/language/language.svelte.ts";
import { clientOf } from "$src/rpc/client.ts";
import { fresh, type Remembered } from "$src/rpc/remembered.ts";
import { words } from "./texts.ts";

const PAGE = 1000;
/** Entries on one page. */
const LINES = 50;

/** Of a journal only what was known can be asked. */
function known(moment: Moment): { asOf?: AskedMoment } {
  return asOfField({ day: "", known: moment.known });
}

interface Named {
  name: string;
  displayName: string;
}

/** What people call those that the services name. */
export class People {
  readonly facilities: readonly Named[];
  readonly organizations: readonly Named[];
  readonly #names = new Map<string, string>();

  constructor({ facilities, organizations, subjects, purposes, documents }: {
    facilities: readonly Named[]; organizations: readonly Named[]; subjects: readonly Named[]; purposes: readonly Named[];
    documents: readonly { name: string; number: string }[] }) {
    this.facilities = facilities;
    this.organizations = organizations;
    for (const document of documents) this.#names.set(document.name, document.number);
    for (const one of [...facilities, ...organizations, ...purposes]) this.#names.set(one.name, one.displayName);
    for (const one of subjects) if (one.displayName !== "") this.#names.set(one.name.slice(one.name.lastIndexOf("/") + 1), one.displayName);
  }

  /** A facility or organisation by its resource's name, a person by the subject
   * id; nothing where the name was erased or is not told. */
  of(name: string): string | undefined {
    return this.#names.get(name);
  }

  /** The facility that a resource is of. */
  facilityOf(name: string): string {
    return this.of(/^counties\/[^/]+\/facilities\/[^/]+/.exec(name)?.[0] ?? "") ?? "";
  }

  /** Who did something; a name that is not told leaves the id it is kept under. */
  who(subject: string): string {
    return this.of(subject) ?? subject;
  }

  /** A service's words with names in place of those of the services. */
  inWords(text: string): string {
    return text.replace(/counties\/[\w-]+(?:\/[\w-]+)+/g, (name) => {
      const [document, line] = name.split("/allocations/");
      const known = this.of(document!) ?? name.slice(name.lastIndexOf("/") + 1);
      return line === undefined ? known : say(words.allocationOf, known, line);
    });
  }
}

export const BOOKS = ["funding", "supplies", "readiness"] as const;
export type Book = (typeof BOOKS)[number];

export class Inspector {
  readonly desk: Desk;
  readonly inspecting;
  readonly finding;
  readonly #funding;
  readonly #journal;
  readonly #readiness;
  readonly #register;

  constructor(desk: Desk) {
    this.desk = desk;
    this.inspecting = clientOf(InspectionService, desk.transport);
    this.finding = clientOf(FindingService, desk.transport);
    this.#funding = clientOf(FundingService, desk.transport);
    this.#journal = clientOf(JournalService, desk.transport);
    this.#readiness = clientOf(ReadinessService, desk.transport);
    this.#register = clientOf(RegisterService, desk.transport);
  }

  /** Whether this person records inspections. */
  get inspects(): boolean {
    return this.desk.claims.roles.includes("supervision");
  }

  /** Whether this person may read the journals. */
  get audits(): boolean {
    return this.desk.claims.roles.includes("auditor");
  }

  async people(): Promise<Remembered<People>> {
    const all = { parent: this.desk.county, pageSize: PAGE };
    const [{ facilities }, { organizations }, { subjects }, { purposes }, { allocationDocuments }] = await Promise.all([
      this.#register.listFacilities(all), this.#register.listOrganizations(all), this.#register.listSubjects(all),
      this.#funding.listPurposes(all), this.#funding.listAllocationDocuments(all)]);
    return { value: new People({ facilities, organizations, subjects, purposes, documents: allocationDocuments }), time: Date.now() };
  }

  findings(moment: Moment, pageToken: string) {
    return fresh(this.finding.listFindings({ parent: this.desk.county, pageSize: LINES, pageToken, ...asOfField(moment) }));
  }

  inspections(moment: Moment, pageToken: string) {
    return fresh(this.inspecting.listInspections({ parent: this.desk.county, pageSize: LINES, pageToken, ...asOfField(moment) }));
  }

  reports(day: string, moment: Moment) {
    const reportDate = dayOfIso(day);
    return fresh(this.#readiness.listReportStatuses({ parent: this.desk.county, pageSize: PAGE, ...(reportDate && { reportDate }), ...known(moment) }));
  }

  #book(book: string): string {
    return `${this.desk.county}/books/${book}`;
  }

  checkpoint(book: string) {
    return this.#journal.getCheckpoint({ book: this.#book(book) });
  }

  verify(book: Book) {
    // All of a book is read: that takes its time.
    return this.#journal.verifyBook({ book: this.#book(book) }, { timeoutMs: 600_000 });
  }

  /** The newest entries first: those before `before`, or the last ones. */
  async entries(book: Book, before: bigint | undefined) {
    const head = await this.checkpoint(book);
    const last = before === undefined ? head.sequence : before - 1n;
    const after = last > BigInt(LINES) ? last - BigInt(LINES) : 0n;
    const { entries } = await this.#journal.listEntries({ book: this.#book(book), afterSequence: after, pageSize: Number(last - after) || 1,
      ...(after > 0n && { incarnation: head.incarnation }) });
    return { value: { head, entries: entries.filter((entry) => entry.sequence <= last).reverse(), after }, time: Date.now() };
  }

  refusals(book: Book, moment: Moment, pageToken: string) {
    return fresh(this.#journal.listRefusals({ book: this.#book(book), pageSize: LINES, pageToken, ...known(moment) }));
  }
}
