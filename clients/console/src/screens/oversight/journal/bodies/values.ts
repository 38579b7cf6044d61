// Values: one value of a field in words. Pure.
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { clockText, dateText, dayAt, millisOf, type Day } from "$src/format/day.ts";
import { fenOf, yuan } from "$src/format/money.ts";
import { grouped } from "$src/format/number.ts";
import { language, say } from "$src/language/language.svelte.ts";
import { text } from "$src/language/texts.ts";
import type { People } from "../../people.ts";
import { thingOf } from "../deeds.ts";
import { words } from "../texts.ts";
import { enumText } from "./enums.ts";
import { shortName } from "./fields.ts";

const YES = text("是", "yes");
const NEXT_DAY = text((clock: string) => `次日 ${clock}`, (clock) => `${clock} the next day`);

/** A message as it is kept: its fields by their names. */
export type Body = Readonly<Record<string, unknown>>;

export interface Context {
  people: People;
  /** What the figures of a line are of: an item or an indicator. */
  of: string;
  /** It is told within a line. */
  isWithin: boolean;
}

/** Fields that hold the id of a person, where they hold no name. */
const PERSONS = new Set(["subject", "approver", "proposer", "decider", "giver", "owner", "resolvedBy", "dutyContact"]);
/** Figures in the base unit of the item that the line is of. */
const PIECES = new Set(["quantity", "total", "expected", "use", "surplus", "opening", "acceptedTotal", "shipped", "accepted", "rejected", "notArrived", "approved",
  "received", "quantityLeft", "leftOver", "minTotal", "maxTotal", "readyUnits", "surplusTolerance"]);
const MINUTES = new Set(["dueMinutes", "startMinutes"]);
const DAY_MINUTES = 1_440n;

export function valueOf(body: Body, field: DescField): unknown {
  if (!field.oneof) return body[field.localName];
  const chosen = body[field.oneof.localName] as { case?: string; value?: unknown } | undefined;
  return chosen?.case === field.localName ? chosen.value : undefined;
}

/** What a name stands for: by what people call it, or by what it is and whose. */
export function nameText(name: string, people: People): string {
  const told = people.told(name);
  if (told !== undefined) return told;
  if (/\/allocations\/|\/purposes\/any$/.test(name)) return people.of(name);
  const [collection = "", id = ""] = name.split("/").slice(-2);
  if (collection === "subjects") return people.who(id);
  const thing = thingOf(collection.slice(0, 1).toUpperCase() + collection.slice(1));
  if (!thing) return "";
  const holder = people.facilityOf(name) || (people.told(name.split("/lots/")[0]!) ?? "");
  // A report is called by its day; other ids tell nobody anything.
  const called = [holder, collection === "reports" ? id : ""].filter((part) => part !== "").join(" ");
  return called === "" ? say(thing) : say(words.thingOf, say(thing), called);
}

function minutesText(minutes: bigint): string {
  const of = (part: bigint) => part.toString().padStart(2, "0");
  const clock = `${of((minutes % DAY_MINUTES) / 60n)}:${of(minutes % 60n)}`;
  return minutes >= DAY_MINUTES ? say(NEXT_DAY, clock) : clock;
}

function figureText(name: string, figure: bigint, { people, of }: Context): string {
  if (MINUTES.has(name)) return minutesText(figure);
  return `${grouped(figure)}${PIECES.has(name) ? people.unit(of) : ""}`;
}

/** Text, a figure or a yes; nothing of what is not there. */
export function scalarText(name: string, value: unknown, context: Context): string {
  if (typeof value === "boolean") return value ? say(YES) : "";
  if (typeof value === "bigint") return value === 0n && !MINUTES.has(name) ? "" : figureText(name, value, context);
  if (typeof value === "number") return value === 0 ? "" : figureText(name, BigInt(value), context);
  if (typeof value !== "string" || value === "") return "";
  if (value.startsWith("counties/")) return nameText(value, context.people);
  return PERSONS.has(name) ? context.people.who(value) : value;
}

interface Stamp {
  seconds: bigint;
  nanos: number;
}

function readingText(schema: DescMessage, body: Body, { people, of }: Context): string {
  const { case: chosen, value } = body["reading"] as { case?: string; value?: unknown };
  if (chosen === "value") return `${grouped(value as bigint)}${people.unit(of)}`;
  const absent = schema.field["absentReason"]!;
  return chosen === "absentReason" && absent.fieldKind === "enum" ? said(enumText(absent.enum, value as number)) : "";
}

function said(told: ReturnType<typeof enumText>): string {
  return told ? say(told) : "";
}

/** Messages that are one value; nothing of those that have fields of their own. */
export function messageText(schema: DescMessage, value: Body, context: Context): string | undefined {
  switch (shortName(schema.typeName)) {
    case "google.type.Money": return say(words.yuanOf, yuan(fenOf(value as unknown as { units: bigint; nanos: number })));
    case "google.type.Date": return dateText(value as unknown as Day, language.current);
    case "google.protobuf.Timestamp": {
      const time = millisOf(value as unknown as Stamp);
      return `${dateText(dayAt(time), language.current)} ${clockText(time)}`;
    }
    case "ZeroReport": return say(YES);
    case "Reading": return readingText(schema, value, context);
    default: return undefined;
  }
}
