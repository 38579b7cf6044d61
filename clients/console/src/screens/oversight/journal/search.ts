// Search: which entries of a book are asked for: by whom, of which kind of act,
// about which facility. The services list a book in its order alone, so that
// what was read is looked through here. Pure.
import type { Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { isService } from "./effects.ts";
import { facilitiesIn, type Recipients } from "./mentioned.ts";

export interface Asked {
  /** A subject id, or `service`; empty: anybody. */
  who: string;
  /** A method's own name; empty: any act. */
  deed: string;
  /** A facility's id; empty: any. */
  facility: string;
}

/** Who stands for the services themselves. */
export const SERVICE = "service";

export function isSearching({ who, deed, facility }: Asked): boolean {
  return who !== "" || deed !== "" || facility !== "";
}

export function deedName({ method }: Entry): string {
  return method.slice(method.lastIndexOf(".") + 1);
}

export function isFound(entry: Entry, { who, deed, facility }: Asked, recipients: Recipients): boolean {
  return (who === "" || (who === SERVICE ? isService(entry.subject) : entry.subject === who)) && (deed === "" || deedName(entry) === deed) &&
    (facility === "" || facilitiesIn(entry, recipients).some((name) => name.endsWith(`/${facility}`)));
}

/** The kinds of act among entries, each once; one that is asked for as well. */
export function deedsOf(entries: readonly Entry[], asked: string): string[] {
  const methods = new Set(entries.map(deedName));
  if (asked !== "") methods.add(asked);
  return [...methods];
}

/** The people among entries. */
export function personsOf(entries: readonly Entry[], asked: string): string[] {
  const persons = new Set(entries.map(({ subject }) => subject).filter((subject) => !isService(subject)));
  if (asked !== "" && asked !== SERVICE) persons.add(asked);
  return [...persons];
}
