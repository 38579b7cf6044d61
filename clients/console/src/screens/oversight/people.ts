// People: what those are called that the services name.
import { Role } from "$calls/oversight/epiledger/auth/v1/access_pb.ts";
import { say } from "$src/language/language.svelte.ts";
import { Labels } from "$src/names/labels.ts";
import { facilityOf } from "$src/names/resource.ts";
import { roles } from "$src/names/roles.ts";
import { words as names } from "$src/names/texts.ts";
import type { Failure } from "$src/rpc/failure.ts";
import type { Book } from "./books.ts";
import { words } from "./texts.ts";

interface Named {
  name: string;
  displayName: string;
}

/** A person of the register; the names of some may not be read by all. */
interface Person extends Named {
  roles?: readonly Role[];
  facility?: string;
}

function rolesText(all: readonly Role[]): string[] {
  return all.flatMap((role) => {
    const told = roles[Role[role].toLowerCase() as keyof typeof roles];
    return told ? [say(told)] : [];
  });
}

/** What people call those that the services name. */
export class People extends Labels {
  readonly facilities: readonly Named[];
  readonly organizations: readonly Named[];
  readonly persons: readonly Person[];
  /** Why services told nothing: they are away. */
  readonly missing: ReadonlyMap<Book, Failure>;
  /** Whose each allocation is, once it was asked. */
  readonly recipients = new Map<string, string>();
  readonly #units = new Map<string, string>();

  constructor(told: { facilities: readonly Named[]; organizations: readonly Named[]; subjects: readonly Person[]; purposes: readonly Named[];
      funds: readonly Named[]; items: readonly (Named & { baseUnit: string })[];
      documents: readonly { name: string; number: string }[]; missing?: ReadonlyMap<Book, Failure> }) {
    super();
    this.facilities = told.facilities;
    this.organizations = told.organizations;
    this.persons = told.subjects;
    this.missing = told.missing ?? new Map<Book, Failure>();
    this.setDocuments(told.documents);
    this.setShown([...told.facilities, ...told.organizations, ...told.purposes, ...told.funds, ...told.items]);
    this.setPersons(told.subjects);
    for (const item of told.items) this.setUnit(item.name, item.baseUnit);
  }

  /** What the figures of an item or an indicator are counted in. */
  setUnit(name: string, unit: string): void {
    this.#units.set(name, unit);
  }

  /** The facility that a resource is of. */
  facilityOf(name: string): string {
    const facility = facilityOf(name);
    return facility === "" ? "" : this.of(facility);
  }

  /** Who did something; whose name is not told is called by what the person may
   * do and where, beside the id that tells this one from others. */
  who(subject: string): string {
    const name = this.person(subject);
    if (name !== undefined) return name;
    const person = this.persons.find((one) => one.name.endsWith(`/subjects/${subject}`));
    const told = [...rolesText(person?.roles ?? []), this.told(person?.facility ?? "") ?? ""].filter((part) => part !== "");
    return say(words.unnamed, told.length === 0 ? say(names.aPerson) : told.join(" · "), subject);
  }

  unit(name: string): string {
    return this.#units.get(name) ?? "";
  }
}
