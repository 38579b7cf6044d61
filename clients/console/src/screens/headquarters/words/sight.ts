// Sight: what rows are made with: names, the language, and the moment that ages
// are counted from.
import type { Contact } from "$calls/headquarters/epiledger/readiness/v1/register_pb";
import { link } from "$src/format/link.ts";
import { ageText } from "$src/format/age.ts";
import { clockText, dayAt, dayText, millisOf, type Day } from "$src/format/day.ts";
import { grouped } from "$src/format/number.ts";
import type { Language, Text } from "$src/language/texts.ts";
import { idOf } from "$src/names/resource.ts";
import type { Cell } from "$src/parts/sheet.ts";
import type { Names } from "./names.ts";
import { glance, overdue } from "../texts.ts";

interface Timestamp { seconds: bigint; nanos: number }

// No day is near it, so that each is said with its year.
const LONG_AGO: Day = { year: 0, month: 1, day: 1 };

export class Sight {
  /** `isPast`: a past moment is shown, where "today" would be read as today. */
  constructor(readonly names: Names, readonly now: number, readonly language: Language, readonly isPast = false) {}

  say<Figures extends unknown[]>(text: Text<Figures>, ...figures: Figures): string {
    return text[this.language](...figures);
  }

  get unknown(): string {
    return this.say(glance.unknown);
  }

  day(day: Day | undefined): string {
    return day ? dayText(day, this.isPast ? LONG_AGO : dayAt(this.now), this.language) : this.unknown;
  }

  time(time: Timestamp | undefined): string {
    return time ? `${this.day(dayAt(millisOf(time)))} ${clockText(millisOf(time))}` : this.unknown;
  }

  /** With its year, for what is kept. */
  longTime(millis: number): string {
    return `${dayText(dayAt(millis), LONG_AGO, this.language)} ${clockText(millis)}`;
  }

  age(time: Timestamp | undefined): string {
    return time ? ageText(millisOf(time), this.now, this.language) : this.unknown;
  }

  /** A figure with its unit; what is absent is not known, and no zero. */
  figure(value: bigint | undefined, unit = ""): Cell {
    if (value === undefined) return { text: this.unknown, tone: "care" };
    return { text: `${grouped(value)}${unit === "" ? "" : ` ${unit}`}`, number: value.toString() };
  }

  facility(name: string): Cell {
    return { text: this.names.of(name), link: link("facility", idOf(name)) };
  }

  item(name: string): Cell {
    return { text: this.names.item(name).name, link: link("item", idOf(name)) };
  }

  /** Whom to phone, with the number to touch. */
  contact(contact: Contact | undefined): Cell {
    if (!contact) return { text: this.say(overdue.nobody), tone: "care" };
    if (contact.displayName === "") return { text: this.say(overdue.hidden) };
    if (contact.telephone === "") return { text: contact.displayName };
    return { text: `${contact.displayName} ${contact.telephone}`, link: `tel:${contact.telephone.replace(/[^\d+]/g, "")}` };
  }
}
