// Names of resources in parts. Pure.

/** The last word of a resource's name: its id. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** `counties/c/facilities/f` of whatever belongs to it; empty where nothing does. */
export function facilityOf(name: string): string {
  return /^counties\/[^/]+\/facilities\/[^/]+/.exec(name)?.[0] ?? "";
}

/** `…/documents/d1/allocations/2` is of `…/documents/d1`. */
export function documentOf(allocation: string): string {
  return allocation.replace(/\/allocations\/[^/]+$/, "");
}

/** The parts of an address that name an allocation: its document and line. */
export function partsOf(allocation: string): [string, string] {
  return [idOf(documentOf(allocation)), idOf(allocation)];
}
