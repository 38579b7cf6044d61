// Addresses of screens, in the fragment: the words between the slashes name the
// screen, the marks behind `?` what is chosen on it. Pure functions.

export interface Address {
  parts: readonly string[];
  /** By name; none is empty. */
  marks: Readonly<Record<string, string>>;
}

/** Marks that go along from screen to screen; all others are one screen's. */
const STAYING = ["view", "day", "known"];

/** `#/facility/people-hospital`. */
export function link(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** `#/document/d1?view=finance`: the same words, of an address with marks. */
export function linkOf({ parts, marks }: Address): string {
  const said = new URLSearchParams(Object.entries(marks).filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1)));
  return link(...parts) + (said.size === 0 ? "" : `?${said}`);
}

/** The address in a fragment; what a person garbled is left out. */
export function addressOf(fragment: string): Address {
  const [path = "", said = ""] = fragment.replace(/^#?\/?/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "").map(decoded);
  return { parts, marks: Object.fromEntries([...new URLSearchParams(said)].filter(([, value]) => value !== "")) };
}

/** Where a link leads from `before`: what goes along is added. */
export function followed(before: Address, to: Address): Address {
  const staying = Object.entries(before.marks).filter(([name]) => STAYING.includes(name));
  // Another view's past point is not this one's.
  const goesAlong = to.marks["view"] === undefined || to.marks["view"] === before.marks["view"];
  return goesAlong ? { parts: to.parts, marks: { ...Object.fromEntries(staying), ...to.marks } } : to;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
