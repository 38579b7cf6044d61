// Effects: what an entry did, in words and figures. Pure.
import { fromBinary } from "@bufbuild/protobuf";
import { EffectsSchema, type Effects, type Movement, type ResourceVersion } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { clockText, dateText, dayAt } from "$src/format/day.ts";
import { yuan } from "$src/format/money.ts";
import { grouped } from "$src/format/number.ts";
import { language, say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { accountOf, accountText } from "$src/names/accounts.ts";
import type { People } from "../people.ts";
import { bodySaid, type Said } from "./bodies/bodies.ts";
import { thingOf } from "./deeds.ts";
import type { Frame } from "./frame.ts";
import { words } from "./texts.ts";

export const MONEY = "CNY";
const PIECES = "piece";
const DAY_MS = 86_400_000;

/** Nothing where the entry did nothing: it was refused. */
export function effectsOf(frame: Frame): Effects | undefined {
  return frame.eventType === EffectsSchema.typeName ? fromBinary(EffectsSchema, frame.event) : undefined;
}

export function isService(subject: string): boolean {
  return subject === "" || subject.startsWith("service:");
}

/** Who asked for an entry: a person, or the service by itself. */
export function whoText(subject: string, people: People): string {
  return isService(subject) ? say(words.byService) : people.who(subject);
}

export interface Moved {
  from: string;
  to: string;
  amount: string;
  when: string;
  /** It came about with the entry, which was not written for it. */
  isAside: boolean;
}

export function amountText(unit: string, amount: bigint, county: string, people: People): string {
  if (unit === MONEY) return say(words.yuanOf, yuan(amount));
  if (unit === PIECES) return say(words.piecesOf, grouped(amount));
  const item = `${county}/items/${unit}`;
  return `${people.of(item)} ${grouped(amount)}${people.unit(item)}`;
}

/** Money moves on days, goods at times. */
function whenText(service: string, position: bigint): string {
  if (service === "funding") return dateText(dayAt(Number(position) * DAY_MS), language.current);
  const time = Number(position / 1000n);
  return `${dateText(dayAt(time), language.current)} ${clockText(time)}`;
}

function movedOf(movement: Movement, service: string, county: string, people: People): Moved {
  return { from: accountText(movement.source, county, people), to: accountText(movement.target, county, people),
    amount: amountText(movement.unit, movement.amount, county, people), when: whenText(service, movement.position), isAside: movement.aside };
}

/** Collections whose resources have a name of another word. */
const THINGS: Record<string, string> = { document: "AllocationDocument", settings: "SupplySettings", waiting: "" };
/** What a county has of its own; the others are of a facility. */
const OF_COUNTY: Record<string, string> = { fund: "funds", purpose: "purposes", document: "documents", facility: "facilities",
  organization: "organizations", item: "items" };

function pascal(collection: string): string {
  return collection.split("-").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}

/** What the books keep for people; the rest are indexes for the services. */
export function thingText({ collection }: ResourceVersion, service: string): Text | undefined {
  if (service === "readiness" && collection === "proposal") return thingOf("SubjectProposal");
  return thingOf(THINGS[collection] ?? pascal(collection));
}

function nameText({ collection, key }: ResourceVersion, service: string, county: string, people: People): string {
  const [first, ...rest] = key.split("/");
  const kind = OF_COUNTY[collection];
  if (kind) return people.told(`${county}/${kind}/${key}`) ?? "";
  if (collection === "allocation") return people.of(`${county}/documents/${first}/allocations/${rest[0]}`);
  if (collection === "subject") return people.person(key) ?? "";
  const facility = service === "funding" ? undefined : people.told(`${county}/facilities/${first}`);
  if (facility === undefined) return "";
  // A report is called by its day; ids tell nobody anything.
  return collection === "report" ? `${facility} ${rest[0] ?? ""}` : facility;
}

/** The facilities whose stores it moved something in. */
export function facilitiesOf(effects: Effects, { county }: Frame): string[] {
  const holders = effects.movements.flatMap(({ source, target }) => [source, target].map((one) => accountOf(one, `counties/${county}`).holder));
  return holders.filter((one) => one.includes("/stores/")).map((one) => one.split("/stores/")[0]!);
}

export interface Thing {
  /** What it is, and what it is called. */
  title: string;
  /** What it says from this entry on. */
  said: Said[];
}

export interface Told {
  /** What it made or changed; the first is what it was written for. */
  things: Thing[];
  moved: Moved[];
  /** Indexes that it kept up to date. */
  others: number;
  /** The entry that it takes back; 0: none. */
  reverses: bigint;
}

export function toldOf(effects: Effects, { service, county: id }: Frame, people: People): Told {
  const county = `counties/${id}`;
  const things = effects.resources.flatMap((resource) => {
    const thing = thingText(resource, service);
    const name = nameText(resource, service, county, people);
    return thing ? [{ title: name === "" ? say(thing) : say(words.thingOf, say(thing), name), said: bodySaid(resource, service, people) }] : [];
  });
  // Of those that say nothing of their own one of a kind is enough.
  const isNews = ({ title, said }: Thing, at: number) => said.length > 0 || things.findIndex((one) => one.title === title) === at;
  return { things: things.filter(isNews), moved: effects.movements.map((one) => movedOf(one, service, county, people)),
    others: effects.resources.filter((one) => !thingText(one, service)).length, reverses: effects.reverses };
}
