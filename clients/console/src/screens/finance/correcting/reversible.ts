// Reversible: what a person would take back, all of it in words, and the entry
// that recorded it.
import type { StatementLine } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { link } from "$src/desk/route.svelte.ts";
import { NOW } from "$src/format/as_of.ts";
import { dateText } from "$src/format/day.ts";
import { fenOf } from "$src/format/money.ts";
import { language, say } from "$src/language/language.svelte.ts";
import { partsOf } from "$src/names/allocation.ts";
import { idOf } from "$src/names/resource.ts";
import { withUnit } from "../amounts.ts";
import { detailed, orderDetails, paymentDetails, type Detail } from "../approvals/proposal_words.ts";
import type { Names } from "../names.ts";
import type { Office } from "../office.ts";
import { words as finance } from "../texts.ts";
import { words } from "./texts.ts";

export interface Reversible {
  /** Absent: the book has no such entry. */
  sequence: bigint | undefined;
  title: string;
  details: readonly Detail[];
  isReversed: boolean;
  /** Of an order: the allocation it first drew on. */
  allocation?: string;
  /** The screen that shows it: the parts of its address. */
  shownAt: readonly string[];
}

/** What a service names itself ends with the number of its entry. */
export function sequenceOf(name: string): bigint | undefined {
  const digits = /-(\d{10})$/.exec(idOf(name))?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}

async function payment(office: Office, names: Names, id: string): Promise<Reversible> {
  const { value } = await office.payment(`${office.desk.county}/payments/${id}`, NOW);
  await office.nameOrders([value.commitment], names);
  return { sequence: sequenceOf(value.name), title: `${value.payee} ${withUnit(value.amount)}`, details: paymentDetails(value, names),
    isReversed: value.reversedBy !== "", shownAt: ["payment", id] };
}

async function order(office: Office, names: Names, id: string): Promise<Reversible> {
  const name = `${office.desk.county}/commitments/${id}`;
  const { value } = await office.order(name);
  // A release of it is its entry, too: the first one made it.
  const allocation = value.carriedFrom[0]?.allocation ?? value.allocation;
  const entry = await office.firstLine(allocation, (line) => line.cause === name);
  return { allocation, sequence: entry?.sequence, title: `${value.supplier} ${value.number}`.trim(), details: orderDetails(value, names),
    isReversed: value.reversedBy !== "", shownAt: ["order", id] };
}

async function document(office: Office, names: Names, id: string): Promise<Reversible> {
  const name = `${office.desk.county}/documents/${id}`;
  const { value: allocations } = await office.allocations(name, NOW);
  const entry = allocations[0] && await office.firstLine(allocations[0].name, (line) => line.cause === name);
  const known = names.document(name);
  return { sequence: entry?.sequence, title: names.of(name), isReversed: (known?.reversedBy ?? "") !== "", shownAt: ["document", id],
    details: [...detailed([[finance.titleOf, known?.title ?? ""]]), ...allocations.map((one) =>
      ({ name: names.of(one.name), value: `${names.of(one.recipient)} · ${withUnit(one.balance?.allocated)}` }))] };
}

function lineDetails({ date, purpose, amount, payee }: StatementLine, names: Names): Detail[] {
  return detailed([[finance.day, date ? dateText(date, language.current) : ""], [finance.purpose, purpose === "" ? "" : names.of(purpose)],
    [finance.change_, withUnit(amount)], [finance.payee, payee]]);
}

async function entry(office: Office, names: Names, [document = "", line = "", sequence = ""]: readonly string[]): Promise<Reversible> {
  const found = await office.firstLine(`${office.desk.county}/documents/${document}/allocations/${line}`, (one) => one.sequence.toString() === sequence);
  return { sequence: found?.sequence, title: found ? names.of(found.cause) : say(words.anEntry), details: found ? lineDetails(found, names) : [],
    isReversed: false, shownAt: ["statement", document, line] };
}

const KINDS: Record<string, (office: Office, names: Names, id: string) => Promise<Reversible>> =
  { payments: payment, commitments: order, documents: document };

/** Of the parts of an address: `payments/…`, `commitments/…`, `documents/…`, or
 * `entries/{document}/{line}/{sequence}`, a line of a statement. */
export function reversible(office: Office, names: Names, [kind = "", ...what]: readonly string[]): Promise<Reversible> {
  const one = KINDS[kind];
  return one ? one(office, names, what[0] ?? "") : entry(office, names, what);
}

const SCREENS: Record<string, string> = { payments: "payment", commitments: "order", documents: "document" };

function kindOf(name: string): string {
  return name.split("/")[2] ?? "";
}

/** The screen of a payment, an order or a document, where it is put right. */
function screenOf(name: string): string | undefined {
  const screen = SCREENS[kindOf(name)];
  return screen === undefined ? undefined : link(screen, idOf(name));
}

/** Where what rests on a mistake is put right first. On an order, which tells its
 * allocation, only a release of it rests, which is put right by its entry. */
export function placeOfResting({ name, number }: { name: string; number: string }, allocation: string | undefined): string | undefined {
  return allocation !== undefined && kindOf(name) === "commitments" ? link("reverse", "entries", ...partsOf(allocation), number) : screenOf(name);
}

/** The same of what caused a line of a statement; anything else is put right by
 * its entry, and so is a release, which gave an order's money back. */
export function placeOf({ cause, sequence, amount }: StatementLine, allocation: readonly string[]): string | undefined {
  if (cause === "" || kindOf(cause) === "reversals") return undefined;
  const isRelease = kindOf(cause) === "commitments" && amount !== undefined && fenOf(amount) > 0n;
  return (isRelease ? undefined : screenOf(cause)) ?? link("reverse", "entries", ...allocation, sequence.toString());
}
