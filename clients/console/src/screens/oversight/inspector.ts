// Inspector: the calls of this view.
import { FundingService } from "$calls/oversight/epiledger/funding/v1/funding_service_pb.ts";
import { JournalService, type Checkpoint, type Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { DutyService } from "$calls/oversight/epiledger/readiness/v1/duty_service_pb.ts";
import { FindingService } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { FormService } from "$calls/oversight/epiledger/readiness/v1/form_service_pb.ts";
import { InspectionService } from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { ReadinessService } from "$calls/oversight/epiledger/readiness/v1/readiness_service_pb.ts";
import { RegisterService } from "$calls/oversight/epiledger/readiness/v1/register_service_pb.ts";
import { SuppliesService } from "$calls/oversight/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { asOfField, knownTime, type AskedMoment, type Moment } from "$src/format/as_of.ts";
import { isoDay, millisOf, type Day } from "$src/format/day.ts";
import { language } from "$src/language/language.svelte.ts";
import { clientOf } from "$src/rpc/client.ts";
import { failureOf, isAway, type Failure } from "$src/rpc/failure.ts";
import { allPages, fewAtOnce } from "$src/rpc/pages.ts";
import { fresh, type Remembered } from "$src/rpc/remembered.ts";
import { BOOKS, type Book } from "./books.ts";
import { People } from "./people.ts";

export const PAGE = 1000;
/** Entries on one page. */
export const LINES = 50;

/** Of those that were corrected so many are asked by whom. */
const MOST_CORRECTED = 200;

/** Of a journal only what was known can be asked. */
function known(moment: Moment): { asOf?: AskedMoment } {
  return asOfField({ day: "", known: moment.known });
}

/** The facility's id and its own of something that is of a facility. */
export function partsOf(name: string): [string, string] {
  const [, , , facility, , own] = name.split("/");
  return [facility ?? "", own ?? ""];
}

/** All pages of a list, or nothing of it where its service is away, which is then
 * among the `missing`: what the others tell needs not wait for it. */
async function listIfThere<Answer extends { nextPageToken: string }, Element>(missing: Map<Book, Failure>,
    ask: (pageToken: string) => Promise<Answer>, of: (answer: Answer) => readonly Element[]): Promise<Element[]> {
  try {
    return await allPages(ask, of);
  } catch (thrown) {
    const failure = failureOf(thrown);
    const service = BOOKS.find((one) => one === failure.metadata["service"]);
    if (!service || !isAway(failure)) throw failure;
    missing.set(service, failure);
    return [];
  }
}

export class Inspector {
  readonly desk: Desk;
  readonly inspecting;
  readonly finding;
  readonly #duties;
  readonly #forms;
  readonly #funding;
  readonly #journal;
  readonly #readiness;
  readonly #register;
  readonly #supplies;

  constructor(desk: Desk) {
    this.desk = desk;
    this.inspecting = clientOf(InspectionService, desk.transport);
    this.finding = clientOf(FindingService, desk.transport);
    this.#duties = clientOf(DutyService, desk.transport);
    this.#forms = clientOf(FormService, desk.transport);
    this.#funding = clientOf(FundingService, desk.transport);
    this.#journal = clientOf(JournalService, desk.transport);
    this.#readiness = clientOf(ReadinessService, desk.transport);
    this.#register = clientOf(RegisterService, desk.transport);
    this.#supplies = clientOf(SuppliesService, desk.transport);
  }

  /** Whether this person records inspections. */
  get inspects(): boolean {
    return this.desk.claims.roles.includes("supervision");
  }

  /** Whether this person may read the journals. */
  get audits(): boolean {
    return this.desk.claims.roles.includes("auditor");
  }

  /** How everything is called, as far as the services that are there tell it. */
  async people(): Promise<Remembered<People>> {
    const all = { parent: this.desk.county, pageSize: PAGE };
    const missing = new Map<Book, Failure>();
    const [facilities, organizations, subjects, purposes, funds, items, documents] = await Promise.all([
      listIfThere(missing, (pageToken) => this.#register.listFacilities({ ...all, pageToken }), (told) => told.facilities),
      listIfThere(missing, (pageToken) => this.#register.listOrganizations({ ...all, pageToken }), (told) => told.organizations),
      listIfThere(missing, (pageToken) => this.#register.listSubjects({ ...all, pageToken }), (told) => told.subjects),
      listIfThere(missing, (pageToken) => this.#funding.listPurposes({ ...all, pageToken }), (told) => told.purposes),
      listIfThere(missing, (pageToken) => this.#funding.listFunds({ ...all, pageToken }), (told) => told.funds),
      listIfThere(missing, (pageToken) => this.#supplies.listItems({ ...all, pageToken }), (told) => told.items),
      listIfThere(missing, (pageToken) => this.#funding.listAllocationDocuments({ ...all, pageToken }), (told) => told.allocationDocuments)]);
    return { value: new People({ facilities, organizations, subjects, purposes, funds, items, documents, missing }), time: Date.now() };
  }

  findings(moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.finding.listFindings({ parent: this.desk.county, pageSize, pageToken, ...asOfField(moment) }));
  }

  inspections(moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.inspecting.listInspections({ parent: this.desk.county, pageSize, pageToken, ...asOfField(moment) }));
  }

  /** How the reports of these days stand, in their order, and what those that
   * were corrected say of it, by name. */
  async reports(days: readonly Day[], moment: Moment) {
    const ofDay = (reportDate: Day) => allPages((pageToken) => this.#readiness.listReportStatuses({ parent: this.desk.county, pageSize: PAGE, pageToken,
      reportDate, ...known(moment) }), (told) => told.reportStatuses);
    const statuses = (await fewAtOnce(days, ofDay)).flat();
    const names = statuses.filter((one) => one.revision > 1n && one.reportDate).map((one) => `${one.facility}/reports/${isoDay(one.reportDate!)}`);
    const corrected = await fewAtOnce(names.slice(0, MOST_CORRECTED), (name) => this.#readiness.getReport({ name, ...known(moment) }));
    return { value: { statuses, corrected: new Map(corrected.map((one) => [one.name, one])) }, time: Date.now() };
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

  /** One entry, by its number; nothing where the book has none of it. */
  async entry(book: string, sequence: bigint) {
    const head = await this.checkpoint(book);
    const { entries } = await this.#journal.listEntries({ book: this.#book(book), afterSequence: sequence - 1n, pageSize: 1,
      ...(sequence > 1n && { incarnation: head.incarnation }) });
    return { head, entry: entries.find((one) => one.sequence === sequence) };
  }

  /** Learns whose the allocations are, where that is not known yet. */
  async learnRecipients({ recipients }: People): Promise<void> {
    if (recipients.size > 0) return;
    const ask = (pageToken: string) => this.#funding.listAllocations({ parent: this.desk.county, pageSize: PAGE, pageToken });
    for (const { name, recipient } of await allPages(ask, (told) => told.allocations)) recipients.set(name, recipient);
  }

  /** Learns what the stores of these facilities are called. */
  async nameStores(facilities: readonly string[], people: People): Promise<void> {
    await fewAtOnce([...new Set(facilities)], async (parent) => {
      const ask = (pageToken: string) => this.#supplies.listStores({ parent, pageSize: PAGE, pageToken });
      people.setShown(await allPages(ask, (told) => told.stores));
    });
  }

  /** Learns what is asked for in reports, and what the posts of these facilities
   * are called. */
  async nameAsked(facilities: readonly string[], people: People): Promise<void> {
    const parent = this.desk.county;
    const [{ indicators }, posts] = await Promise.all([this.#forms.listIndicators({ parent }), fewAtOnce([...new Set(facilities)], (facility) =>
      allPages((pageToken) => this.#duties.listDutyPosts({ parent, facility, pageSize: PAGE, pageToken }), (told) => told.dutyPosts))]);
    people.setShown(posts.flat());
    for (const { name, displayName, englishName, unit } of indicators) {
      people.set(name, language.current === "en" && englishName !== "" ? englishName : displayName);
      people.setUnit(name, unit);
    }
  }

  /** The last entry that was recorded by a time. */
  async #lastBy(book: string, head: Checkpoint, time: number): Promise<bigint> {
    let [low, high] = [0n, head.sequence];
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      const { entry } = await this.entry(book, middle);
      if (entry?.recordTime && millisOf(entry.recordTime) <= time) low = middle;
      else high = middle - 1n;
    }
    return low;
  }

  /** The newest entries first: those before `before`, or the last ones that
   * were known at the moment. */
  async entries(book: string, moment: Moment, before: bigint | undefined, count = LINES) {
    const head = await this.checkpoint(book);
    const time = knownTime(moment.known);
    const known = time === undefined ? head.sequence : await this.#lastBy(book, head, time);
    const last = before === undefined ? known : before - 1n;
    const after = last > BigInt(count) ? last - BigInt(count) : 0n;
    if (last === 0n) return { value: { head, known, entries: [], after }, time: Date.now() };
    const entries = await this.#between(book, head, after, last);
    return { value: { head, known, entries: entries.reverse(), after }, time: Date.now() };
  }

  /** Answers may be cut short where entries are large. */
  async #between(book: string, head: Checkpoint, after: bigint, last: bigint): Promise<Entry[]> {
    const all: Entry[] = [];
    for (let from = after; from < last;) {
      const { entries } = await this.#journal.listEntries({ book: this.#book(book), afterSequence: from,
        pageSize: Math.min(Number(last - from), PAGE), ...(from > 0n && { incarnation: head.incarnation }) });
      if (entries.length === 0) break;
      all.push(...entries.filter((one) => one.sequence <= last));
      from = entries.at(-1)!.sequence;
    }
    return all;
  }

  balances(book: Book, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#journal.listAccounts({ book: this.#book(book), pageSize, pageToken, ...known(moment) }));
  }

  refusal(book: Book, sequence: bigint) {
    return this.#journal.getRefusal({ book: this.#book(book), sequence });
  }

  refusals(book: Book, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#journal.listRefusals({ book: this.#book(book), pageSize, pageToken, ...known(moment) }));
  }
}
